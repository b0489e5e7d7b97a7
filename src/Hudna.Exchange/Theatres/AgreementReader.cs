using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hudna.Exchange.Theatres;

/// <summary>What the agreements of a theatre may refer to.</summary>
/// <param name="Actors">The register.</param>
/// <param name="Places">The gazetteer.</param>
/// <param name="Boundaries">The shapes of its areas.</param>
/// <param name="Roads">The roads.</param>
/// <param name="Zones">Zones that the theatre has already.</param>
public sealed record AgreementContext(
    IReadOnlyList<Actor> Actors, IReadOnlyList<Place> Places, IReadOnlyList<Boundary> Boundaries, IReadOnlyList<Road> Roads,
    IReadOnlyList<Zone> Zones);

/// <summary>The agreements of a theatre and the zones that they bring.</summary>
/// <param name="Agreements">By day of signature, then id.</param>
/// <param name="Zones">The theatre's own zones, then those of the agreements.</param>
public sealed record AgreementSet(IReadOnlyList<Agreement> Agreements, IReadOnlyList<Zone> Zones);

/// <summary>
/// Reads a theatre's agreements: every <c>*.yaml</c> of a folder, in the form of <c>data/schema/agreement.schema.json</c>. Reading the
/// text (<see cref="Begin(string)"/>) needs nothing else and may run beside the rest of a theatre's loading; checking it
/// (<see cref="Finish(AgreementContext, ICollection{Fault})"/>) needs the registers.
/// </summary>
public sealed class AgreementReader
{
    private readonly List<AgreementDraft> _drafts = [];
    private readonly List<Fault> _faults = [];

    private AgreementReader() { }

    /// <summary>Reads and checks a folder; a missing folder is a theatre without agreements.</summary>
    /// <exception cref="UserFaultException">Something is wrong: all faults of all files, each with its line.</exception>
    public static AgreementSet Read(string folder, AgreementContext context)
    {
        var faults = new List<Fault>();
        var set = Begin(folder).Finish(context, faults);
        return faults.Count == 0 ? set : throw new UserFaultException(faults);
    }

    /// <summary>Reads the files of a folder as far as that goes without the registers.</summary>
    public static AgreementReader Begin(string folder)
    {
        var reader = new AgreementReader();
        if (!Directory.Exists(folder)) return reader;
        foreach (var file in Directory.GetFiles(folder, "*.yaml").Order(StringComparer.Ordinal)) reader.Parse(file, File.ReadAllBytes(file));
        return reader;
    }

    /// <summary>Reads files that are in memory already: path as the user knows it, and bytes.</summary>
    public static AgreementReader Begin(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var reader = new AgreementReader();
        foreach (var (path, bytes) in files) reader.Parse(path, bytes);
        return reader;
    }

    /// <summary>Checks what was read against the registers. Faults are added to a list; with any, what is returned must not be used.</summary>
    public AgreementSet Finish(AgreementContext context, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(faults);
        var found = new List<Fault>(_faults);
        new AgreementChecks(context, _drafts, found).Run();
        foreach (var fault in found.OrderBy(f => f.Where, StringComparer.Ordinal).ThenBy(f => f.Line ?? 0).ThenBy(f => f.What, StringComparer.Ordinal).Distinct())
            faults.Add(fault);
        var agreements = _drafts.Select(d => d.Agreement).OrderBy(a => a.Signed).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        return new AgreementSet([.. agreements.Select(a => EndedBySuccessor(a, agreements))], [.. context.Zones, .. _drafts.SelectMany(d => d.Zones)]);
    }

    // An agreement that another replaces ends on the day before that one comes into force, unless its own end is earlier.
    private static Agreement EndedBySuccessor(Agreement agreement, List<Agreement> all)
    {
        var successors = all.Where(a => a.Replaces.Contains(agreement.Id)).Select(a => a.InForce).Where(d => d > DateOnly.MinValue).ToList();
        if (successors.Count == 0) return agreement;
        var last = successors.Min().AddDays(-1);
        return agreement.Ends <= last ? agreement : agreement with { Ends = last };
    }

    private void Parse(string path, byte[] bytes)
    {
        try
        {
            var span = bytes.AsSpan();
            var text = new UTF8Encoding(false, true).GetString(span.StartsWith("\uFEFF"u8) ? span[3..] : span);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count != 1)
            {
                _faults.Add(new Fault($"the file holds {stream.Documents.Count} agreements", path, 1, "Write one agreement a file"));
                return;
            }
            var lines = new Dictionary<string, int>(StringComparer.Ordinal);
            var root = stream.Documents[0].RootNode;
            AgreementSchema.BuiltIn.Check(root, lines, (line, what, mend) => _faults.Add(new Fault(what, path, line, mend)));
            _drafts.Add(AgreementDraft.Of(path, new AgreementNode(root), lines, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        catch (DecoderFallbackException)
        {
            _faults.Add(new Fault("this is not UTF-8 text", path, 1, "Save the file as UTF-8"));
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            // The package throws its own exception for most broken text, and the framework's for some (an alias within itself).
            var (line, what) = e is YamlException yaml
                ? ((int)Math.Max(1, yaml.Start.Line), yaml.InnerException is ArgumentException ? "a name stands there twice" : yaml.Message.TrimEnd('.'))
                : (1, "its parts refer to each other in a way that cannot be followed");
            _faults.Add(new Fault($"this is no YAML: {what}", path, line, "Indent with spaces, and put words that hold a colon in quotation marks"));
        }
    }
}
