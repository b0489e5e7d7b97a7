using Hudna.Codebook;

namespace Hudna.Coding;

// Who acts and who is hit in an Arabic clause.
internal sealed partial class ArabicCoder
{
    // Names of the register under their clitics; what stands behind "positions of", or right behind a word for the dead, was hit.
    private void Sides(ArabicClause clause, Draft draft, int killed)
    {
        var view = clause.View;
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (view.Words[i].Length == 0 || i >= _named.First && i <= _named.Last) continue;
            // "a Syrian soldier", "two Turkish soldiers": the owner's own arm.
            if (clauses.Find("combatants", view, i - 1).Length > 0 && i > clause.First && Party(view, i) is { Id: { } nation } whose && register[nation]?.Kind == ActorKind.State && register.Described(nation, "forces") is { } soldiers)
            {
                var side = draft.Type == EventType.Assault || draft.Actors.Count > 0 ? draft.Targets : draft.Actors;
                if (!side.Exists(t => t.Id == soldiers)) side.Add(new ActorMention(view.Text(view.SpanOf(i - 1, i)).Trim('،'), soldiers));
                i += whose.Length - 1;
                continue;
            }
            var (id, length) = draft.Type is EventType.Agree or EventType.Consult or EventType.Cooperate ? Party(view, i) : Named(view, i);
            if (PersonOf(view, i) is { Length: > 1 and var n } person) (id, length) = (person.Value!.Actor, n);
            if (id is null || register[id]?.Kind is ActorKind.Media or ActorKind.Monitor or ActorKind.Civilian || register[id]?.Kind == ActorKind.State && length == 1 && !Partner(draft, view, i)) continue;
            var text = view.Text(view.SpanOf(i, i + length - 1));
            var marked = Enumerable.Range(Math.Max(clause.First, i - 2), Math.Min(2, i - clause.First)).Any(k => clauses.Find("target-marker", view, k).Length > 0)
                || (view.Words[i].StartsWith("لل", StringComparison.Ordinal) && i > clause.First + 1);
            var dead = killed >= 0 && i > killed && i - killed <= 5 && clauses.First("recall", clause, i) > 0
                // "two members of X were killed".
                || killed >= 0 && i > killed + 1 && i - killed <= 6 && view.Words[i - 1] == "من" && Enumerable.Range(killed + 1, i - killed - 2).Any(k => clauses.Find("combatants", view, k).Length + clauses.Find("one", view, k).Length + clauses.Find("two", view, k).Length > 0);
            var read = finder.Conventional(id, draft.Type, draft.Modes);
            // "raids by X", "an infiltration by X": the noun of the act right before it; "belonging to X" says whose the one before is.
            var by = Enumerable.Range(Math.Max(clause.First, i - 2), Math.Min(2, i - clause.First)).Any(k => clauses.Find("act", view, k).Length > 0 && k >= draft.Trigger - 1) && view.Words[i].StartsWith('ل') && clauses.Find("target-marker", view, i - 1).Length == 0;
            var belongs = i > clause.First && clauses.Find("belongs", view, i - 1).Length > 0;
            if (belongs && draft.Actors.Count > 0 && ActorRegister.Root(draft.Actors[^1].Id!) == ActorRegister.Root(id)) { i += length - 1; continue; }
            if (belongs)
                for (var k = Math.Max(clause.First, i - 4); k < i - 1; k++)
                    if (register.Words.Match([.. view.Words[k..(i - 1)]], 0) is { Length: > 0 } noun && register.Described(ActorRegister.Root(id), noun.Value!) is { } arm) { read = arm; break; }
            if (by || belongs || draft.Type is EventType.Agree or EventType.Consult or EventType.Cooperate) marked = false;
            if (length > 1 && clauses.Find("combatants", view, i).Length > 0 && Enumerable.Range(Math.Max(clause.First, i - 4), Math.Max(0, Math.Min(clause.Last, i + length + 1) - Math.Max(clause.First, i - 4) + 1)).Any(k => clauses.Find("wounded", view, k).Length > 0 || clauses.Find("killed", view, k).Length > 0)) marked = true;
            if ((draft.Type == EventType.Coerce || draft.Modes.Contains(Mode.Release)) && draft.Actors.Count > 0 || i > clause.First && Enumerable.Range(Math.Max(clause.First, i - 3), Math.Min(3, i - clause.First)).Any(k => clauses.Find("charge", view, k).Length > 0)) marked = true;
            if (by && draft.Actors.Count > 0 && !draft.Modes.Contains(Mode.Clash))
            {
                draft.Targets.AddRange(draft.Actors.Where(a => a.Id != read));
                draft.Actors = [new ActorMention(text, read)];
                i += length - 1;
                continue;
            }
            if (marked || dead || (draft.Actors.Count > 0 && !draft.Modes.Contains(Mode.Clash) && draft.Type == EventType.Assault)) { if (!draft.Targets.Exists(t => t.Id == read) && !draft.Actors.Exists(t => t.Id == read)) draft.Targets.Add(new ActorMention(text, read)); }
            else if (!draft.Actors.Exists(t => t.Id == read)) draft.Actors.Add(new ActorMention(text, read));
            i += length - 1;
        }
        // A patrol of two armies is joint, whatever it is called.
        if (draft.Modes.Contains(Mode.Patrol) && draft.Actors.Select(a => ActorRegister.Root(a.Id!)).Distinct().Count() > 1) (draft.Type, draft.Modes[draft.Modes.IndexOf(Mode.Patrol)]) = (EventType.Cooperate, Mode.JointPatrol);
        // "a joint Russian-Turkish patrol": the arms of both.
        if (draft.Modes.Contains(Mode.JointPatrol))
            for (var k = draft.Trigger; k <= Math.Min(clause.Last, draft.Trigger + 7) && draft.Actors.Count < 2; k++)
                if (Party(view, k).Id is { } nation && register[nation]?.Kind == ActorKind.State && register.Described(nation, "forces") is { } patrolling && !draft.Actors.Exists(a => a.Id == patrolling))
                    draft.Actors.Add(new ActorMention(view.TokenText(k), patrolling));
        // "masked gunmen abducted …".
        if (draft.Actors.Count == 0 && register.Unidentified is { } unknown && draft.Type is EventType.Assault or EventType.Coerce && clauses.First("unidentified", clause, draft.Trigger) is >= 0 and var gunmen && (gunmen <= draft.Trigger + 3 || draft.Modes.Exists(m => m is Mode.Ied or Mode.Mine)))
            draft.Actors.Add(new ActorMention(view.TokenText(gunmen), unknown));
        if (draft.Type == EventType.Assault && draft.Actors.Count == 0 && _actor is not null && view.TokenText(clause.First) is not "" && clauses.Find("split", view, clause.First).Length == 0 && draft.Modes.Contains(Mode.Airstrike) == register.IsDescribed(_actor, "aviation") && !draft.Modes.Contains(Mode.Clash))
            draft.Note("actors", "none in the clause");
        if (register.Civilians is { } civilians && draft.Type == EventType.Assault && Enumerable.Range(clause.First, clause.Last - clause.First + 1).FirstOrDefault(i => !(i >= _named.First && i <= _named.Last) && clauses.Find("civilians", view, i).Length > 0 || killed >= 0 && clauses.Find("children", view, i).Length > 0, -1) is >= 0 and var hit)
            draft.Targets.Add(new ActorMention(view.TokenText(hit), civilians));
        if (draft.Type == EventType.Protest && register.Civilians is { } crowd)
        {
            draft.Targets = [.. draft.Actors.Take(1)];
            draft.Actors = [new ActorMention(view.TokenText(draft.Trigger), register[$"{crowd}/protesters"]?.Id ?? crowd)];
            if (Figure(clause, 5) is { } marching) draft.Counts.Add(new CountRange("protesters", marching.Min, marching.Best, marching.Max, marching.Approximate));
        }
        _actor = draft.Actors.FirstOrDefault(a => a.Id is not null)?.Id ?? _actor;
        foreach (var actor in draft.Actors) draft.Note("actors", "name in the register", actor.Text, null, [actor.Id!]);
    }

    // A state by its name, or by its adjective behind "the two sides", in what states do with each other.
    private bool Partner(Draft draft, SentenceView view, int at) => draft.Type is EventType.Agree or EventType.Consult
        && (Enumerable.Range(Math.Max(0, at - 2), Math.Min(2, at)).Any(k => clauses.Find("pair", view, k).Length > 0) || Stately(view, at));

    private bool Stately(SentenceView view, int at) =>
        // Endings off, the name of a country may look like its adjective.
        view.Words[at].Length > 0 && ArabicClauses.Forms(view.Words[at]).Where(f => f[^1] == view.Words[at][^1]).ToList() is var forms && forms.Any(f => register.Names.Match([f], 0).Length > 0 || register.Metonyms.Match([f], 0).Length > 0) && !forms.Any(f => register.Adjectives.Match([f], 0).Length > 0)
        && (at == 0 || view.Words[at - 1] is not ("في" or "الي" or "من"));

    // A public person, "and" before the name off.
    private (int Length, Person? Value) PersonOf(SentenceView view, int at) => register.People.Match(view.Words, at) is { Length: > 0 } person ? person
        : view.Words[at] is ['و', _, _, ..] and var word ? register.People.Match([word[1..], .. view.Words.Skip(at + 1).Take(4)], 0) : (0, null);

    // Tokens that name a speaker or a party of more words than one are no place.
    private int Taken(SentenceView view, int at) =>
        at >= _named.First && at <= _named.Last ? _named.Last - at + 1 : Named(view, at) is { Id: not null, Length: > 1 and var length } ? length : 0;

    private (string? Id, int Length) Named(SentenceView view, int at)
    {
        (string? Id, int Length) best = (null, 0);
        foreach (var form in ArabicClauses.Forms(view.Words[at]))
        {
            var words = new List<string> { form };
            for (var i = at + 1; i < view.Count && words.Count < 8 && view.Words[i].Length > 0; i++) words.Add(view.Words[i]);
            var (length, id) = register.Names.Match(words, 0);
            if (length > best.Length) best = (id, length);
            // "Russian warplanes": the noun first, the adjective behind it.
            var (noun, wordClass) = register.Words.Match(words, 0);
            if (noun == 0) continue;
            for (var k = noun; k < Math.Min(words.Count, noun + (wordClass == "presidency" ? 1 : 2)); k++)
            {
                // "the factions and the regime's forces" are two.
                if (k > noun && words[k - 1] is ['و', 'ق' or 'ا' or 'ف' or 'ج' or 'م', _, _, ..]) break;
                var (adjective, owner) = register.Adjectives.Match(words, k);
                if (adjective == 0 || register.Described(owner!, wordClass!) is not { } arm) continue;
                if (k + adjective > best.Length) best = (arm, k + adjective);
            }
            // "aircraft believed to be Russian".
            for (var k = noun; k + 2 < words.Count && k < noun + 3; k++)
            {
                if (clauses.Find("believed", view, at + k).Length == 0) continue;
                for (var m = k + 1; m < Math.Min(words.Count, k + 4); m++)
                    if (register.Adjectives.Match(words, m) is { Length: > 0 } supposed && register.Described(supposed.Value!, wordClass!) is { } likely && m + 1 > best.Length) best = (likely, m + 1);
            }
        }
        return best;
    }
}
