using Hudna.Language.Text;

namespace Hudna.Language.Times;

/// <summary>
/// Finds temporal expressions by the rules of each sentence's language and works out their values from the publication date, the day
/// last spoken of and the tense around them. Sentences of one text are read in order.
/// </summary>
internal sealed class TimeReader
{
    private const int Passes = 5;

    private readonly IReadOnlyDictionary<string, TimeRules> _languages;

    /// <summary>A reader with the rules of each language.</summary>
    public TimeReader(IReadOnlyDictionary<string, TimeRules> languages) => _languages = languages;

    /// <summary>The temporal expressions of a document's sentences, in order.</summary>
    public IReadOnlyList<TimeExpression> Read(Document document, TokenKeys keys)
    {
        var found = new List<TimeExpression>();
        DateOnly? anchor = null;
        foreach (var sentence in document.Sentences)
        {
            if (!_languages.TryGetValue(sentence.Language, out var rules)) continue;
            var words = WithCapitals(rules, document, sentence, keys.Of(document, sentence));
            foreach (var time in Find(rules, words, document.Reference, ref anchor))
            {
                var span = new TextSpan(document.Tokens[sentence.FirstToken + time.From].Start, document.Tokens[sentence.FirstToken + time.To - 1].End);
                found.Add(new TimeExpression(span, time.Value.ToEdtf(), time.Value.Basis, time.Rule.Name) { Duration = time.Value.Duration });
            }
        }
        return found;
    }

    // "may" is no month, "May" is one.
    private static IReadOnlyList<string> WithCapitals(TimeRules rules, Document document, Sentence sentence, IReadOnlyList<string> words)
    {
        string[]? changed = null;
        for (var i = 0; i < words.Count; i++)
        {
            if (!rules.CapitalOnly.Contains(words[i]) || Letters.IsUpper(document.Text[document.Tokens[sentence.FirstToken + i].Start])) continue;
            changed ??= [.. words];
            changed[i] = "\0";
        }
        return changed ?? words;
    }

    private static IEnumerable<FoundTime> Find(TimeRules rules, IReadOnlyList<string> words, DateOnly? reference, ref DateOnly? anchor)
    {
        Dictionary<int, FoundTime>? known = null;
        for (var i = 0; i < words.Count;)
        {
            if (rules.Match(words, i, null) is not { } match)
            {
                i++;
                continue;
            }
            if (match.Rule.Function == "skip")
            {
                i = match.End;
                continue;
            }
            var context = new TimeContext(reference, anchor ?? reference, Forward(rules, words, i, match.End));
            var refused = match.Rule.Arguments is ["bare"] && i > 0 && !rules.BeforeYear.Contains(words[i - 1]);
            if (!refused && TimeFunctions.Value(match.Rule, match.Captures, context) is { } value)
            {
                (known ??= [])[i] = new FoundTime(i, match.End, value, match.Rule);
                if (value.Grain == Grain.Day) anchor = value.To;
                i = match.End;
            }
            else i++;
        }
        if (known is null) return [];
        for (var pass = 0; pass < Passes && Combine(rules, words, known, new TimeContext(reference, anchor ?? reference, null)); pass++) { }
        return known.Values.OrderBy(t => t.From);
    }

    // Puts compounds in the place of what they are made of; says whether any was found.
    private static bool Combine(TimeRules rules, IReadOnlyList<string> words, Dictionary<int, FoundTime> known, TimeContext context)
    {
        var any = false;
        for (var i = 0; i < words.Count; i++)
        {
            if (rules.Match(words, i, known) is not { } match || match.Captures.Times.Count == 0) continue;
            if (known.TryGetValue(i, out var here) && here.To >= match.End) continue;
            if (TimeFunctions.Value(match.Rule, match.Captures, context) is not { } value) continue;
            var last = match.Captures.Times[^1];
            for (var k = i; k < match.End; k++) known.Remove(k);
            known[i] = new FoundTime(i, Math.Max(match.End, last.To), value, match.Rule);
            i = known[i].To - 1;
            any = true;
        }
        return any;
    }

    // The nearest word that looks forward or back, to the left first: "said on Friday", "will meet on Friday".
    private static bool? Forward(TimeRules rules, IReadOnlyList<string> words, int from, int to)
    {
        var before = from - 1;
        while (before > 0 && rules.ForwardBetween.Contains(words[before])) before--;
        if (before >= 0 && rules.ForwardBefore.Contains(words[before])) return true;
        for (var distance = 1; distance <= 12; distance++)
        {
            if (from - distance >= 0 && Says(rules, words, from - distance) is { } left) return left;
            if (distance <= 8 && to + distance - 1 < words.Count && Says(rules, words, to + distance - 1) is { } right) return right;
        }
        return null;
    }

    private static bool? Says(TimeRules rules, IReadOnlyList<string> words, int at)
    {
        var word = words[at];
        // "are set to meet" looks forward, "set up tents" does not.
        if (rules.Future.Contains(word) || (at + 1 < words.Count && rules.Future.Contains($"{word}_{words[at + 1]}"))) return true;
        if (rules.Past.Contains(word)) return false;
        foreach (var ending in rules.PastEndings)
            if (word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal)) return false;
        return null;
    }
}
