using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Decides which frames of the model tell of an act on an occasion, and which only mention, wish, forbid or recall one.
/// </summary>
internal sealed class FrameGate(Lexicon lexicon)
{
    /// <summary>The least probability of a frame that is believed by itself.</summary>
    public const double Least = 0.6;

    /// <summary>The least probability of a frame that is weighed at all.</summary>
    public const double Doubtful = 0.4;

    /// <summary>
    /// The draft of an event that a frame tells; null where it cannot tell one. What speaks against it stands in <see cref="Draft.Doubt"/>.
    /// </summary>
    public Draft? Event(SentenceView view, Frame frame, Segment segment)
    {
        if (frame.Probability < Doubtful || frame.Type is not { } type) return null; // the rest may be marked
        if (frame.Kind is ClaimKind.Statement) return null;
        if (frame.Kind is ClaimKind.Tally && Counted(view, frame)) return null;
        if (type is EventType.Request or EventType.Accuse or EventType.Threaten or EventType.Deny or EventType.Comment or EventType.Support) return null;
        var t = frame.Trigger - view.First;
        if (t < 0 || t >= view.Count || view.Words[t].Length == 0) return null;
        string? doubt = frame.Probability < Least ? "weak" : null;
        if (type == EventType.Agree && lexicon.Is("consult-verb", view.Words[t])) type = EventType.Consult;
        if (type == EventType.Reject && !Rejecting(view, t)) doubt ??= "no word of refusal";
        if (type == EventType.Reject && view.IsPos(t, "VERB") && lexicon.Is("reject-cue", view.Words[t]) && view.Child(t, "nsubj") >= 0) return null; // a position
        if (type == EventType.Consult && lexicon.Is("not-consult", view.Words[t])) doubt ??= "no word of meeting";
        var negated = frame.Negated || Denied(view, t) || view.Children(t).Any(c => view.Words[c] is "not" or "never" || view.TokenText(c) is "n't" or "n’t");
        var modality = frame.Modality;
        var stipulated = view.HasTree && Stipulated(view, t);
        var reality = view.HasTree ? Reality(view, t, frame, segment) : (frame.Probability >= 0.9 ? Real.Act : Real.Mention);
        if (reality == Real.No) doubt ??= "no act of its own";
        if (frame.Kind is ClaimKind.Forecast && reality != Real.Planned) doubt ??= "looks ahead";
        if (modality is Modality.Demanded or Modality.Hypothetical) doubt ??= modality == Modality.Demanded ? "demanded" : "hypothetical";
        if (modality == Modality.Denied && !frame.Of(FrameRole.Place).Any() && !HasTime(view, frame)) doubt ??= "denied";
        if (modality == Modality.Planned && reality != Real.Planned && !PlannedWords(view, t) && !stipulated) doubt ??= "no words of planning";
        if (modality == Modality.Asserted && reality == Real.Planned) modality = Modality.Planned;
        if (reality == Real.Mention && !stipulated && !Witnessed(view, frame, segment)) doubt ??= "mention";
        // "did not reach an agreement", "no agreement was reached": the failure is the act.
        if (negated && type == EventType.Agree && (view.Words[t] is "reach" or "reached" or "agreed" or "agree" or "agreement" or "understanding")) type = EventType.Reject;
        else if (negated && modality == Modality.Asserted && type != EventType.Reject) return null;
        if (modality == Modality.Asserted && stipulated) modality = Modality.Planned;
        var draft = Fill(view, frame, ClaimKind.Event, type, segment);
        draft.Modality = modality;
        draft.Doubt = doubt;
        draft.Note("kind", $"frame, {reality.ToString().ToLowerInvariant()}", view.TokenText(t), frame.Probability);
        draft.Note("type", "frame", view.TokenText(t), frame.TypeProbability);
        draft.Rule = stipulated ? "a term of an agreement" : "frame " + reality.ToString().ToLowerInvariant();
        return draft;
    }

    /// <summary>A draft with the spans of a frame.</summary>
    public static Draft Fill(SentenceView view, Frame frame, ClaimKind kind, EventType? type, Segment segment)
    {
        var draft = new Draft
        {
            View = view, Kind = kind, Type = type, Trigger = frame.Trigger - view.First, Segment = segment, Modality = frame.Modality,
            Negated = frame.Negated, Frame = frame, Confidence = frame.Probability * (0.5 + (frame.TypeProbability / 2)), Quote = segment.Span,
        };
        draft.Modes.AddRange(frame.Modes);
        foreach (var role in frame.Roles)
        {
            switch (role.Role)
            {
                case FrameRole.Actor: draft.ActorSpans.Add(role.Span); break;
                case FrameRole.Target: draft.TargetSpans.Add(role.Span); break;
                case FrameRole.Place: draft.PlaceSpans.Add(role.Span); break;
                case FrameRole.Time: draft.TimeSpans.Add(role.Span); break;
                case FrameRole.Weapon: draft.WeaponSpans.Add(role.Span); break;
                case FrameRole.Speaker or FrameRole.Cue: break;
                default: draft.CountSpans.Add((role.Role, role.Span)); break;
            }
        }
        return draft;
    }

