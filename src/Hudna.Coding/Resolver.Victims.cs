using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Whom an attack or an arrest hit, where no target span says so.
internal sealed partial class Resolver
{
    // "arrested two of its commanders", "a member of the army was shot dead": the object of the verb, where it is a person or a party.
    private void ActedOn(Draft draft)
    {
        var view = draft.View;
        if (!view.HasTree || !view.IsPos(draft.Trigger, "VERB") || draft.Kind != ClaimKind.Event) return;
        var whom = view.Child(draft.Trigger, "obj", "nsubj:pass");
        if (whom < 0) return;
        var (a, b) = OwnPhrase(view, whom);
        if (draft.ActorSpans.Exists(s => s.Overlaps(view.SpanOf(a, b))) || draft.PlaceSpans.Exists(s => s.Overlaps(view.TokenSpan(whom)))) return;
        if (Victim(draft, a, b) is not { } id) return;
        draft.Targets.RemoveAll(t => t.Id is null);
        draft.Targets.Add(new ActorMention(view.Text(view.SpanOf(a, b)), id));
        draft.Note("targets", "the object of the act", view.Text(view.SpanOf(a, b)), null, [id]);
    }

    private static bool CountsVictims(Draft draft) =>
        draft.Type == EventType.Assault && draft.Figure is { } figure && draft.CountSpans.Exists(c => c.Role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties && c.Span.Overlaps(figure.Span));

    // "in the car of a commander of X", "shelled with mortars the gatherings of X": what the words say belongs to a party.
    private void Belongings(Draft draft)
    {
        var view = draft.View;
        var (first, last) = view.TokensIn(draft.Part ?? draft.Segment?.Span ?? draft.Quote);
        for (var i = first; i <= last; i++)
        {
            if (i == draft.Trigger || !lexicon.Is("belongings", view.Words[i]) || !OfTheAct(view, i, draft.Trigger)) continue;
            var (a, b) = view.HasTree ? view.Phrase(i) : (i, Math.Min(last, i + 4));
            if (a > 0 && view.Words[a - 1] is "from" or "by" || draft.ActorSpans.Exists(s => s.Overlaps(view.TokenSpan(i)))) continue;
            foreach (var hit in finder.Find(view, a, Math.Min(b, last), metonyms: false))
            {
                if (register[hit.Id]?.Kind is not (ActorKind.ArmedForces or ActorKind.ArmedGroup or ActorKind.Political) || draft.Actors.Exists(x => x.Id is { } had && ActorRegister.Root(had) == ActorRegister.Root(hit.Id))) continue;
                AddActor(draft, draft.Targets, view.Text(view.SpanOf(a, Math.Min(b, last))), hit.Id, "what was hit belongs to it", "targets", true);
                return;
            }
        }
    }

    // Whether a noun belongs to the act as what it hit: below its verb, in no clause of its own, nobody's doing and no mere neighbourhood.
    private static bool OfTheAct(SentenceView view, int noun, int trigger)
    {
        if (!view.HasTree) return true;
        var verb = view.Predicate(trigger);
        for (int at = noun, steps = 0; at >= 0 && steps < 8; at = view.Head(at), steps++)
        {
            if (at == verb || at == trigger) return true;
            if (view.Rel(at) is "advcl" or "acl:relcl" or "ccomp" or "parataxis" || view.Rel(at) == "conj" && view.IsPos(at, "VERB") || view.Rel(at) == "nsubj" && view.Head(at) == verb && at == noun) return false;
            if (view.Children(at).Any(c => view.Rel(c) == "case" && view.Words[c] is "near" or "around" or "after" or "before" or "as" or "with" or "against" or "by" or "from" or "under")) return false;
        }
        return false;
    }

    // Soldiers killed or wounded are whom the act hit.
    private void Harmed(Draft draft)
    {
        var view = draft.View;
        foreach (var (role, span) in draft.CountSpans)
        {
            if (role is not (FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties) && !(draft.Type == EventType.Coerce && draft.Modes.Contains(Mode.Arrest))) continue;
            var (a, b) = view.TokensIn(span);
            if (b < a) continue;
            (a, b) = Counted(view, a, b);
            if (Victim(draft, a, b) is { } id && register[id]?.Kind is not ActorKind.Civilian) Add(id, a, b);
        }
        if (draft is { Kind: ClaimKind.Tally, Figure: { } figure } && draft.Unit is not null && !CountsVictims(draft))
        {
            var (_, last) = view.TokensIn(figure.Span);
            var (a, b) = Counted(view, last, last);
            if (b > a && view.HasTree && Enumerable.Range(a, b - a + 1).Any(i => lexicon.Is("combatants", view.Words[i]) || lexicon.Is("fighting-members", view.Words[i])) && Victim(draft, a, b) is { } id) Add(id, a, b);
        }

        void Add(string id, int a, int b)
        {
            if (draft.Targets.Exists(t => t.Id == id) || draft.Actors.Exists(t => t.Id == id)) return;
            draft.Targets.Add(new ActorMention(view.Text(view.SpanOf(a, b)), id));
        }
    }

