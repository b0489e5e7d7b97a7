using Hudna.Codebook;

namespace Hudna.Coding;

// Positions that an Arabic clause reports.
internal sealed partial class ArabicCoder
{
    // A verb of stance near the front, its holder named right behind it.
    private Draft? Position(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            var (length, value) = clauses.Find("stance", view, i);
            if (length == 0 || !Names.TryRead(value!, out EventType type)) continue;
            var act = Act(clause).At;
            if (act >= 0 && act < i) return null;
            if (clauses.First("killed", clause) is >= 0 and var killed && killed < i) return null;
            string? holder = null, aimed = null;
            var (holderText, aimedText) = ("", "");
            var speak = clauses.First("speak", clause);
            for (var k = speak >= 0 && speak < i ? speak + 1 : i + length; k <= clause.Last; k++)
            {
                if (view.Words[k].Length == 0 || Named(view, k) is not { Id: { } id, Length: > 0 and var n }) continue;
                if (holder is null && (k - (i + length) <= 1 || k < i)) (holder, holderText) = (id, view.Text(view.SpanOf(k, k + n - 1)));
                else if (aimed is null && id != holder) (aimed, aimedText) = (id, view.Text(view.SpanOf(k, k + n - 1)));
                k += n - 1;
            }
            if (holder is null && i - clause.First > 3) return null;
            if (holder is null && i + length <= clause.Last && view.Words[i + length].Length > 0 && clauses.Find("speak", view, clause.First).Length == 0) holderText = view.Text(view.SpanOf(i + length, Math.Min(clause.Last, i + length + 1)));
            var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = type, Trigger = i, Quote = Trim(clause), Confidence = 0.55, Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted };
            draft.Note("kind", "Arabic verb of stance", view.TokenText(i));
            Says(clause, draft);
            if (holder is not null) draft.Actors.Add(new ActorMention(holderText, holder));
            else if (holderText.Length > 0) draft.Actors.Add(new ActorMention(holderText, null));
            else if (report.Publisher is { } publisher) draft.Actors.Add(new ActorMention(publisher, null));
            if (aimed is not null) draft.Targets.Add(new ActorMention(aimedText, aimed));
            if (draft.Attribution.Count == 1 && (holder is not null || holderText.Length > 0))
                draft.Attribution.Add(holder is not null && register[holder] is { } entry ? new Attribution(entry.Name.Split(" (")[0], null, holder, holderText) : new Attribution(Attribution.Unnamed, holderText, null, holderText));
            Time(clause, draft);
            if (draft.Time.Basis is TimeBasis.Inherited or TimeBasis.Published) draft.Time = TimeMention.None; // a position without a day of its own has none
            return draft;
        }
        return null;
    }
}
