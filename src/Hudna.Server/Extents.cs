using System.Collections.Frozen;
using Hudna.Codebook;

namespace Hudna.Server;

/// <summary>
/// How much of the map a mention of a place may mean: a circle, the area of a boundary, a road, or nothing that can be drawn. The rule
/// stands in docs/api.md; radii are in metres.
/// </summary>
internal sealed class Extents
{
    /// <summary>Added to a place's own radius for "near it".</summary>
    private const double VicinityMetres = 3_000;

    // Least radii where an area has no boundary of its own. A circle that is too large is honest; one that is too small is not.
    private const double AreaMetres = 6_000, RouteMetres = 4_000, DistrictMetres = 15_000, ProvinceMetres = 40_000, UnknownMetres = 1_500;

    private readonly Snapshot _snapshot;
    private readonly FrozenDictionary<string, Boundary> _boundaries;

    public Extents(Snapshot snapshot)
    {
        _snapshot = snapshot;
        _boundaries = snapshot.Theatre.Boundaries.DistinctBy(b => b.PlaceId).ToFrozenDictionary(b => b.PlaceId, StringComparer.Ordinal);
    }

    public Boundary? Boundary(string placeId) => _boundaries.GetValueOrDefault(placeId);

    public Extent Of(PlaceMention mention)
    {
        var place = _snapshot.Place(mention.Id);
        if (mention.Precision == PlacePrecision.Country || place?.Kind == PlaceKind.Country) return Extent.None;
        if (AreaOf(mention, place) is { } area) return Extent.Area(area.PlaceId);
        if ((mention.Precision == PlacePrecision.Route || place?.Kind == PlaceKind.Road) && RoadsOf(mention, place) is { Count: > 0 } roads)
            return Extent.Route(roads);
        if (mention.Lat is null || mention.Lon is null) return Extent.None;
        var own = place?.RadiusMetres ?? UnknownMetres;
        return Extent.Circle(mention.Precision switch
        {
            PlacePrecision.Exact => own,
            PlacePrecision.Vicinity => own + VicinityMetres,
            PlacePrecision.Area => Math.Max(own, AreaMetres),
            PlacePrecision.Route => Math.Max(own, RouteMetres),
            PlacePrecision.District => Math.Max(own, DistrictMetres),
            _ => Math.Max(own, ProvinceMetres),
        });
    }

    private Boundary? AreaOf(PlaceMention mention, Place? place)
    {
        if (place is null) return null;
        if (place.Kind is PlaceKind.Governorate or PlaceKind.District or PlaceKind.Subdistrict && Boundary(place.Id) is { } own) return own;
        int? level = mention.Precision switch { PlacePrecision.Province => 1, PlacePrecision.District => 2, _ => null };
        if (level is null) return null;
        return place.Within.Prepend(place.Id).Select(Boundary).FirstOrDefault(b => b?.Level == level);
    }

    private List<string> RoadsOf(PlaceMention mention, Place? place)
    {
        var names = (place?.OtherNames.Select(n => n.Text) ?? []).Append(place?.Name ?? mention.Name)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. _snapshot.Theatre.Roads.Where(r => r.Id == mention.Id || names.Contains(r.Name)).Select(r => r.Id)];
    }
}

/// <summary>
/// One of: a circle of <see cref="Radius"/> metres, the boundary of place <see cref="AreaId"/>, stretches of road, nothing.
/// </summary>
internal sealed record Extent(double? Radius, string? AreaId, IReadOnlyList<string> Roads)
{
    public static readonly Extent None = new(null, null, []);

    public bool IsDrawn => Radius is not null || AreaId is not null || Roads.Count > 0;

    public static Extent Circle(double radius) => new(Math.Round(radius), null, []);

    public static Extent Area(string placeId) => new(null, placeId, []);

    public static Extent Route(IReadOnlyList<string> roads) => new(null, null, roads);
}
