namespace Hudna.Coding;

/// <summary>A stretch of an Arabic sentence that tells of one thing, tokens counted from 0 within the sentence.</summary>
/// <param name="View">The sentence.</param>
/// <param name="First">First token.</param>
/// <param name="Last">Last token.</param>
/// <param name="Joined">Whether it goes on from the clause before it: no sentence ended in between.</param>
internal sealed record ArabicClause(SentenceView View, int First, int Last, bool Joined = false);

/// <summary>
/// Divides Arabic sentences, which chain what English would put in sentences of their own, and matches words under their clitics
/// (and, so, by, for, as, the).
/// </summary>
internal sealed class ArabicClauses(Lexicon lexicon)
{
    /// <summary>The clauses of a sentence, in order.</summary>
    public IEnumerable<ArabicClause> Of(SentenceView view)
    {
        var start = 0;
        // The reader cuts long sentences at "as also"; the comma in front tells that the sentence went on.
        var joined = view.Span.Start > 1 && view.Document.Text.AsSpan(0, view.Span.Start).TrimEnd() is [.., '،' or ','];
        for (var i = 1; i <= view.Count; i++)
        {
            if (i < view.Count && !Cuts(view, start, i)) continue;
            if (i - start >= 2) yield return new ArabicClause(view, start, i - 1, joined || start > 0);
            start = i;
        }
    }

