using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>
/// What speaks for and against a draft, as named values that <see cref="Likelihood"/> weighs: the rule that made it, the model's probabilities,
/// how its words stand in the sentence, who is said to say so, what else the segment holds, and how the model marks its words (<see cref="Marks"/>).
/// </summary>
internal sealed class Evidence(Lexicon lexicon, ActorRegister register, ActorFinder finder)
{
    // Classes of words whose members inside a segment tell positions and acts from colour.
    private static readonly string[] Words =
        ["request-cue", "reject-cue", "deny-cue", "accuse-cue", "threaten-cue", "support-cue", "agree-cue", "accuse", "analysis", "we", "agreement-noun", "meeting-noun", "attack-noun", "civilians", "modal-demand", "modal-forecast"];

    /// <summary>The values of one draft; those of 0 are left out.</summary>
    public IEnumerable<(string Name, double Value)> Of(Draft draft, IReadOnlyList<Draft> beside)
    {
        var kind = draft.Kind.ToString().ToLowerInvariant();
        yield return (kind, 1);
        if (draft.View.Words is [.., _] && draft.View.Document.Sentences[draft.View.Index].Language == "ar")
        {
            yield return ($"{kind} arabic", 1);
            yield break;
        }
        foreach (var (name, value) in Plain(draft, beside)) if (value != 0) yield return ($"{kind} {name}", value);
    }

    private IEnumerable<(string Name, double Value)> Plain(Draft draft, IReadOnlyList<Draft> beside)
    {
        var (view, segment) = (draft.View, draft.Segment ?? new Segment(draft.Quote, [], null, false, -1));
        yield return ($"rule {draft.Rule}", 1);
        if (draft.Doubt is { } doubt) yield return ($"doubt {doubt}", 1);
        yield return ($"type {draft.Type?.ToString().ToLowerInvariant() ?? "none"}", 1);
        if (draft.Modality != Modality.Asserted) yield return ($"modality {draft.Modality.ToString().ToLowerInvariant()}", 1);
        foreach (var value in OfFrame(draft)) yield return value;
        foreach (var value in OfMarks(draft)) yield return value;
        foreach (var value in OfTrigger(draft)) yield return value;
        foreach (var value in OfSpeaker(segment)) yield return value;
        var words = view.WordsIn(segment.Span);
        var (first, last) = view.TokensIn(segment.Span);
        yield return ("short", words.Length < 6 ? 1 : 0);
        yield return ("long", words.Length > 25 ? 1 : 0);
        var parties = finder.All(view, first, Math.Max(first, last));
        yield return ("no party", parties.Count == 0 ? 1 : 0);
        yield return ("two parties", parties.Select(p => p.Id).Distinct().Count() > 1 ? 1 : 0);
        yield return ("no place", view.Document.NameSpans.Any(n => n.Label is "LOC" or "Location" && segment.Span.Contains(n.Span)) ? 0 : 1);
        yield return ("a day", view.Document.Times.Any(t => t.Value is { Days: < 8 } && segment.Span.Contains(t.Span)) ? 1 : 0);
        yield return ("a figure", view.Document.Quantities.Any(q => segment.Span.Contains(q.Span)) ? 1 : 0);
        yield return ("first person", words.Any(w => w is "i" or "me" or "my" or "we" or "our" or "us") ? 1 : 0);
        yield return ("if", words.Any(w => w is "if" or "unless") ? 1 : 0);
        yield return ("question", view.Count > 0 && view.TokenText(view.Count - 1) is "?" ? 1 : 0);
        foreach (var name in Words) yield return (name, lexicon.Class(name).Any(words) ? 1 : 0);
        foreach (var other in beside.Where(b => b != draft && b.Doubt is null).Select(b => b.Kind).Distinct()) yield return ($"beside {other.ToString().ToLowerInvariant()}", 1);
    }

    private static IEnumerable<(string Name, double Value)> OfFrame(Draft draft)
    {
        var all = draft.View.Document.Frames.Where(f => f.Sentence == draft.View.Index && (draft.Segment is not { } s || s.Span.Contains(draft.View.Document.Tokens[f.Trigger]))).ToList();
        yield return ("no frame", draft.Frame is null ? 1 : 0);
        foreach (var kind in new[] { ClaimKind.Event, ClaimKind.Statement, ClaimKind.Tally, ClaimKind.Forecast })
            yield return ($"frames {kind.ToString().ToLowerInvariant()}", all.Where(f => f.Kind == kind).Select(f => f.Probability).DefaultIfEmpty(0).Max());
        if (draft.Frame is not { } frame) yield break;
        yield return ("frame", Logit(frame.Probability));
        yield return ("frame type", Logit(frame.TypeProbability));
        yield return ($"frame {frame.Kind.ToString().ToLowerInvariant()}", 1);
        yield return ("type changed", frame.Type != draft.Type ? 1 : 0);
        foreach (var role in frame.Roles.Select(r => r.Role).Distinct()) yield return ($"role {role.ToString().ToLowerInvariant()}", 1);
    }

    // How the model marks the draft's own word, as this claim and as others, and the words around it.
    private static IEnumerable<(string Name, double Value)> OfMarks(Draft draft)
    {
        var view = draft.View;
        if (Marks.Of(view, draft.Trigger, draft.Kind, draft.Type) is not { } own) yield break;
        yield return ("mark", own);
        foreach (var kind in Enum.GetValues<ClaimKind>()) yield return ($"mark {kind.ToString().ToLowerInvariant()}", Marks.Of(view, draft.Trigger, kind)!.Value);
        var around = draft.Part ?? draft.Segment?.Span ?? draft.Quote;
        yield return ("mark around", Marks.Highest(view, around, draft.Kind, draft.Type) ?? 0);
        yield return ("mark around any type", Marks.Highest(view, around, draft.Kind) ?? 0);
    }

    private static IEnumerable<(string Name, double Value)> OfTrigger(Draft draft)
    {
        var view = draft.View;
        if (!view.HasTree || draft.Trigger < 0 || draft.Trigger >= view.Count) yield break;
        yield return ($"pos {view.Upos![draft.Trigger].ToLowerInvariant()}", 1);
        yield return ($"rel {view.Rel(draft.Trigger).Split(':')[0]}", 1);
        var verb = view.Predicate(draft.Trigger);
        if (verb >= 0 && view.Xpos is { } tags && char.IsLetter(tags[verb][0])) yield return ($"verb {tags[verb].ToLowerInvariant()}", 1);
    }

    private IEnumerable<(string Name, double Value)> OfSpeaker(Segment segment)
    {
        yield return ("quoted", segment.Quoted ? 1 : 0);
        if (!segment.IsCited) yield break;
        yield return ("cited", 1);
        if (segment.Cue is null) yield return ("carried", 1);
        else
            foreach (var cue in (string[])["say-weak", "believe", "cite", "accuse-cue", "deny-cue", "reject-cue", "request-cue", "threaten-cue", "support-cue"])
                if (lexicon.Is(cue, segment.Cue)) yield return ($"cue {cue}", 1);
        var speaker = segment.Chain[^1];
        if (speaker.Name == Attribution.Unnamed) yield return ("speaker unnamed", 1);
        yield return ($"speaker {(speaker.IsOutlet ? "outlet" : speaker.Affiliation is { } id && register[id] is { } actor ? actor.Kind.ToString().ToLowerInvariant() : "unknown")}", 1);
    }

    private static double Logit(double p) => Math.Log(Math.Clamp(p, 0.02, 0.995) / (1 - Math.Clamp(p, 0.02, 0.995)));
}