    private enum Real { No, Mention, Act, Planned }

    private Real Reality(SentenceView view, int t, Frame frame, Segment segment)
    {
        if (Unreal(view, t)) return Real.No;
        var planned = PlannedWords(view, t);
        if (view.IsPos(t, "VERB") && view.Rel(t) is not ("amod" or "compound"))
        {
            // "will continue to bomb": what the verb above only foresees or demands.
            for (int up = t, steps = 0; view.Rel(up) is "xcomp" && view.Head(up) is >= 0 and var over0 && steps < 4; steps++, up = over0)
                if (!planned && (HasModal(view, over0, "modal-forecast") || HasModal(view, over0, "modal-demand"))) return Real.No;
            if (HasModal(view, t, "modal-demand")) return Real.No;
            if (HasModal(view, t, "modal-forecast")) return frame.Type == EventType.Consult || planned ? Real.Planned : Real.No;
            if (planned) return Real.Planned;
            if (Habitual(view, t) && !HasTime(view, frame)) return Real.No;
            var first = t;
            while (view.Rel(first) == "conj" && view.IsPos(view.Head(first), "VERB") && view.Child(first, "nsubj", "nsubj:pass") < 0) first = view.Head(first);
            if (view.Rel(first) is "acl" or "advcl" && view.Children(first).Any(c => view.Rel(c) is "mark" or "case" && view.Words[c] is "for" or "of" or "to")) return HasTime(view, frame) ? Real.Mention : Real.No;
            if (view.Rel(first) is "acl" && !HasTime(view, frame) && !frame.Roles.Any(r => r.Role is FrameRole.Killed or FrameRole.Wounded)) return Real.No;
            if (segment.IsCited && UnderOpinion(view, first)) return Real.No;
            if (view.Rel(first) == "xcomp" && view.Head(first) is >= 0 and var over && (lexicon.Is("support", view.Words[over]) || lexicon.Is("into-act", view.Words[over]))) return Real.Act;
            return view.Rel(first) is "acl" or "xcomp" ? Real.Mention : Real.Act;
        }
        if (planned) return segment.IsCited && !frame.Of(FrameRole.Time).Any() ? Real.No : Real.Planned;
        var rel = view.Rel(t);
        var head = view.Head(t);
        if (rel is "obl" or "nmod" && !HasTime(view, frame) && !(frame.Type == EventType.Consult && frame.Of(FrameRole.Place).Any()) && view.Children(t).Any(c => view.Rel(c) == "case" && lexicon.Is("time-preposition", view.Words[c]))) return Real.No;
        if (rel == "root") return view.Child(t, "cop") >= 0 ? Real.Mention : Real.Act;
        // "carried out a wave of strikes": the verb above the whole phrase.
        var top = t;
        while (view.Rel(top) is "nmod" or "compound" or "conj" or "appos" && view.Head(top) >= 0 && !view.IsPos(view.Head(top), "VERB")
            && view.Words[view.Head(top)] is "series" or "wave" or "number" or "round" or "campaign" or "dozens" or "hundreds" or "day" or "attack" or "attacks" or "strikes" or "artillery" or "operations" or "raids")
            top = view.Head(top);
        if (top != t) (rel, head) = (view.Rel(top), view.Head(top));
        if (head < 0) return Real.Act;
        // What the sentence is about and says something of: no news of the act itself.
        if (rel is "nsubj" or "nsubj:outer" or "nsubj:pass" && Characterised(view, head)) return OurOwn(view, t) ? Real.Mention : Real.No;
        var verb = view.Words[head];
        if (view.IsPos(head, "VERB"))
        {
            if (HasModal(view, head, "modal-demand")) return Real.No;
            if (Habitual(view, head) && !HasTime(view, frame)) return Real.No;
            if (HasModal(view, head, "modal-forecast")) return frame.Type == EventType.Consult ? Real.Planned : Real.No;
            if (rel is "obj" or "nsubj:pass" or "obl:agent" && lexicon.Is("support", verb)) return Real.Act;
            if (rel is "obl" && lexicon.Is("into-act", verb)) return Real.Act;
            if (rel is "nsubj" or "nsubj:pass" && lexicon.Is("occur", verb) && !lexicon.Is("characterise", verb)) return Real.Act;
            if (rel == "xcomp" && lexicon.Is("support", verb)) return Real.Act;
        }
        // "resumed carrying out airstrikes"
        return Real.Mention;
    }