    // A connective or a participle of stance behind a comma; "and" with a verb of another act or stance; "after" and "amid" with another act.
    private bool Cuts(SentenceView view, int start, int at)
    {
        if (view.TokenText(at) is "؛" or ";") return true;
        var comma = view.TokenText(at - 1) is [.., '،' or ',' or '؛'];
        var word = view.Words[at];
        if (word.Length == 0) return false;
        if (comma && (Find("split", view, at).Length > 0 || Find("stance-participle", view, at).Length > 0 || Find("speak-participle", view, at).Length > 0)) return true;
        if (comma && Find("forecast", view, word is "ما" or "مما" ? at + 1 : at).Length > 0) return true;
        if (comma && (word is "ولن" or "فلن" || Future(view, at))) return true;
        if (comma && word is "اذ" or "الذي" or "التي" && (Find("stance", view, at + 1).Length > 0 || word == "اذ" && Find("speak", view, at + 1).Length > 0)) return true;
        // "a demonstration welcomed …": what the crowd wants, behind its coming out.
        if (at - start > 2 && Find("stance", view, at).Length > 0 && word is not (['ا', 'ل', ..] or [.., 'ا']) && Acts(view, start, at - 1).Exists(a => a.StartsWith("PROTEST", StringComparison.Ordinal))) return true;
        if (comma && word is ['و', _, _, ..] && Future(view, at + 1) || comma && Find("rise", view, at).Length > 0) return true;
        if (word is "وان" or "وانها" or "وانه" && view.Words[start..at].Any(w => w is "ان" or "بان" or "انه")) return true;
        if (comma && Acts(view, start, at - 1) is { Count: > 0 } told)
        {
            // A toll behind what was no attack: "took the hill in a counter-attack, eleven were killed in it".
            if (Kind(told[0]) is var main && main != "ASSAULT" && !main.StartsWith("MOBILIZE", StringComparison.Ordinal) && Find("killed", view, at).Length > 0) return true;
            // Another kind of act up to the next comma.
            var end = at;
            while (end + 1 < view.Count && view.TokenText(end) is not ([.., '،'] or "،" or ":" or "؛")) end++;
            if (Acts(view, at, end) is { Count: > 0 } next && next.TrueForAll(n => !told.Exists(t => Kind(t) == Kind(n)))) return true;
        }
        if (comma && word is "وهو" or "وهي" && at + 2 < view.Count && view.Words[at + 1] == "ما" && Find("stance", view, at + 2).Length > 0) return true;
        if (comma && word is ['ف', _, _, ..] && Find("stance", view, at).Length > 0) return true;
        // ", and Ankara denies": the holder in front of a verb in the present.
        if (comma && word is ['و', _, _, ..] && at + 1 < view.Count && view.Words[at + 1] is ['ي' or 'ت', _, _, ..] && !view.Words[at + 1].EndsWith('ت') && Find("stance", view, at + 1).Length > 0 && Find("past", view, at + 1).Length == 0) return true;
        // ", and the number of … came to".
        if (comma && word is ['و', _, _, ..] && Find("record", view, at).Length + Find("toll-sum", view, at).Length > 0 && Find("number-of", view, at + 1).Length > 0 && !(Find("killed", view, at + 2).Length + Find("wounded", view, at + 2).Length > 0 && Acts(view, start, at - 1).Exists(a => Kind(a) == "ASSAULT"))) return true;
        if (word is ['و', _, _, ..])
        {
            if (comma && (Find("stance", view, at).Length > 0 || Find("speak", view, at).Length > 0)) return true;
            if (Find("stance", view, at).Length > 0 && Enumerable.Range(start, at - start).Any(i => Find("stance", view, i).Length > 0 || Find("affirm", view, i).Length > 0)) return true;
            if (Find("blame", view, at).Length > 0 && Enumerable.Range(at + 1, Math.Max(0, Math.Min(10, view.Count - at - 1))).Any(k => Find("responsibility", view, k).Length > 0)) return true;
            // "delegation" begins with the letter of "and".
            if (Longest("act", view, at, [word]).Length == 0 && (Find("act", view, at).Value ?? Apart(view, at, Math.Min(view.Count - 1, at + 6))) is { } act && Acts(view, start, at - 1) is { Count: > 0 } before
                && !word.StartsWith("وال", StringComparison.Ordinal) && (before.Exists(b => Kind(b) == Kind(act)) || word.EndsWith("هم", StringComparison.Ordinal) ? comma && Settled(view, at) : true)) return true;
        }
        // ", so the factions answered": what followed, told with a side, place or day of its own.
        if (comma && word is ['ف', _, _, ..] && Longest("act", view, at, [word]).Length == 0 && Find("act", view, at).Value is { } then && Acts(view, start, at - 1) is { Count: > 0 } since && (!since.Exists(b => Kind(b) == Kind(then)) || Settled(view, at))) return true;
        // A figure before it is no act: ", and warplanes raided …" behind a count of breaches.
        if (comma && at - start > 4 && word is ['و', _, _, ..] && Longest("act", view, at, [word]).Length == 0 && Find("act", view, at).Length > 0 && Enumerable.Range(start, at - start).Any(i => Find("tally-unit", view, i).Length > 0) && Settled(view, at)) return true;
        if (Find("aside", view, at) is { Length: > 0 and var n } && at - start > 3)
        {
            var before = Acts(view, start, at - 1);
            // A position "after" an act that is told with it.
            if (before.Count == 0 && view.Count - at > 5 && Enumerable.Range(start, at - start).Any(i => Find("stance", view, i).Length > 0)
                && Enumerable.Range(at + n, Math.Min(2, view.Count - at - n)).Any(k => !view.Words[k].StartsWith("ال", StringComparison.Ordinal) && (Find("act", view, k).Length > 0 || Find("killed", view, k).Length > 0))) return true;
            for (var k = at + n; k < Math.Min(view.Count, at + n + 3); k++)
                if (Find("act", view, k).Value is { } other && before.Count > 0) return !before.Exists(b => Kind(b) == Kind(other)) || other == "ASSAULT:clash" && !before.Contains(other) || Settled(view, k) && (word is "عقب" or "بعد" && view.TokenText(at - 1) is [.., '،'] || word == "وذلك");
        }
        return false;
    }

