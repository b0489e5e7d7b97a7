namespace Hudna.Codebook;

/// <summary>A fault in what the user gave: what, where, and how to mend it.</summary>
/// <param name="What">The fault in one clause ("the date '2021-13-01' is no day").</param>
/// <param name="Where">File or address, as the user knows it.</param>
/// <param name="Line">Line in that file, from 1; null where it has none.</param>
/// <param name="Mend">What to do about it; null where that is plain.</param>
public sealed record Fault(string What, string? Where = null, int? Line = null, string? Mend = null)
{
    /// <summary>One line for people: <c>where:line: what. mend</c>.</summary>
    public override string ToString() =>
        $"{(Where is null ? "" : Line is null ? $"{Where}: " : $"{Where}:{Line}: ")}{What}.{(Mend is null ? "" : $" {Mend}.")}";
}

/// <summary>
/// The user's input was at fault. The message is made for the user; programs end with exit code 1 and print no stack trace.
/// </summary>
public sealed class UserFaultException : Exception
{
    /// <summary>One or more faults, all that were found.</summary>
    public UserFaultException(IReadOnlyList<Fault> faults, Exception? inner = null)
        : base(string.Join(Environment.NewLine, faults), inner) => Faults = faults;

    /// <summary>One fault.</summary>
    public UserFaultException(Fault fault, Exception? inner = null) : this([fault], inner) { }

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<Fault> Faults { get; }
}
