using Hudna.Codebook;

namespace Hudna.Coding;

// What an Arabic figure counts: the noun behind it or in its label; for people what befell them, by the words around.
internal sealed partial class ArabicCoder
{
    private sealed record Thing(EventType? Type, Mode? Mode, string What, string? Unit)
    {
        public bool Persons => Unit == "persons";

        public string Root => What.Split('-')[0];
    }

    private static readonly (string Class, Thing Thing)[] Fates =
    [
        ("killed", new(EventType.Assault, null, "killed", "persons")),
        ("died", new(EventType.Assault, null, "killed", "persons")),
        ("wounded", new(EventType.Assault, null, "wounded", "persons")),
        ("returned", new(EventType.Retreat, null, "returned", "persons")),
        ("forced-out", new(EventType.Coerce, Mode.Displacement, "displaced", "persons")),
    ];

    /// <summary>What the figure of a cell counts; null where its own words do not say.</summary>
    private Thing? Counted(ArabicClause clause, ArabicCell cell)
    {
        var view = clause.View;
        var own = clause with { First = cell.First, Last = cell.Last };
        var people = -1;
        for (var k = cell.End + 1; k <= Math.Min(cell.Last, cell.End + 3); k++)
        {
            if (view.Words[k].Length == 0) break;
            // "displaced people were hurt": what befell them now.
            if (Noun(view, k) is { } noun) return noun.What is "displaced" && Fate(own) is { What: "killed" or "wounded" } hit ? hit : noun;
            if (people < 0 && Person(view, k)) people = k;
            if (k == cell.End + 1 && people < 0 && view.Words[k] is not "من" && !view.Words[k].StartsWith("من", StringComparison.Ordinal)) break;
        }
        if (people < 0)
            for (var k = cell.At - 1; k >= Math.Max(cell.First, cell.At - 10); k--)
                if (Noun(view, k) is { } noun) return noun;
        if (people < 0 && cell.End < cell.Last && view.Words[cell.End + 1].Length > 0 && !OfThese(view, cell) && clauses.Find("number-of", view, cell.End + 1).Length + clauses.Find("persons", view, cell.End + 2).Length == 0) return null;
        return Fate(own) is { } fate ? Grouped(fate, people)
            : people >= 0 && Fate(clause) is { } around ? Grouped(around, people) : null;

        Thing Grouped(Thing fate, int at) => at >= 0 && Group(view, at, at) is { } group && fate.What is "killed" or "wounded" ? fate with { What = $"{fate.What}-{group}" } : fate;
    }

    // "of them", "of those": what was counted before.
    private bool OfThese(SentenceView view, ArabicCell cell) => cell.End < cell.Last && clauses.Find("of-them", view, cell.End + 1).Length > 0
        || cell.At > cell.First && clauses.Find("of-them", view, cell.At - 1).Length > 0;

    private bool Person(SentenceView view, int at) => Group(view, at, at) is not null || clauses.Find("persons", view, at).Length > 0;

    private Thing? Noun(SentenceView view, int at)
    {
        if (clauses.Find("tallied", view, at).Value is { } value && value.Split('/') is [var act, var what, ..] parts)
        {
            var kind = act.Split(':');
            return Names.TryRead(kind[0], out EventType type) ? new Thing(type, Names.TryRead(kind[1], out Mode mode) ? mode : null, what, parts.Length > 2 ? parts[2] : null) : null;
        }
        if (clauses.Find("tally-unit", view, at).Length > 0) return new Thing(EventType.Assault, null, "violations", null);
        return clauses.Find("facility", view, at).Length > 0 ? new Thing(EventType.Assault, null, "locations", null) : null;
    }

    // What the words of a stretch say befell people.
    private Thing? Fate(ArabicClause clause)
    {
        foreach (var (name, thing) in Fates)
            if (clauses.First(name, clause) is >= 0 and var at && !(at >= _named.First && at <= _named.Last)) return thing;
        for (var i = clause.First; i <= clause.Last; i++)
            if ((clauses.Find("act", clause.View, i).Value ?? Bare(clause.View.Words[i])) is { } act && Done.FirstOrDefault(d => act.EndsWith(d.Act, StringComparison.Ordinal)).Thing is { } done) return done;
        return null;

        // "the detention of", where acts are looked for without the article.
        string? Bare(string word) => ArabicClauses.Forms(word).Where(f => f.StartsWith("ال", StringComparison.Ordinal) && f.Length > 4).SelectMany(f => lexicon.Arabic.MatchAll([f[2..]], 0).Values).FirstOrDefault(e => e.Class == "act")?.Value;
    }

    private static readonly (string Act, Thing Thing)[] Done =
    [
        (":arrest", new(EventType.Coerce, Mode.Arrest, "arrested", "persons")),
        (":abduction", new(EventType.Assault, Mode.Abduction, "abducted", "persons")),
        (":release", new(EventType.Retreat, Mode.Release, "released", "persons")),
        (":displacement", new(EventType.Coerce, Mode.Displacement, "displaced", "persons")),
    ];
}
