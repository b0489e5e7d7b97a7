using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>Fills a report's drafts in the order of the text: means, actors, targets, places, time, counts, who says so.</summary>
internal sealed partial class Resolver(
    Report report, Lexicon lexicon, ActorRegister register, ActorFinder finder, PlaceFinder places, StatementRules statements, Dates dates, SpeakerNames names,
    IReadOnlyList<Place> anchors, string? homeState, Edtf? reported)
{
    private readonly Counts _counts = new(lexicon, (view, span) => view.TokensIn(span) is var (a, b) && b >= a
        && finder.Find(view, a, b, metonyms: false).Any(h => register[h.Id]?.Kind is ActorKind.ArmedForces or ActorKind.ArmedGroup));
    private readonly List<ActorMention> _recent = [];
    private readonly List<(ActorMention Actor, int Paragraph, IReadOnlyList<Mode> Modes)> _assaults = [];
    private readonly List<(string Id, int Sentence, int Paragraph)> _acting = [];
    private readonly IReadOnlyList<string> _headline = report.Title is { } title ? finder.InWords(Normal.Tokens(title)) : [];
    private List<PlaceMention> _lastPlaces = [];
    private int _lastPlacesParagraph = -9;
    private int _lastPlacesSentence = -9;
    private PlaceMention? _lastArea;

    public void Resolve(Draft draft)
    {
        Widen(draft);
        Means(draft);
        MovePlaces(draft);
        NamedAfterCity(draft);
        WithinClause(draft);
        if (draft.Kind == ClaimKind.Statement) Position(draft);
        else Act(draft);
        Where(draft);
        draft.Time = draft.Kind switch
        {
            ClaimKind.Statement => StatementTime(draft),
            ClaimKind.Tally => TallyTime(draft),
            _ => dates.Of(draft, draft.Quote),
        };
        draft.Counts = draft.Kind == ClaimKind.Tally ? [] : _counts.Read(draft);
        if (draft.Kind == ClaimKind.Tally) Sum(draft);
        WhoSays(draft);
        if (draft.Kind == ClaimKind.Statement) draft.Topic = statements.Topic(draft.View.WordsIn(draft.Quote));
        dates.Met(draft);
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Assault } && draft.Actors.FirstOrDefault(a => a.Id is not null) is { } attacker && attacker.Id != register.Unidentified) _assaults.Add((attacker, draft.View.Paragraph, draft.Modes));
        foreach (var actor in draft.Actors.Concat(draft.Targets)) if (actor.Id is not null) _recent.Add(actor);
        if (draft.Actors.FirstOrDefault(a => a.Id is not null) is { Id: { } acting } && acting != register.Unidentified) _acting.Add((acting, draft.View.Index, draft.View.Paragraph));
    }

    private Attribution Holder(Draft draft, ActorMention holder)
    {
        var view = draft.View;
        var span = Cleaned(view, draft.ActorSpans).FirstOrDefault(s => view.Text(s).Contains(holder.Text, StringComparison.Ordinal));
        var (a, b) = span.Length > 0 ? view.TokensIn(span) : (0, -1);
        return b >= a && names.Read(view, a, b, view.Text(span)) is { } speaker ? speaker.Link(view.Text(span))
            : new Attribution(holder.Id is { } id && register[id] is { } actor ? SpeakerNames.ShortName(actor) : Attribution.Unnamed, holder.Text, holder.Id, holder.Text);
    }

    private void WhoSays(Draft draft)
    {
        var links = new List<Attribution> { new(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p ? names.IdOf(p) : null) };
        if (draft.Segment is { } segment)
            foreach (var speaker in segment.Chain)
                links.Add(speaker.Link(null));
        // A position that the report tells is its holder's word.
        if (draft.Kind == ClaimKind.Statement && links.Count == 1 && draft.Actors.FirstOrDefault() is { } holder && holder.Text != report.Publisher && (holder.Id is null || holder.Id != links[0].Affiliation))
            links.Add(Holder(draft, holder));
        draft.Attribution = links;
        if (links.Count > 1) draft.Note("attribution", draft.Segment!.Cue is null ? "speech goes on from the sentence before" : "verb of attribution", links[^1].Words);
    }
}
