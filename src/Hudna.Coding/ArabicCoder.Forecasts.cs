using Hudna.Codebook;

namespace Hudna.Coding;

// What an Arabic clause says will, may or will not happen: words for likelihood, "qad" before a present verb, the future prefix and particle.
internal sealed partial class ArabicCoder
{
    private Draft? _foreseen; // what the sentence foresaw before

    private Draft? Forecast(ArabicClause clause)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (i > _named.First && i <= _named.Last && clauses.Future(view, i) || Ahead(clause, i) is not { } ahead) continue; // a surname may look like a verb
            var (from, modality, negated, words) = ahead;
            var conditional = clauses.First("if", clause);
            if ((conditional < 0 || conditional > i) && (Act(clause).At is >= 0 and var told && told < i && told > _named.Last || clauses.First("killed", clause) is >= 0 and var killed && killed < i)) return null;
            if (conditional >= 0 && conditional < i) modality = Modality.Hypothetical;
            var (_, type, mode) = Act(clause, i + 1);
            var first = conditional >= 0 && conditional < i ? conditional : i;
            var draft = new Draft
            {
                View = view, Kind = ClaimKind.Forecast, Type = type, Trigger = i, Quote = Trim(clause with { First = first > clause.First && _named.Last >= first - 1 ? first : clause.First }), Confidence = 0.5,
                Modality = modality, Negated = negated, ProbabilityWords = words, Proposition = ForecastRules.Clean(view.Text(Trim(clause with { First = first }))),
            };
            draft.Note("kind", "Arabic word for what may come", words);
            if (mode is { } m) draft.Modes.Add(m);
            if (_speaking is null && from > i && Voiced(clause, i) is { Link: { } link } voice) { _speaking = link; _named = (voice.First, voice.Last); }
            for (var k = Math.Max(i, _named.Last + 1); k <= clause.Last && draft.Actors.Count < 2; k++)
            {
                if (Party(view, k) is not { Id: { } id, Length: > 0 and var n }) continue;
                if (!draft.Actors.Exists(a => a.Id == id)) draft.Actors.Add(new ActorMention(view.Text(view.SpanOf(k, Math.Min(clause.Last, k + n - 1))), id));
                k += n - 1;
            }
            draft.Horizon = horizons.Of(view, view.SpanOf(clause.First, clause.Last));
            Says(draft);
            return draft;
        }
        return null;
    }

    // Where what is foreseen begins, how sure, whether it is that it will not be, and the words for it.
    private (int From, Modality Modality, bool Negated, string Words)? Ahead(ArabicClause clause, int at)
    {
        var view = clause.View;
        var word = view.Words[at];
        if (word.Length == 0) return null;
        if (clauses.Find("forecast", view, at) is { Length: > 0 } likely)
        {
            // "a drone thought to be the coalition's" tells whose it is.
            if (at + likely.Length < view.Count && view.Words[at + likely.Length] is "انها" or "انه" or "انهم" or "انهما" && (at + likely.Length + 1 >= view.Count || view.Words[at + likely.Length + 1] is not ['س' or 'ي' or 'ت', _, _, _, ..] || clauses.Find("belongs", view, at + likely.Length + 1).Length > 0)) return null;
            var not = likely.Value == "unlikely" || Enumerable.Range(at + 1, Math.Max(0, Math.Min(clause.Last - at, 9))).Any(k => view.Words[k] is "الا" && k < clause.Last && view.Words[k + 1] is ['ت' or 'ي', ..]);
            return (at + likely.Length + 1, not ? Modality.Asserted : Modality.Possible, not, view.Text(view.SpanOf(at, at + likely.Length - 1)));
        }
        var next = at < clause.Last ? view.Words[at + 1] : "";
        // "it is likely that …, and that …".
        if (word is "وان" && at == clause.First && _foreseen is { } before && next is ['ي' or 'ت', _, _, ..]) return (at + 1, before.Modality, before.Negated, before.ProbabilityWords ?? view.TokenText(at));
        if (word is "قد" or "ربما" or "وقد" or "فقد" && (word is "ربما" || next is ['ت' or 'ي' or 'ن', _, _, ..] && !next.EndsWith('ت') && !next.EndsWith("وا", StringComparison.Ordinal) && clauses.Find("past", view, at + 1).Length == 0)) return (at + 1, Modality.Possible, false, view.TokenText(at));
        if (word is "لن" or "ولن" or "فلن" && next is ['ي' or 'ت', _, _, ..] && !Vows(clause, at)) return (at + 1, Modality.Asserted, true, view.TokenText(at));
        if (word is "سوف" or "وسوف" or "فسوف") return (at + 1, Modality.Asserted, false, view.TokenText(at));
        if (clauses.Future(view, at)) return (at, Modality.Asserted, false, view.TokenText(at));
        return null;
    }

    // "will not" said of the speaker's own side is a refusal.
    private bool Vows(ArabicClause clause, int at)
    {
        if (_speaking is not { Affiliation: { } own }) return false;
        var subject = Enumerable.Range(Math.Max(_named.Last + 1, at - 3), Math.Max(0, Math.Min(clause.Last, at + 2) - Math.Max(_named.Last + 1, at - 3) + 1)).Where(k => k >= clause.First).Select(k => Party(clause.View, k).Id).OfType<string>().FirstOrDefault();
        return subject is null || ActorRegister.Root(subject) == ActorRegister.Root(own);
    }
}
