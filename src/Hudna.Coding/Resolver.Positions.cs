using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// Who holds a position, and whom it is aimed at.
internal sealed partial class Resolver
{
    private void Position(Draft draft)
    {
        var view = draft.View;
        var chain = draft.Segment?.Chain ?? [];
        var mentions = Mentions(draft, Cleaned(view, draft.ActorSpans), "actors", conventional: false);
        var named = mentions.Where(m => m.Id is not null && register[m.Id]?.Kind is not ActorKind.Media).ToList();
        if (chain.Count > 0)
        {
            var speaker = chain[^1];
            // The frame names a holder inside what is said: "that the opposition rejected …".
            var holder = Stance(view.Words[draft.Trigger]) && draft.Trigger >= view.TokensIn(draft.Segment!.Span).First
                ? named.FirstOrDefault(m => m.Id != speaker.Affiliation && Normal.Tokens(m.Text) is not ["his" or "her" or "its" or "their" or "our", ..] && HoldsIt(draft, m)) : null;
            draft.Actors = [holder ?? new ActorMention(speaker.Name == Attribution.Unnamed ? speaker.Role ?? speaker.Name : speaker.Name, speaker.Affiliation)];
            draft.Note("actors", holder is null ? "the speaker holds the position" : "the one said to hold it", draft.Actors[0].Text);
        }
        // "Turkey should press the group": what the report itself asks of somebody.
        else if (draft.Type == EventType.Request && draft.Trigger >= 0 && view.HasTree && view.Children(draft.Trigger).Any(c => view.Rel(c) == "aux" && lexicon.Is("modal-demand", view.Words[c])))
        {
            draft.TargetSpans.AddRange(draft.ActorSpans);
            draft.ActorSpans.Clear();
            draft.Note("actors", "what the report itself asks of somebody", view.TokenText(draft.Trigger));
        }
        else draft.Actors = named.Count > 0 ? named : [.. mentions.Where(m => m.Id is null && (IsPerson(view, m.Text) || draft.Rule is "told" or "a main clause")).Take(1).Select(m => Known(view, m))];
        if (draft.Actors.Count == 0 && report.Publisher is { } publisher)
            draft.Actors = [new ActorMention(publisher, names.IdOf(publisher))];
        var (first, last) = view.TokensIn(draft.Quote);
        var hits = finder.All(view, first, last)
            .Where(h => !draft.Actors.Exists(a => a.Id == h.Id) && register[h.Id]?.Kind is not (ActorKind.Media or ActorKind.Civilian)).ToList();
        var aimed = Mentions(draft, Cleaned(view, draft.TargetSpans), "targets", conventional: false).Where(m => m.Id is not null && !draft.Actors.Exists(a => a.Id == m.Id)).ToList();
        if (chain.Count == 0) draft.Targets = aimed;
        else
        {
            var target = hits.Count > 0 ? new ActorMention(view.Text(view.SpanOf(hits[0].First, hits[0].Last)), hits[0].Id) : aimed.FirstOrDefault();
            draft.Targets = target is null ? [] : [target];
            if (target is not null) draft.Note("targets", "the first party that the words are about", target.Text);
        }
    }

    // A name met before carries what was said of it then.
    private ActorMention Known(SentenceView view, ActorMention mention)
    {
        if (Located(view, mention.Text) is not { } span) return mention;
        var (a, b) = view.TokensIn(span);
        return names.Read(view, a, b, mention.Text)?.Affiliation is { } id ? mention with { Id = id } : mention;
    }

    // Where a sentence has these words first; null where it has not.
    private static TextSpan? Located(SentenceView view, string words) =>
        view.Document.Text.AsSpan(view.Span.Start).IndexOf(words, StringComparison.Ordinal) is >= 0 and var at && view.Span.Start + at < view.Span.End
            ? new TextSpan(view.Span.Start + at, view.Span.Start + at + words.Length) : null;

    // Somebody who may hold a position though no register has them: a name, a pronoun, an office.
    private bool IsPerson(SentenceView view, string text)
    {
        if (Located(view, text) is not { } span) return false;
        var words = view.WordsIn(span);
        return view.Document.NameSpans.Any(n => n.Label is "PER" or "Person" && n.Span.Overlaps(span)) || words is [var one] && lexicon.Is("pronoun-person", one)
            || words.Any(w => lexicon.Is("title", w) || lexicon.Is("source-noun", w) && w is not ("some" or "many" or "others" or "people"));
    }

    private bool Stance(string word) =>
        word is "insisted" or "insists" || lexicon.Is("reject-cue", word) || lexicon.Is("agree-cue", word) || lexicon.Is("support-cue", word)
        || lexicon.Is("threaten-cue", word) || lexicon.Is("accuse-cue", word) || lexicon.Is("request-cue", word);

    private static bool HoldsIt(Draft draft, ActorMention mention)
    {
        var view = draft.View;
        if (!view.HasTree || draft.Trigger < 0) return false;
        var verb = view.Predicate(draft.Trigger);
        var subject = verb < 0 ? -1 : view.Child(verb, "nsubj");
        return subject >= 0 && view.Text(view.SpanOf(view.Phrase(subject, behind: false).First, view.Phrase(subject, behind: false).Last)).Contains(mention.Text, StringComparison.Ordinal)
            && draft.Segment!.Span.Contains(view.TokenSpan(subject));
    }
}
