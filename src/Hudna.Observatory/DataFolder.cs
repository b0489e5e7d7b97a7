using Hudna.Codebook;

namespace Hudna.Observatory;

/// <summary>Finds the folder of data that the program works with.</summary>
public static class DataFolder
{
    /// <summary>
    /// The folder given, else <c>data</c> beside the program, else the nearest <c>data</c> with a <c>theatres</c> folder above it.
    /// </summary>
    /// <exception cref="UserFaultException">There is none.</exception>
    public static string Find(string? given)
    {
        if (given is not null)
        {
            return Directory.Exists(Path.Combine(given, "theatres"))
                ? Path.GetFullPath(given)
                : throw new UserFaultException(new Fault("no folder 'theatres' lies in it", given, Mend: "Name the folder 'data' that came with the program"));
        }
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "data");
            if (Directory.Exists(Path.Combine(candidate, "theatres"))) return candidate;
        }
        throw new UserFaultException(new Fault("the folder 'data' is missing", AppContext.BaseDirectory, Mend: "Put it beside the program, or name it with --data"));
    }
}
