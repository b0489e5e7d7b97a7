using Hudna.Codebook;

namespace Hudna.Exchange;

/// <summary>Looks up what a theatre knows of the places and actors of an incident.</summary>
internal sealed class ExportNames
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Actor> _actors = new(StringComparer.Ordinal);

    public ExportNames(Theatre? theatre)
    {
        foreach (var place in theatre?.Places ?? []) _places.TryAdd(place.Id, place);
        foreach (var actor in theatre?.Actors ?? []) _actors.TryAdd(actor.Id, actor);
    }

    /// <summary>The first actor and the one it stands against: the first target, or the second of equal parties.</summary>
    public static (ActorMention? First, ActorMention? Second) Sides(Incident incident) =>
        (incident.Actors is [var first, ..] ? first : null, incident.Targets is [var target, ..] ? target
            : incident.Actors is [_, var other, ..] ? other : null);

    /// <summary>The name of the area of one kind that holds a place, or the place's own where it is one; null where unknown.</summary>
    public string? Area(PlaceMention? mention, PlaceKind kind)
    {
        if (mention?.Id is null || !_places.TryGetValue(mention.Id, out var place)) return null;
        if (place.Kind == kind) return place.Name;
        return place.Within.Select(id => _places.GetValueOrDefault(id)).FirstOrDefault(p => p?.Kind == kind)?.Name;
    }

    /// <summary>An actor's code in a scheme; null where it and those above it have none.</summary>
    public string? Code(ActorMention? mention, string scheme)
    {
        for (var id = mention?.Id; id is not null && _actors.TryGetValue(id, out var actor); id = actor.Parent)
            if (actor.Codes.TryGetValue(scheme, out var code) && code.Length > 0) return code;
        return null;
    }

    /// <summary>An actor's name in a scheme, else in the register, else in the report's words.</summary>
    public string? Name(ActorMention? mention, string scheme) => mention is null ? null
        : Code(mention, scheme) ?? (mention.Id is not null && _actors.TryGetValue(mention.Id, out var actor) ? actor.Name : mention.Text);

    /// <summary>What sort of actor it is; null where it is not registered.</summary>
    public ActorKind? Kind(ActorMention? mention) => mention?.Id is not null
        && _actors.TryGetValue(mention.Id, out var actor) ? actor.Kind : null;
}
