using System.Text.Json;
using System.Text.Json.Nodes;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Coding;
using Hudna.Exchange;
using Hudna.Language;

namespace Hudna.Evaluation;

/// <summary>
/// <c>marks</c>: hand-coded reports as sentences whose words are marked with the claims that they tell, one JSON object a line: what the model's marks are
/// learnt from (<c>tools/training</c>). A claim is marked at the word that its sheet names as its trigger, else at the trigger of the draft that met it,
/// of the likeliest frame in its quote, or at the quote's topmost verb. Claims that are debatable, and types that would be right too, are marked as neither right nor wrong.
/// </summary>
internal static class MarksCommand
{
    /// <summary>Runs it; 0 done, 1 the input was at fault.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (args is not ["--gold", var folder, "--out", var to])
        {
            errors.WriteLine("marks --gold DIR --out FILE.jsonl");
            return 1;
        }
        try
        {
            var coder = LikelihoodCommand.Load("idlib");
            var gold = GoldFolder.Read(folder);
            using var file = new StreamWriter(to);
            var (sentences, marks) = (0, 0);
            foreach (var item in ReportReader.Read([Path.Combine(folder, "reports")], new ReadSettings()))
            {
                if (item.Report is not { } report || Path.GetFileNameWithoutExtension(report.Source) is not { Length: >= 3 } name || !gold.Claims.TryGetValue(name[..3], out var wanted)) continue;
                var document = coder.Read(report);
                var at = Triggers(document, wanted, coder.Weighed(report, document).ToList());
                for (var s = 0; s < document.Sentences.Count; s++)
                {
                    var sentence = document.Sentences[s];
                    if (sentence.Language == "ar" || sentence.TokenCount == 0) continue;
                    var told = wanted.Zip(at).Where(x => x.Second >= sentence.FirstToken && x.Second < sentence.FirstToken + sentence.TokenCount).SelectMany(x => Marks(x.First, x.Second - sentence.FirstToken)).ToArray();
                    sentences++;
                    marks += told.Length;
                    file.WriteLine(new JsonObject
                    {
                        ["report"] = name[..3],
                        ["sentence"] = s,
                        ["words"] = new JsonArray([.. Enumerable.Range(sentence.FirstToken, sentence.TokenCount).Select(i => (JsonNode)document[document.Tokens[i]].ToString())]),
                        ["marks"] = new JsonArray(told),
                    }.ToJsonString(Plain));
                }
            }
            output.WriteLine($"{sentences} sentences, {marks} marks");
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or UserFaultException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // [word, kind and type, right]; a type of null stands for every type of its kind, right of null for what nobody asks.
    private static IEnumerable<JsonNode> Marks(JsonElement claim, int word)
    {
        var (kind, type) = (claim.Raw("kind"), claim.Raw("type"));
        if (claim.IsTrue("debatable"))
        {
            yield return new JsonArray(word, null, false);
            yield break;
        }
        yield return new JsonArray(word, Label(kind, type), true);
        foreach (var other in claim.List("alternatives")) if (Label(other.Raw("kind"), other.Raw("type")) is { } label && label != Label(kind, type)) yield return new JsonArray(word, label, false);
    }

    private static string? Label(string? kind, string? type) => kind is "tally" or "forecast" ? kind : kind is null || type is null ? null : $"{kind} {type}";

    private static int[] Triggers(Document document, IReadOnlyList<JsonElement> wanted, List<(Claim Claim, Draft Draft)> drafts)
    {
        var claims = drafts.Select(d => JsonSerializer.Deserialize<JsonElement>(ClaimJson.Write(d.Claim))).ToList();
        var met = new ClaimRule(StrictType: false, Alternatives: true).Match(wanted, claims).ToDictionary(p => p.Gold, p => drafts[p.Predicted].Draft);
        var used = met.Values.Select(d => (d.Kind.ToString().ToLowerInvariant(), d.View.First + d.Trigger)).ToHashSet();
        var found = new int[wanted.Count];
        for (var g = 0; g < wanted.Count; g++)
        {
            var claim = wanted[g];
            found[g] = Named(document, claim) ?? (met.TryGetValue(g, out var draft) ? draft.View.First + draft.Trigger : Likeliest(document, claim, used));
            used.Add((claim.Raw("kind")!, found[g]));
        }
        return found;
    }

    private static IEnumerable<int> Inside(Document document, JsonElement claim) =>
        claim.Span() is { } quote ? Enumerable.Range(0, document.Tokens.Count).Where(i => document.Tokens[i].Start >= quote.Start && document.Tokens[i].End <= quote.End) : [];

    private static int? Named(Document document, JsonElement claim)
    {
        if (claim.Raw("trigger") is not { Length: > 0 } word) return null;
        foreach (var i in Inside(document, claim)) if (document[document.Tokens[i]].SequenceEqual(word)) return i;
        return null;
    }

    private static int Likeliest(Document document, JsonElement claim, HashSet<(string, int)> used)
    {
        var inside = Inside(document, claim).ToHashSet();
        var frames = document.Frames.Where(f => inside.Contains(f.Trigger) && !used.Contains((claim.Raw("kind")!, f.Trigger))).ToList();
        var frame = frames.OrderByDescending(f => f.Type is { } t && t.ToString().Equals(claim.Raw("type"), StringComparison.OrdinalIgnoreCase)).ThenByDescending(f => f.Probability).FirstOrDefault();
        if (frame is not null) return frame.Trigger;
        return inside.OrderBy(i => Rank(document, i)).ThenBy(i => i).FirstOrDefault(-1);
    }

    // Verbs before nouns before the rest, and the higher in the tree the better.
    private static double Rank(Document document, int token)
    {
        var s = Enumerable.Range(0, document.Sentences.Count).First(i => token < document.Sentences[i].FirstToken + document.Sentences[i].TokenCount);
        var (tree, word) = (document.Trees[s], token - document.Sentences[s].FirstToken);
        if (tree.Heads.Count != document.Sentences[s].TokenCount) return 0;
        var depth = 0.0;
        for (var at = word; tree.Heads[at] > 0 && depth < 50; at = tree.Heads[at] - 1) depth++;
        return depth + (tree.Upos[word] switch { "VERB" => 0, "NOUN" => 2.5, _ => 6 });
    }
}