    // A noun with what stands before it and "of" or "from" behind it: "two of its commanders", not "a man in the town that X holds".
    private static (int First, int Last) OwnPhrase(SentenceView view, int head)
    {
        var (first, last) = view.Phrase(head, behind: false);
        foreach (var c in view.Children(head))
            if (c > head && view.Rel(c) is "nmod" or "nmod:desc" && view.Children(c).Any(x => view.Rel(x) == "case" && view.Words[x] is "of" or "from")) last = Math.Max(last, view.Phrase(c, behind: false).Last);
        return (first, last);
    }

    // The noun phrase that a figure counts.
    private static (int First, int Last) Counted(SentenceView view, int first, int last)
    {
        if (!view.HasTree) return (first, last);
        var head = Enumerable.Range(first, Math.Min(6, view.Count - first)).FirstOrDefault(i => view.IsPos(i, "NOUN") && (view.Under(first, i) || i <= last), -1);
        if (head < 0) return (first, last);
        var (a, b) = OwnPhrase(view, head);
        return (Math.Min(a, first), Math.Max(b, last));
    }

    // Who the words of a noun phrase are, if somebody who can be hurt or held: a party, one of its people, soldiers without a name, civilians.
    private string? Victim(Draft draft, int first, int last)
    {
        var view = draft.View;
        var words = view.Words[first..(last + 1)].Where(w => w.Length > 0).ToArray();
        if (words.Length > 0 && words.Any(w => lexicon.Is("civilian-person", w) && !lexicon.Is("combatants", w)) && !words.Any(w => lexicon.Is("combatants", w) || lexicon.Is("fighting-members", w)) && register.Civilians is { } people && finder.Find(view, first, last, metonyms: false).Count == 0) return CivilianKind(words) ?? people;
        foreach (var hit in finder.Find(view, first, last, metonyms: false))
            if (register[hit.Id]?.Kind is ActorKind.ArmedForces or ActorKind.ArmedGroup or ActorKind.Civilian or ActorKind.Political) return finder.Conventional(hit.Id, draft.Type!.Value, draft.Modes);
        if (Array.IndexOf(words, "same") is >= 0 and var same && same + 1 < words.Length && lexicon.Is("group-noun", words[same + 1]) && Referred(draft, ["the", "group"]) is [var whose]) return whose;
        if (words.Any(w => w is "its" or "their") && words.Any(w => lexicon.Is("combatants", w)) && _recent.LastOrDefault(m => register[m.Id!]?.Kind is ActorKind.ArmedForces or ActorKind.ArmedGroup && !draft.Actors.Exists(x => x.Id == m.Id)) is { Id: { } own }) return own;
        if (words.Any(w => lexicon.Is("soldier", w)) && !Enumerable.Range(first, last - first).Any(i => view.IsPos(i, "ADJ") && view.TokenText(i) is [var c, ..] && char.IsUpper(c)) && homeState is { } home && register.Described(home, "forces") is { } army && !draft.Actors.Exists(x => x.Id == army))
            return _recent.LastOrDefault(m => register[m.Id!]?.Kind == ActorKind.ArmedForces && !draft.Actors.Exists(x => x.Id == m.Id))?.Id ?? army;
        return words.Any(w => lexicon.Is("civilians", w)) && register.Civilians is { } civilians ? CivilianKind(words) ?? civilians : null;
    }

    // "a child", "four women": the kind of civilians that the words begin with.
    private string? CivilianKind(string[] words)
    {
        for (var i = 0; i < words.Length; i++)
            if (register.Names.Match(words, i) is { Length: > 0, Value: { } id } && register[id]?.Kind == ActorKind.Civilian) return id;
        return null;
    }

    private string? CiviliansHit(Draft draft)
    {
        foreach (var (role, span) in draft.CountSpans)
            if (role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties && draft.View.WordsIn(span) is var words && words.Any(w => lexicon.Is("children", w) || lexicon.Is("women", w) || lexicon.Is("civilians", w)) && !words.Any(w => lexicon.Is("combatants", w)))
                return draft.View.Text(span);
        foreach (var span in draft.TargetSpans)
            if (draft.View.WordsIn(span).Any(w => lexicon.Is("civilians", w)) && !draft.Targets.Exists(t => t.Text == draft.View.Text(span) && t.Id is not null)) return draft.View.Text(span);
        return null;
    }
}
