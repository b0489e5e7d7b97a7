using Hudna.Codebook;

namespace Hudna.Coding;

/// <summary>Fills a report's drafts in the order of the text: means, actors, targets, places, time, counts, who says so.</summary>
internal sealed partial class Resolver(
    Report report, Lexicon lexicon, ActorRegister register, ActorFinder finder, PlaceFinder places, StatementRules statements, Dates dates,
    IReadOnlyList<Place> anchors)
{
    private readonly Counts _counts = new(lexicon);
    private readonly List<ActorMention> _recent = [];
    private readonly List<(string Actor, int Paragraph, IReadOnlyList<Mode> Modes)> _assaults = [];
    private readonly IReadOnlyList<string> _headline = report.Title is { } title ? finder.InWords(Normal.Tokens(title)) : [];
    private List<PlaceMention> _lastPlaces = [];
    private int _lastPlacesParagraph = -9;
    private PlaceMention? _lastArea;

    public void Resolve(Draft draft)
    {
        Widen(draft);
        Means(draft);
        MovePlaces(draft);
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
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Assault } && draft.Actors.FirstOrDefault(a => a.Id is not null)?.Id is { } attacker && attacker != register.Unidentified) _assaults.Add((attacker, draft.View.Paragraph, draft.Modes));
        foreach (var actor in draft.Actors.Concat(draft.Targets)) if (actor.Id is not null) _recent.Add(actor);
    }

    private void WhoSays(Draft draft)
    {
        var links = new List<Attribution> { new(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p ? IdOf(p) : null) };
        if (draft.Segment is { } segment)
            foreach (var speaker in segment.Chain)
                links.Add(speaker.Link(null));
        draft.Attribution = links;
        if (links.Count > 1) draft.Note("attribution", draft.Segment!.Cue is null ? "speech goes on from the sentence before" : "verb of attribution", links[^1].Words);
    }
}
