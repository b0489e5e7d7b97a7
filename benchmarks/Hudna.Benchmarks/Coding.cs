using Hudna.Coding;
using Hudna.Codebook;
using Hudna.Exchange;
using Hudna.Exchange.Theatres;
using Hudna.Language;

namespace Hudna.Benchmarks;

/// <summary>What coding adds to the engine's reading of the same reports, in one run, on one thread.</summary>
internal static class Coding
{
    /// <param name="options">Where models and languages lie; how often everything is done.</param>
    /// <param name="reports">A folder of reports.</param>
    public static void Share(BenchmarkOptions options, string reports)
    {
        var data = Path.GetDirectoryName(options.Languages)!;
        var engine = LanguageEngine.Load(options.Model("hudna-en"), options.Languages, new LanguageOptions { Threads = 1, Arithmetic = options.Arithmetic });
        var coder = new Coder(TheatreReader.Read(Path.Combine(data, "theatres", "idlib")), engine,
            Lexicon.Read(Directory.EnumerateFiles(Path.Combine(data, "lexicon")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText)));
        var read = ReportReader.Read([reports], new ReadSettings()).Select(i => i.Report).OfType<Report>().ToList();
        var documents = read.Select(coder.Read).ToList();
        var words = documents.Sum(d => d.Tokens.Count);
        var frames = options.Best(() => { foreach (var r in read) engine.Read(r.Text, r.Passages, r.Published, Layers.ForCoding); });
        var reading = options.Best(() => { foreach (var r in read) coder.Read(r); });
        var coding = options.Best(() => { for (var i = 0; i < read.Count; i++) coder.Code(read[i], documents[i]); });
        Console.WriteLine($"{read.Count} reports, {words:N0} words: raw text to frames {words / frames:N0} words/s, with trees and probes {words / reading:N0}; coding {words / coding:N0} words/s, {100 * coding / frames:F1} % of the time to frames, {100 * coding / reading:F1} % of all reading");
    }
}