    // Whether what a token opens, up to the next comma, has a place or a day of its own.
    private bool Settled(SentenceView view, int at)
    {
        for (var i = at + 1; i < Math.Min(view.Count, at + 14); i++)
        {
            if (view.Words[i] is "علي" or "في" or "نحو" or "باتجاه" or "داخل" || Find("place-class", view, i).Length > 0 || view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(i)))) return true;
            if (view.TokenText(i) is [.., '،'] or "؛" or ":") return false;
        }
        return false;
    }

    /// <summary>Whether a token is a verb with the prefix of the future.</summary>
    public bool Future(SentenceView view, int at) =>
        at < view.Count && (view.Words[at] is ['و' or 'ف', 'س', ..] ? view.Words[at][1..] : view.Words[at]) is ['س', 'ي' or 'ت', _, _, ..] or ['س', 'ن', _, _, _, ..] && Find("not-future", view, at).Length == 0;

    private List<string> Acts(SentenceView view, int first, int last) =>
        [.. Enumerable.Range(first, last - first + 1).Select(i => Find("act", view, i).Value ?? Apart(view, i, last) ?? (Find("killed", view, i).Length > 0 || Find("wounded", view, i).Length > 0 ? "ASSAULT" : null)).OfType<string>().Distinct()];

    /// <summary>The act that a verb makes with the nearest of its nouns behind it: "laid … hold of", "signed … a protocol"; null for none.</summary>
    public string? Apart(SentenceView view, int at, int last) => Values("apart", view, at).Select(v => v.Split('/')).Where(v => v.Length == 2)
        .Select(v => (Whole: v[0], Noun: Enumerable.Range(at + 1, Math.Max(0, Math.Min(last - at, 10))).FirstOrDefault(k => Find(v[1], view, k).Length > 0, -1)))
        .Where(v => v.Noun > at).OrderBy(v => v.Noun).Select(v => v.Whole).FirstOrDefault();

    // Assaults by whatever means are one kind; other acts are told apart by their modes.
    private static string Kind(string act) => act.StartsWith("ASSAULT", StringComparison.Ordinal) ? "ASSAULT" : act;

    /// <summary>The longest entry of a class that starts at a token, clitics off; its length in tokens, 0 for none.</summary>
    public (int Length, string? Value) Find(string wordClass, SentenceView view, int at)
    {
        if (at < 0 || at >= view.Count || view.Words[at].Length == 0) return (0, null);
        var best = Longest(wordClass, view, at, Forms(view.Words[at]));
        if (best.Length == 0 && Verbal.Contains(wordClass)) best = Derived(wordClass, view, at);
        if (best.Length == 0 && Participles.GetValueOrDefault(wordClass) is { } verbs && Longest("place-class", view, at, Forms(view.Words[at])).Length == 0 && Longest(verbs, view, at, ArabicMorphology.OfParticiple(view.Words[at])) is { Value: not "COMMENT" } participle) best = participle;
        // "who asked not to be named" takes no position.
        if (best.Length > 0 && wordClass.StartsWith("stance", StringComparison.Ordinal) && Longest("anonymity", view, at + best.Length, at + best.Length < view.Count ? Forms(view.Words[at + best.Length]) : []).Length > 0) return (0, null);
        // "at dawn" is written like "blew up": a word of a date is no act.
        return wordClass == "act" && best.Length > 0 && view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(at))) ? (0, null) : best;
    }

    // By the verb that a word is a form of; acts of force and movement by their nouns too: "the arrest of", but no "agreement".
    private (int Length, string? Value) Derived(string wordClass, SentenceView view, int at)
    {
        // "was exposed to" is no "exposes": its first letter is its own.
        var forms = lexicon.Arabic.MatchAll([view.Words[at]], 0).Values.Any(e => e.Class == "no-verb") ? [] : Forms(view.Words[at]).Where(f => f[0] != 'ت' || !lexicon.Arabic.MatchAll([f], 0).Values.Any(e => e.Class == "past")).ToList();
        var best = Longest(wordClass, view, at, forms.SelectMany(ArabicMorphology.Verbs));
        if (best.Length > 0 || wordClass != "act" || !Opening(view, at)) return best;
        best = Longest(wordClass, view, at, forms.SelectMany(ArabicMorphology.OfMasdar));
        return best.Value?.Split(':')[0] is "ASSAULT" or "COERCE" or "RETREAT" or "MOBILIZE" ? best : (0, null);
    }

    // Where a noun may tell what happened: at the start, behind punctuation or a word that reports.
    private bool Opening(SentenceView view, int at) => at == 0 || view.Words[at - 1].Length == 0 || view.TokenText(at - 1) is [.., '،' or ':'] || view.Words[at - 1] is "عن" or "الي" || Find("speak", view, at - 1).Length > 0 || Find("record", view, at - 1).Length > 0 || Find("deed", view, at - 1).Length > 0;

    private (int Length, string? Value) Longest(string wordClass, SentenceView view, int at, IEnumerable<string> forms)
    {
        (int Length, string? Value) best = (0, null);
        string[]? words = null;
        foreach (var form in forms)
        {
            // Most forms that morphology proposes are no words at all.
            if (!lexicon.Arabic.Opens(form)) continue;
            words ??= view.Words[at..Math.Min(view.Count, at + 4)];
            words[0] = form;
            var (length, entries) = lexicon.Arabic.MatchAll(words, 0);
            if (length > best.Length && entries.FirstOrDefault(e => e.Class == wordClass) is { } entry) best = (length, entry.Value);
            if (best.Length > 0 || length <= 1) continue;
            // A longer entry of another class hides a shorter one of this: look again for one word.
            var (single, own) = lexicon.Arabic.MatchAll([form], 0);
            if (single == 1 && own.FirstOrDefault(e => e.Class == wordClass) is { } shorter) best = (1, shorter.Value);
        }
        return best;
    }

    /// <summary>All values that a verb has in a class: "held" goes with talks and with a rally.</summary>
    public IEnumerable<string> Values(string wordClass, SentenceView view, int at)
    {
        if (at < 0 || at >= view.Count || view.Words[at].Length == 0) return [];
        var words = view.Words[(at + 1)..Math.Min(view.Count, at + 4)];
        var forms = Forms(view.Words[at]).ToList();
        return forms.Concat(forms.SelectMany(ArabicMorphology.Verbs)).Concat(forms.SelectMany(ArabicMorphology.OfMasdar)).Where(lexicon.Arabic.Opens).SelectMany(form =>
        {
            var (length, entries) = lexicon.Arabic.MatchAll([form, .. words], 0);
            return length == 0 ? [] : entries.Concat(length > 1 ? lexicon.Arabic.MatchAll([form], 0).Values : []);
        }).Where(e => e.Class == wordClass).Select(e => e.Value).OfType<string>().Distinct();
    }

    private static readonly HashSet<string> Verbal = ["act", "apart", "stance", "affirm", "blame", "speak", "forecast", "foresee", "killed", "wounded"];
    private static readonly Dictionary<string, string> Participles = new(StringComparer.Ordinal) { ["stance-participle"] = "stance", ["speak-participle"] = "speak" };

    /// <summary>Whether a verb of a class stands at a token with no preposition before it: "revealed", not "by revealing".</summary>
    public bool Told(string wordClass, SentenceView view, int at) =>
        Find(wordClass, view, at).Length > 0 && (view.Words[at] is not ['ب' or 'ل' or 'ك', ..] || Longest(wordClass, view, at, [view.Words[at]]).Length > 0);

    /// <summary>Whether a verb of a class stands in the first person: "we demand".</summary>
    public bool FirstPerson(string wordClass, SentenceView view, int at) =>
        view.Words[at] is ['ن' or 'ا', ..] or ['و' or 'ف', 'ن' or 'ا', ..] && Forms(view.Words[at]).Any(f => f is ['ن' or 'ا', _, ..] && Longest(wordClass, view, at, ["ي" + f[1..]]).Length > 0) && Longest(wordClass, view, at, Forms(view.Words[at])).Length == 0 && Find(wordClass, view, at).Length > 0;

    /// <summary>Whether the lexicon has a word in any class, clitics off.</summary>
    public bool Known(string word) => Forms(word).Any(f => lexicon.Arabic.Match([f], 0).Length > 0 || f.StartsWith("ال", StringComparison.Ordinal) && lexicon.Arabic.Match([f[2..]], 0).Length > 0);

    /// <summary>The first token of a clause where an entry of a class starts; -1 for none.</summary>
    public int First(string wordClass, ArabicClause clause, int from = 0)
    {
        for (var i = Math.Max(clause.First, from); i <= clause.Last; i++) if (Find(wordClass, clause.View, i).Length > 0) return i;
        return -1;
    }

    /// <summary>The word itself and what is left when clitics are taken off its front.</summary>
    public static IEnumerable<string> Forms(string word)
    {
        yield return word;
        var bare = word;
        if (bare.Length > 3 && bare[0] is 'و' or 'ف') yield return bare = bare[1..];
        else if (bare is ['و', _, _]) yield return bare[1..];
        if (bare.Length > 4 && bare.StartsWith("لل", StringComparison.Ordinal)) yield return "ال" + bare[2..];
        if (bare.Length > 3 && bare[0] is 'ب' or 'ل' or 'ك') yield return bare[1..];
        if (bare.Length > 3 && bare is ['س', 'ي' or 'ت' or 'ن' or 'ا', ..]) yield return bare[1..];
        if (bare.Length > 4 && bare[^1] == 'ا') yield return bare[..^1];
    }
}
