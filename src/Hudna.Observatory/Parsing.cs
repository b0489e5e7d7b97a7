using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Language;
using Hudna.Language.Output;

namespace Hudna.Observatory;

/// <summary>Shows what the language engine sees in reports: tokens, tags, tree, names, times, quantities, frames.</summary>
public static class Parsing
{
    /// <summary>Reads what the paths name and writes each report's document; faults come back, the rest is written.</summary>
    /// <param name="options">Which data folder and model.</param>
    /// <param name="paths">Files, folders or <c>-</c>.</param>
    /// <param name="settings">What is said of the reports beforehand.</param>
    /// <param name="format"><c>conllu</c> or <c>json</c>.</param>
    /// <param name="output">Where to; UTF-8.</param>
    /// <exception cref="UserFaultException">There is no such format, or the data cannot be used.</exception>
    public static IReadOnlyList<Fault> Write(
        ObservatoryOptions options, IReadOnlyList<string> paths, ReadSettings settings, string format, Stream output)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (format is not ("conllu" or "json"))
        {
            throw new UserFaultException(new Fault($"'{format}' is no format of a parse", "--format", Mend: "Name conllu or json"));
        }
        var engine = Parts.LoadEngine(DataFolder.Find(options.DataFolder), options);
        var faults = new List<Fault>();
        foreach (var item in ReportReader.Read(paths, settings))
        {
            if (item.Fault is { } fault) faults.Add(fault);
            if (item.Report is not { } report) continue;
            var document = engine.Read(report.Text, report.Passages, report.Published, Layers.All);
            if (format == "json")
            {
                DocumentJson.Write(document, output);
                output.WriteByte((byte)'\n');
            }
            else
            {
                using var writer = new StreamWriter(output, leaveOpen: true) { NewLine = "\n" };
                ConlluWriter.Write(document, writer);
            }
        }
        return faults;
    }
}