    // Under a verb of wishing or preventing, behind "any" or "without", in a condition.
    private bool Unreal(SentenceView view, int t)
    {
        foreach (var c in view.Children(t))
            if (view.Words[c] is "possible" or "potential" || view.Words[c] is "any" or "no" && !Denied(view, t)) return true;
        for (int at = t, steps = 0; steps < 6; steps++)
        {
            var head = view.Head(at);
            if (head < 0) break;
            var rel = view.Rel(at);
            if (rel is "parataxis" or "acl:relcl" or "advcl:relcl" or "conj" && view.IsPos(at, "VERB") && view.Child(at, "nsubj") >= 0) break;
            var word = view.Words[head];
            if (rel is "xcomp" or "ccomp" or "obj" or "advcl" or "nmod" or "obl" or "acl")
            {
                if (lexicon.Is("desire", word) && rel is not ("nmod" or "obl")) return !lexicon.Is("plan", word);
                if (lexicon.Is("prevent", word)) return true;
            }
            if (view.Children(at).Any(c => view.Rel(c) == "mark" && view.Words[c] is "if" or "unless" or "whether")) return true;
            if (rel is "nmod" or "obl" && view.Children(at).Any(c => view.Rel(c) == "case" && view.Words[c] is "without" or "against")) return rel == "obl" && view.Children(at).Any(c => view.Words[c] == "without");
            if (view.IsPos(at, "VERB") && rel is "ccomp" or "root") break;
            at = head;
        }
        return false;
    }

    private static bool HasTime(SentenceView view, Frame frame) =>
        frame.Of(FrameRole.Time).Any(s => view.Document.Times.Any(x => x.Span.Overlaps(s) && x.Value is { Days: < 40 }));

    private bool Habitual(SentenceView view, int verb) => view.Children(verb).Any(c => lexicon.Is("habitual", view.Words[c]));

    private static bool Counted(SentenceView view, Frame frame) =>
        frame.Roles.Any(r => r.Role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties or FrameRole.Displaced or FrameRole.Number
            && view.Document.Quantities.Any(q => q.Span.Overlaps(r.Span)));

    // "not" on the verb that governs the word, "no" on its subject.
    private bool Denied(SentenceView view, int t)
    {
        var verb = view.Predicate(t);
        if (verb < 0 || Beside(view, t, verb)) return false;
        foreach (var c in view.Children(verb))
        {
            if (view.Words[c] is "not" or "never" || view.TokenText(c) is "n't" or "n’t") return true;
            if (view.Rel(c) is "nsubj" or "nsubj:pass" or "obj" && view.Child(c, "case") < 0 && view.Children(c).Any(d => view.Words[d] == "no")) return true; // "…, with no information" says nothing of the act
        }
        return false;
    }

    // "did not agree during a meeting": what stands beside the verb took place all the same.
    private bool Beside(SentenceView view, int t, int verb)
    {
        var top = t;
        for (var steps = 0; top >= 0 && view.Head(top) != verb && steps < 8; steps++) top = view.Head(top);
        return top >= 0 && top != verb && view.Rel(top) is "obl" or "nmod" && view.Children(top).Any(c => view.Rel(c) == "case" && lexicon.Is("time-preposition", view.Words[c]));
    }

    // What an escalation "indicates" or "shows" is an opinion, not an act told of.
    private bool UnderOpinion(SentenceView view, int t)
    {
        var head = view.Head(t);
        return view.Rel(t) == "ccomp" && head >= 0 && lexicon.Is("characterise", view.Words[head]) && !lexicon.Is("say", view.Words[head]) | view.Words[head].StartsWith("indicat", StringComparison.Ordinal)
            && view.Child(head, "nsubj") is >= 0 and var subject && view.IsPos(subject, "NOUN");
    }

    private bool Characterised(SentenceView view, int head) =>
        view.Child(head, "cop") >= 0 || (lexicon.Is("characterise", view.Words[head]) && !lexicon.Is("occur", view.Words[head]));

    private bool OurOwn(SentenceView view, int t) => view.Children(t).Any(c => view.Rel(c) == "nmod:poss" && lexicon.Is("we", view.Words[c]));

