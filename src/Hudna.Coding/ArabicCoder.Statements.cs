using Hudna.Codebook;

namespace Hudna.Coding;

// Positions that an Arabic clause reports: a verb or participle of stance, or a verb of speech with a word for a position close behind it.
internal sealed partial class ArabicCoder
{
    private ActorMention? _holder;

    // A threat or demand to do something later is a position, not a forecast.
    private bool StanceFirst(ArabicClause clause)
    {
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (clauses.Find("stance", clause.View, i) is { Length: > 0, Value: not "COMMENT" } || clauses.Find("stance-participle", clause.View, i) is { Length: > 0, Value: not "COMMENT" }) return true;
            if (Ahead(clause, i) is not null) return false;
        }
        return false;
    }

    // "on the United Nations to take part": a party behind "on", then "that" with a verb in the present.
    private bool Obliged(ArabicClause clause, int at)
    {
        var view = clause.View;
        if (view.Words[at] is not ("علي" or "وعلي" or "فعلي") || at > clause.First && view.Words[at - 1] is not ("ان" or "" or "بان") || at >= clause.Last || Party(view, at + 1) is not { Id: not null, Length: var length }) return false;
        return Enumerable.Range(at + 1 + length, 2).Any(k => k < clause.Last && view.Words[k] is "ان" && view.Words[k + 1] is ['ي' or 'ت', _, _, ..] || k + 1 < clause.Last && view.Words[k] is "ان" && view.Words[k + 1].Length == 0 && view.Words[k + 2] is ['ي' or 'ت', _, _, ..]);
    }

    private Draft? Position(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (i > clause.First && clauses.Find("no-stance", view, i - 1).Length > 0) continue;
            var (length, value) = clauses.Find("stance", view, i);
            // "said that it will not withdraw": a refusal.
            if (length == 0 && view.Words[i] is "لن" or "ولن" or "فلن" && (_speaking is { Affiliation: not null } || _speaking is not null && i < clause.Last && view.Words[i + 1] is ['ن', ..]) && i > _named.Last && i < clause.Last) (length, value) = (2, "REJECT");
            // "described it as lies": what it is called tells the position.
            if (value == "COMMENT") for (var k = i + 1; k <= clause.Last; k++) if (clauses.Find("judged", view, k) is { Length: > 0 } judged) { value = judged.Value; break; }
            var participle = length == 0 && i - clause.First <= 1;
            if (participle) (length, value) = clauses.Find("stance-participle", view, i);
            participle &= length > 0;
            if (length == 0 && clauses.Find("affirm", view, i).Length > 0)
                for (var k = i + 1; k <= Math.Min(clause.Last, i + 9) && length == 0; k++) if (clauses.Find("position", view, k) is { Length: > 0 } taken) (length, value) = (1, taken.Value);
            // "considers it an escalation"; "it is for X to …".
            if (length == 0 && clauses.Find("considers", view, i).Length > 0) for (var k = i + 1; k <= Math.Min(clause.Last, i + 16) && length == 0; k++) if (clauses.Find("judged", view, k) is { Length: > 0 } named) (length, value) = (1, named.Value);
            if (length == 0 && Obliged(clause, i)) (length, value) = (1, "REQUEST");
            // "laid the responsibility for … on": verb and noun apart.
            if (length == 0 && clauses.Find("blame", view, i).Length > 0 && clauses.First("responsibility", clause, i) is > 0 and var blame && blame - i < 10) (length, value) = (1, "ACCUSE");
            if (length == 0 || !Names.TryRead(value!, out EventType type)) continue;
            if (length < 2 && Act(clause).At is >= 0 and var act && act < i && (i - act > 12 || _named.Last < act)) return null;
            if (clauses.First("killed", clause) is >= 0 and var killed && killed < i) return null;
            if (participle && _holder is null && _speaking is null) continue;
            if (i > clause.First && clauses.Find("negation", view, i - 1).Length > 0 && type != EventType.Deny) return null;
            // "we will not let …" is said in the first person; "and accused X of" goes on from the holder before.
            var own = Obliged(clause, i) || view.Words[i] is "لن" or "ولن" or "فلن" or "لا" or ['س', 'ن' or 'ي', ..] || clauses.FirstPerson(clauses.Find("stance", view, i).Length > 0 ? "stance" : "affirm", view, i) || clauses.FirstPerson("blame", view, i);
            var goesOn = type is EventType.Accuse or EventType.Request && clause.Joined && i == clause.First && _holder is { Id: { } accuser } && Phrase(clause, i + length) is { } end
                && Enumerable.Range(i + length, end - i - length + 1).Select(k => Party(view, k).Id).OfType<string>().Distinct().ToList() is [{ } only, ..] asked && (asked.Count == 1 || clauses.Find("blame", view, i).Length > 0) && ActorRegister.Root(only) != ActorRegister.Root(accuser) && (type == EventType.Accuse || register[only]?.Kind == ActorKind.International);
            // "…, who made it a condition": the holder before.
            participle |= goesOn || _holder is not null && i > clause.First && view.Words[i - 1] is "الذي" or "التي";
            var voice = participle || own ? null : Voiced(clause, i);
            if (voice is null && !participle && !own && i - clause.First > 3 && _speaking is null) return null;
            var draft = new Draft { View = view, Kind = ClaimKind.Statement, Type = type, Trigger = i, Quote = Trim(clause), Confidence = 0.55, Modality = type == EventType.Request ? Modality.Demanded : Modality.Asserted };
            draft.Note("kind", "Arabic word for a position", view.TokenText(i));
            var from = i + length;
            if (voice is { } told)
            {
                if (told.Link is { } link) { _speaking = link; _named = (told.First, told.Last); }
                var (first, last) = told.First < i ? (told.First, i - 1) : (i + length, Math.Max(i + length, told.Last));
                while (last > first && (view.Words[last].Length == 0 || view.Words[last] is "قد" or "فقد" or "كان")) last--;
                draft.Actors.Add(new ActorMention(last < view.Count && told.First != told.Last ? view.Text(view.SpanOf(first, last)).Trim('"', '«', '»', '،', ' ') : told.Link?.Name ?? "", told.Holder));
                from = Math.Max(from, told.Last + 1);
                // "the council calls on X": what is called on stands in the same phrase.
                if (told.First == i && register.Names.Match(view.Words, first).Length is > 0 and var head) from = Math.Max(first + head, from - 4);
            }
            else if (participle && _holder is { } holder) draft.Actors.Add(holder);
            else if (_speaking is { } speaker) draft.Actors.Add(new ActorMention(speaker.Name, speaker.Affiliation));
            else if (report.Publisher is { } publisher) draft.Actors.Add(new ActorMention(publisher, Publisher.Affiliation));
            _holder = draft.Actors.FirstOrDefault();
            for (var k = from; k <= clause.Last && draft.Targets.Count < 2; k++)
            {
                if (view.Words[k].Length == 0 || Party(view, k) is not { Id: { } id, Length: > 0 and var n }) continue;
                if (draft.Actors.Exists(a => a.Id is { } own && ActorRegister.Root(own) == ActorRegister.Root(id)) || draft.Targets.Exists(t => t.Id == id) || register[id]?.Kind == ActorKind.State && draft.Targets.Count > 0 && !(view.Words[k].StartsWith('و') && view.Text(view.TokenSpan(k - 1)).Contains(draft.Targets[^1].Text, StringComparison.Ordinal))) { k += n - 1; continue; }
                draft.Targets.Add(new ActorMention(view.Text(view.SpanOf(k, Math.Min(clause.Last, k + n - 1))), id));
                k += n - 1;
            }
            Says(draft);
            Time(clause, draft);
            if (draft.Time.Basis is TimeBasis.Inherited or TimeBasis.Published) draft.Time = TimeMention.None; // a position without a day of its own has none
            return draft;
        }
        return null;
    }
}
