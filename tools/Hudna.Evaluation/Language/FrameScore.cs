using System.Text;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Language;
using Hudna.Language.Text;

namespace Hudna.Evaluation.Language;

/// <summary>
/// Frames read off raw sentences against the frame corpus, as training scores them: a frame matches where its trigger lies in the gold
/// trigger; roles by equal spans and by overlap. Only the sentences that training holds back are looked at: those whose tokens, joined by
/// blanks, have a CRC-32 that the hold divides.
/// </summary>
internal static class FrameScore
{
    private static readonly Dictionary<string, FrameRole> CountRoles = new()
    {
        ["killed"] = FrameRole.Killed, ["wounded"] = FrameRole.Wounded, ["casualties"] = FrameRole.Casualties, ["displaced"] = FrameRole.Displaced,
    };

    private sealed record Gold(TextSpan Trigger, string Type, string Kind, string Modality, bool Negated, HashSet<string> Modes, List<(FrameRole Role, TextSpan Span)> Roles);

    public static void Run(LanguageCommand command, TextWriter output)
    {
        int sentences = 0, gold = 0, found = 0, triggers = 0, types = 0, kinds = 0, modalities = 0, negations = 0, modes = 0;
        var roles = new SortedDictionary<FrameRole, (int Gold, int Found, int Exact, double Overlap)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(command.Gold, "*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in LanguageCommand.Lines(file))
            {
                using var json = JsonDocument.Parse(line);
                var text = json.RootElement.GetProperty("text").GetString()!;
                if (!seen.Add(text)) continue;
                var tokens = Tokenizer.Tokens(text);
                if (Crc32(string.Join(' ', tokens.Select(t => text[t.Start..t.End]))) % (uint)command.Hold != 0) continue;
                sentences++;
                var expected = json.RootElement.GetProperty("frames").EnumerateArray().Select(f => One(text, tokens, f)).OfType<Gold>().ToList();
                var document = command.Read(text, Layers.Frames);
                gold += expected.Count;
                var frames = document.Frames.Where(f => f.Probability > 0.5).ToList(); // the others are marked words
                found += frames.Count;
                var used = new HashSet<int>();
                foreach (var frame in expected)
                {
                    var at = frames.FindIndex(f => frame.Trigger.Contains(document.Tokens[f.Trigger]) && !used.Contains(f.Trigger));
                    if (at < 0) continue;
                    var match = frames[at];
                    used.Add(match.Trigger);
                    triggers++;
                    if ((match.Type?.Text() ?? "NONE") == frame.Type) types++;
                    if (match.Kind.Text() == frame.Kind) kinds++;
                    if (match.Modality.Text() == frame.Modality) modalities++;
                    if (match.Negated == frame.Negated) negations++;
                    if (frame.Modes.SetEquals(match.Modes.Select(m => m.Text()))) modes++;
                    foreach (var role in Enum.GetValues<FrameRole>()) Count(roles, role, [.. frame.Roles.Where(r => r.Role == role).Select(r => r.Span)], [.. match.Of(role)]);
                }
            }
        }
        output.WriteLine($"{command.Model}: {sentences} sentences held back (1 in {command.Hold}), {gold} frames, {found} found");
        output.WriteLine($"trigger F1 {LanguageCommand.F1(triggers, gold, found)}, with type {LanguageCommand.F1(types, gold, found)}; of matched: kind {Per(kinds)}, modality {Per(modalities)}, negation {Per(negations)}, modes {Per(modes)}");
        foreach (var (role, (g, p, exact, overlap)) in roles)
            output.WriteLine($"  {role.Text()}: exact {LanguageCommand.F1(exact, g, p)}, overlap {LanguageCommand.F1(overlap, g, p)} ({g})");

        string Per(int n) => $"{100.0 * n / Math.Max(1, triggers):F1} %";
    }

    private static void Count(SortedDictionary<FrameRole, (int, int, int, double)> roles, FrameRole role, List<TextSpan> gold, List<TextSpan> found)
    {
        var (g, p, exact, overlap) = roles.GetValueOrDefault(role);
        var met = (gold.Count(a => found.Exists(b => a.Overlaps(b))) + found.Count(a => gold.Exists(b => a.Overlaps(b)))) / 2.0;
        roles[role] = (g + gold.Count, p + found.Count, exact + gold.Intersect(found).Count(), overlap + met);
    }

    private static Gold? One(string text, IReadOnlyList<TextSpan> tokens, JsonElement frame)
    {
        if (Place(text, tokens, frame.GetProperty("trigger").GetString()!) is not { } trigger) return null;
        var roles = new List<(FrameRole Role, TextSpan Span)>();
        if (frame.TryGetProperty("counts", out var counts))
            foreach (var count in counts.EnumerateArray())
                Put(CountRoles.GetValueOrDefault(count.GetProperty("what").GetString()!, FrameRole.Number), count.GetProperty("text").GetString()!, citing: false);
        foreach (var role in new[] { FrameRole.Place, FrameRole.Time, FrameRole.Actor, FrameRole.Target, FrameRole.Weapon, FrameRole.Speaker, FrameRole.Cue })
            if (frame.TryGetProperty(role.Text(), out var spans))
                foreach (var span in spans.EnumerateArray()) Put(role, span.GetString()!, role is FrameRole.Speaker or FrameRole.Cue);
        return new Gold(trigger, frame.GetProperty("type").GetString()!, frame.GetProperty("kind").GetString()!,
            frame.TryGetProperty("modality", out var m) ? m.GetString()! : "asserted", frame.TryGetProperty("negated", out var n) && n.GetBoolean(),
            frame.TryGetProperty("modes", out var modes) ? [.. modes.EnumerateArray().Select(x => x.GetString()!).Where(x => Names.TryRead<Mode>(x, out _))] : [], roles);

        // As training reads them: the first role that claims a word keeps it; speaker and cue are a layer of their own.
        void Put(FrameRole role, string span, bool citing)
        {
            if (Place(text, tokens, span) is { } place && !roles.Exists(r => (r.Role is FrameRole.Speaker or FrameRole.Cue) == citing && r.Span.Overlaps(place)))
                roles.Add((role, place));
        }
    }

    // A span widened to whole tokens; "Idlib#2" is the second occurrence at word boundaries.
    private static TextSpan? Place(string text, IReadOnlyList<TextSpan> tokens, string span)
    {
        var number = 1;
        var hash = span.LastIndexOf('#');
        if (hash > 0 && int.TryParse(span.AsSpan(hash + 1), out var n)) (span, number) = (span[..hash], n);
        for (var at = text.IndexOf(span, StringComparison.Ordinal); at >= 0; at = text.IndexOf(span, at + 1, StringComparison.Ordinal))
        {
            var end = at + span.Length;
            var clean = !(at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(span[0]))
                && !(end < text.Length && char.IsLetterOrDigit(text[end]) && char.IsLetterOrDigit(span[^1]));
            if (!clean || --number > 0) continue;
            var inside = tokens.Where(t => t.Start < end && t.End > at).ToList();
            return inside.Count == 0 ? null : new TextSpan(inside[0].Start, inside[^1].End);
        }
        return null;
    }

    /// <summary>The CRC-32 of zlib over UTF-8.</summary>
    private static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            crc ^= b;
            for (var k = 0; k < 8; k++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320u : crc >> 1;
        }
        return ~crc;
    }
}