    private static bool PlannedWords(SentenceView view, int t)
    {
        for (int at = t, steps = 0; at >= 0 && steps < 4; steps++, at = view.Head(at))
        {
            if (Past(view, view.Predicate(at))) return false;
            if (view.Rel(at) == "acl" && view.Head(at) is >= 0 and var noun && view.Words[noun] is "plans" or "plan" or "decision") return true;
            if (view.Children(at).Any(c => view.Words[c] is "scheduled" or "planned" or "upcoming" or "forthcoming" or "next" && view.Rel(c) is "amod" or "acl" or "advcl" or "acl:relcl")) return true;
            var rel = view.Rel(at);
            var head = view.Head(at);
            if (rel is "xcomp" && head >= 0 && view.Children(head).Any(c => view.Rel(c) == "obj" && view.Words[c] is "plans" or "plan")) return true;
            if (rel is "xcomp" && head >= 0 && view.Words[head] is "intends" or "intend" or "intended" or "plans" or "plan" or "planned" or "planning" or "scheduled" or "due" or "prepares" or "preparing" or "set" or "expected") return true;
            if (view.IsPos(at, "VERB")) { if (rel is not ("xcomp" or "acl")) break; }
        }
        return false;
    }

    private static bool Past(SentenceView view, int verb) =>
        verb >= 0 && view.Xpos is { } tags && (tags[verb] == "VBD" || (tags[verb] == "VBN" && view.Children(verb).Any(c => view.Words[c] is "was" or "were" or "been")))
        && view.Rel(verb) is "root" or "conj" or "advcl";

    /// <summary>Whether a noun or verb stands as what an agreement provides for.</summary>
    public bool Stipulated(SentenceView view, int t)
    {
        var verb = view.Predicate(t);
        if (verb >= 0 && lexicon.Is("stipulate", view.Words[verb]) && view.Child(verb, "nsubj") is >= 0 and var subject && lexicon.Is("agreement-noun", view.Words[subject])) return true;
        // By place where the tree errs: the agreement, the verb right behind it, no other verb before the word.
        for (var i = t - 1; i > 0; i--)
        {
            if (lexicon.Is("stipulate", view.Words[i])) return Enumerable.Range(Math.Max(0, i - 3), Math.Min(3, i)).Any(k => lexicon.Is("agreement-noun", view.Words[k]));
            if (view.IsPos(i, "VERB") && view.Rel(i) is not ("amod" or "compound")) return false;
        }
        return false;
    }

    public bool HasModal(SentenceView view, int verb, string modals)
    {
        foreach (var c in view.Children(verb))
            if (view.Rel(c) is "aux" && lexicon.Is(modals, view.Words[c])) return true;
        return view.Rel(verb) == "conj" && view.Head(verb) >= 0 && view.IsPos(view.Head(verb), "VERB") && view.Child(verb, "nsubj", "aux") < 0
            && HasModal(view, view.Head(verb), modals);
    }

    // The few words that tell of a refusal or a lapse as an act: a breach, a missed deadline, talks that failed.
    private bool Rejecting(SentenceView view, int t)
    {
        var word = view.Words[t];
        if (!lexicon.Is("reject-act", word)) return false;
        if (word == "broke" && !Enumerable.Range(t + 1, Math.Min(5, view.Count - t - 1)).Any(i => view.Words[i] is "off" or "down" or "ceasefire" or "truce" or "promise" || lexicon.Is("agreement-noun", view.Words[i]))) return false;
        for (var at = view.Head(t); at >= 0; at = view.Head(at)) if (lexicon.Is("accuse-cue", view.Words[at])) return false;
        if (!word.StartsWith("fail", StringComparison.Ordinal)) return true;
        return view.Children(t).Any(c => lexicon.Is("reject-complement", view.Words[c]));
    }

    // A mention counts where it brings its own news: an actor or place and a time or toll.
    private bool Witnessed(SentenceView view, Frame frame, Segment segment)
    {
        var actors = frame.Of(FrameRole.Actor).Any();
        var places = frame.Of(FrameRole.Place).Any();
        var counts = frame.Roles.Any(r => r.Role is FrameRole.Killed or FrameRole.Wounded or FrameRole.Casualties or FrameRole.Displaced);
        var times = frame.Of(FrameRole.Time).Any(s => view.Document.Times.Any(x => x.Span.Overlaps(s) && x.Value is { Days: < 40 }));
        var t = frame.Trigger - view.First;
        var recalled = view.Children(t).Any(c => view.Words[c] is "this" or "these" or "that" or "those" or "the" or "current" or "latest" or "recent" or "last") && !times && !counts;
        var score = (OurOwn(view, t) ? 3 : 0) + (frame.Type is EventType.Consult or EventType.Agree && frame.Of(FrameRole.Actor).Count() > 1 ? 1 : 0) + (actors ? 1 : 0) + (places ? 1 : 0) + (counts ? 2 : 0) + (times ? 1 : 0) + (frame.Type == EventType.Assault && frame.Of(FrameRole.Weapon).Any() ? 1 : 0) - (recalled ? 1 : 0);
        return score >= (segment.IsCited ? 2 : 2);
    }
}
