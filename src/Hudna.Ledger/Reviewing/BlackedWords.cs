using System.Globalization;
using System.Text;
using Hudna.Codebook;

namespace Hudna.Ledger.Reviewing;

/// <summary>
/// Blacks out single names in whatever is handed out: each of their letters becomes a block, so that a sentence can be kept without the
/// person in it, and places in the text stay where they were. Length and position of a name remain to be seen. The record is untouched.
/// </summary>
/// <remarks>
/// Names are found as whole words, whatever their case, Arabic vowel signs or forms of alef, ya and ta marbuta, over line breaks,
/// and in Arabic behind the letters that are written on to a word (wa, fa, bi, li, ka). A name inside another word is left.
/// </remarks>
public sealed class BlackedWords
{
    private const char Block = '█';
    private const string WrittenOn = "وفبلك";

    private readonly string[][] _names;

    /// <param name="names">The names; blank ones and comments (<c># …</c>) are passed over.</param>
    public BlackedWords(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        // Longer names first, so that a full name goes whole.
        _names = [.. names.Where(n => !n.TrimStart().StartsWith('#')).Select(n => Words(n).Select(w => w.Plain).ToArray()).Where(n => n.Length > 0)
            .OrderByDescending(n => n.Length).ThenBy(n => string.Join(' ', n), StringComparer.Ordinal)];
    }

    /// <summary>No name at all.</summary>
    public static BlackedWords None { get; } = new([]);

    /// <summary>Whether there is nothing to black out.</summary>
    public bool IsEmpty => _names.Length == 0;

    /// <summary>The text with the names blacked out, as long as before; null for null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Apply(string? text)
    {
        if (string.IsNullOrEmpty(text) || IsEmpty) return text;
        var words = Words(text);
        char[]? black = null;
        for (var i = 0; i < words.Count; i++)
        {
            var name = Array.Find(_names, n => n.Length <= words.Count - i && Enumerable.Range(0, n.Length).All(k => Is(words[i + k].Plain, n[k], k == 0)));
            if (name is null) continue;
            black ??= text.ToCharArray();
            black.AsSpan(words[i].Start, words[i + name.Length - 1].End - words[i].Start).Fill(Block);
            i += name.Length - 1;
        }
        return black is null ? text : new string(black);
    }

    /// <summary>The claim with the names blacked out wherever it has words. It keeps its id.</summary>
    public Claim Apply(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        if (IsEmpty) return claim;
        return claim with
        {
            Report = claim.Report with { Source = Apply(claim.Report.Source), Publisher = Apply(claim.Report.Publisher) },
            Quote = claim.Quote with { Exact = Apply(claim.Quote.Exact) },
            Actors = Apply(claim.Actors),
            Targets = Apply(claim.Targets),
            Places = Apply(claim.Places),
            Time = claim.Time with { Text = Apply(claim.Time.Text) },
            Attribution = [.. claim.Attribution.Select(a => a with { Name = Apply(a.Name), Role = Apply(a.Role), Words = Apply(a.Words) })],
            Topic = Apply(claim.Topic),
            Proposition = Apply(claim.Proposition),
            ProbabilityWords = Apply(claim.ProbabilityWords),
            Horizon = claim.Horizon is null ? null : claim.Horizon with { Text = Apply(claim.Horizon.Text) },
            Tally = claim.Tally is null ? null : claim.Tally with { Area = Apply(claim.Tally.Area) },
        };
    }

    /// <summary>The incident with the names blacked out wherever it has words.</summary>
    public Incident Apply(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        if (IsEmpty) return incident;
        return incident with
        {
            Actors = Apply(incident.Actors),
            Targets = Apply(incident.Targets),
            Places = Apply(incident.Places),
            Disputes = [.. incident.Disputes.Select(d => d with { Words = Apply(d.Words) })],
            Reasons = [.. incident.Reasons.Select(r => r with { Words = Apply(r.Words) })],
        };
    }

    /// <summary>The report with the names blacked out of its text and head; its original is left out, for it holds them.</summary>
    public Report Apply(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (IsEmpty) return report;
        return report with
        {
            Source = Apply(report.Source), Publisher = Apply(report.Publisher), Title = Apply(report.Title), Byline = Apply(report.Byline), Text = Apply(report.Text),
            Remarks = [.. report.Remarks.Select(r => Apply(r))], Original = default,
        };
    }

    /// <summary>The decision with the names blacked out of its words.</summary>
    public Decision Apply(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return IsEmpty ? decision : decision with { Reader = Apply(decision.Reader), Reason = Apply(decision.Reason), Value = Apply(decision.Value) };
    }

    /// <summary>The finding with the names blacked out of its reasons.</summary>
    public Finding Apply(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return IsEmpty ? finding : finding with { Because = Apply(finding.Because) };
    }

    private Reason Apply(Reason reason) => reason with { Words = Apply(reason.Words), Children = [.. reason.Children.Select(Apply)] };

    private IReadOnlyList<ActorMention> Apply(IReadOnlyList<ActorMention> mentions) => [.. mentions.Select(m => m with { Text = Apply(m.Text) })];

    private IReadOnlyList<PlaceMention> Apply(IReadOnlyList<PlaceMention> mentions) =>
        [.. mentions.Select(m => m with { Text = Apply(m.Text), Name = m.Id is null ? Apply(m.Name) : m.Name })];

    private static bool Is(string word, string name, bool first) =>
        word == name || (first && word.Length == name.Length + 1 && WrittenOn.Contains(word[0]) && word.EndsWith(name, StringComparison.Ordinal));

    // Runs of letters, digits and marks, with what they are compared by.
    private static List<(int Start, int End, string Plain)> Words(string text)
    {
        var words = new List<(int, int, string)>();
        for (var at = 0; at < text.Length;)
        {
            if (InWord(text, at) == 0)
            {
                at++;
                continue;
            }
            var start = at;
            while (at < text.Length && InWord(text, at) is > 0 and var length) at += length;
            if (Plain(text[start..at]) is { Length: > 0 } plain) words.Add((start, at, plain));
        }
        return words;
    }

    // How many units of the text a letter, digit or mark takes that stands here; 0 for anything else, half a pair included.
    private static int InWord(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune) && (Rune.IsLetterOrDigit(rune) || rune.Value == 'ـ'
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) ? rune.Utf16SequenceLength : 0;

    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (c == 'ـ' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) continue;
            plain.Append(c switch { 'أ' or 'إ' or 'آ' or 'ٱ' => 'ا', 'ى' => 'ي', 'ة' => 'ه', _ => char.ToLowerInvariant(c) });
        }
        return plain.ToString();
    }
}
