using Hudna.Codebook;

namespace Hudna.Coding;

// Who says what an Arabic clause tells.
internal sealed partial class ArabicCoder
{
    private void Says(ArabicClause clause, Draft draft)
    {
        draft.Attribution = [new Attribution(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p && register.Names.Match(Normal.Tokens(p), 0) is { Length: > 0 } m ? m.Value : null)];
        var view = clause.View;
        var from = Enumerable.Range(clause.First, clause.Last - clause.First + 1).LastOrDefault(i => clauses.Find("according", view, i).Length > 0, 0);
        for (var i = from; i < view.Count; i++)
        {
            var length = Math.Max(clauses.Find("according", view, i).Length, i <= 2 || i > clause.First && i < clause.Last ? clauses.Find("speak", view, i).Length : 0);
            if (length == 0) continue;
            var first = i + length;
            if (first < view.Count && view.Words[first] is "ما") first += 2;
            var last = first;
            while (last + 1 < view.Count && last - first < 6 && view.Words[last + 1].Length > 0 && view.Words[last + 1] is not ("ان" or "في" or "عن" or "بان" or "انه" or "الي")) last++;
            if (first >= view.Count || view.Words[first].Length == 0) continue;
            if (view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(first))) || view.Words[first] is "ان" or "الي") continue;
            if (Own(view, first, Math.Min(last, first + 3))) return;
            var (id, used) = Named(view, first);
            for (var k = first; id is null && k < Math.Min(view.Count, first + 6) && view.Words[k].Length > 0; k++) if (view.Words[k] is "في" or "من" && k + 1 < view.Count && Named(view, k + 1).Id is { } inside) (id, used) = (inside, 0);
            var text = view.Text(view.SpanOf(first, last));
            draft.Attribution.Add(id is not null && register[id] is { } actor && used > 0 && register[id]?.Kind is ActorKind.Monitor or ActorKind.Media or ActorKind.Civilian or ActorKind.Political or ActorKind.ArmedForces
                ? new Attribution(actor.Name.Split(" (")[0], null, id, view.Text(view.SpanOf(i, first + used - 1)))
                : new Attribution(Attribution.Unnamed, text, id, view.Text(view.SpanOf(i, last))));
            return;
        }
    }

    // The report's own people: "our correspondent", a word of the publisher's name.
    private bool Own(SentenceView view, int first, int last)
    {
        static string Bare(string w) => w.StartsWith("ال", StringComparison.Ordinal) ? w[2..] : w;
        var own = Normal.Tokens(report.Publisher ?? "").Where(w => w.Length > 3).Select(Bare).ToList();
        for (var i = first; i <= last && i < view.Count; i++)
            if (clauses.Find("own-people", view, i).Length > 0 && i == first || own.Contains(Bare(view.Words[i]))) return true;
        return false;
    }
}
