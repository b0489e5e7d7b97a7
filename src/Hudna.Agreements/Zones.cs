using System.Collections.Concurrent;
using System.Globalization;
using Hudna.Codebook;
using NetTopologySuite.Geometries;
using Position = Hudna.Codebook.Position;

namespace Hudna.Agreements;

/// <summary>
/// The zones of a theatre, built, and whether things lie in them. What is uncertain stays so: where a road runs, how deep the text means,
/// how far a village reaches, and whether a report means a place or somewhere near it all widen the edge (see <see cref="UniformSum"/>).
/// Immutable to its users and safe to use from many threads; answers are kept.
/// </summary>
public sealed class Zones
{
    /// <summary>From this probability on a thing counts as inside.</summary>
    public const double Sure = 0.95;

    /// <summary>Up to this probability a thing counts as outside.</summary>
    public const double Excluded = 1 - Sure;

    /// <summary>How much further "near" a place reaches, in metres: outskirts and fields (the codebook's precision <c>vicinity</c>).</summary>
    public const double VicinityMetres = 3_000;

    // Along a road between named places: somewhere within this of them, where the road itself is not in the theatre.
    private const double RouteMetres = 5_000;

    // Beyond this radius the doubt about a place is an area to be sampled, no longer a widened edge.
    private const double GreatestPointRadius = 4_000;
    private const double UnknownPlaceRadius = 2_000;

    private readonly Dictionary<string, ZoneShape> _shapes;
    private readonly Dictionary<string, Zone> _zones;
    private readonly Dictionary<string, Place> _places;
    private readonly TheatreGeometry _geometry;
    private readonly ConcurrentDictionary<(string Zone, string Place, PlacePrecision Precision, double? Lat, double? Lon), ZoneMembership> _known = [];
    private readonly ConcurrentDictionary<string, Coordinate[]?> _samples = new(StringComparer.Ordinal);

    /// <summary>Builds the zones of a theatre.</summary>
    /// <exception cref="UserFaultException">Zones cannot be built: all of them, by name.</exception>
    public Zones(Theatre theatre)
    {
        ArgumentNullException.ThrowIfNull(theatre);
        _geometry = new TheatreGeometry(theatre);
        _places = _geometry.Places;
        _zones = theatre.Zones.GroupBy(z => z.Id).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _shapes = new ZoneBuilder(theatre, _geometry).Build();
    }

    /// <summary>The ids of the zones, in the theatre's order.</summary>
    public IEnumerable<string> Ids => _zones.Keys;

    /// <summary>A zone's recipe and names.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone.</exception>
    public Zone this[string id] => _zones[id];

    /// <summary>Whether a place, as a claim names it, lies in a zone.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone.</exception>
    public ZoneMembership Membership(string zoneId, PlaceMention place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var key = (zoneId, place.Id ?? place.Name, place.Precision, place.Id is null ? place.Lat : null, place.Id is null ? place.Lon : null);
        return _known.TryGetValue(key, out var known) ? known : _known.GetOrAdd(key, Work(zoneId, place));
    }

    /// <summary>Whether a point, known to within a radius in metres, lies in a zone.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone.</exception>
    public ZoneMembership Membership(string zoneId, double lat, double lon, double radiusMetres) =>
        Point(zoneId, _geometry.Projection.ToMetres(lat, lon), radiusMetres, Degrees(lat, lon));

    /// <summary>The likeliest outline of a zone, in degrees: polygons, each a list of closed rings, the first the outer.</summary>
    /// <exception cref="KeyNotFoundException">There is no such zone.</exception>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Position>>> Outline(string zoneId)
    {
        var polygons = new List<IReadOnlyList<IReadOnlyList<Position>>>();
        var outline = _shapes[zoneId].Outline;
        for (var i = 0; i < outline.NumGeometries; i++)
        {
            if (outline.GetGeometryN(i) is not Polygon polygon) continue;
            polygons.Add([Ring(polygon.ExteriorRing), .. Enumerable.Range(0, polygon.NumInteriorRings).Select(h => Ring(polygon.GetInteriorRingN(h)))]);
        }
        return polygons;
        Position[] Ring(LineString ring) => [.. ring.Coordinates.Select(_geometry.Projection.ToDegrees)];
    }

    internal Place? PlaceOf(string id) => _places.GetValueOrDefault(id);

    private ZoneMembership Work(string zoneId, PlaceMention mention)
    {
        var shape = _shapes[zoneId];
        if (mention.Id is not null && _places.TryGetValue(mention.Id, out var place))
        {
            var extent = mention.Precision is PlacePrecision.Exact or PlacePrecision.Vicinity && _geometry.AreaOf(place.Id) is null
                ? null : _samples.GetOrAdd(place.Id, id => _geometry.Samples(id));
            if (extent is not null) return Sampled(zoneId, shape, extent, place.Name);
            var radius = place.RadiusMetres + (mention.Precision switch
            {
                PlacePrecision.Exact => 0,
                PlacePrecision.Route => RouteMetres,
                _ => VicinityMetres,
            });
            return OfDisc(zoneId, shape, _geometry.Projection.ToMetres(place.Lat, place.Lon), radius, Called(place.Name, mention.Precision));
        }
        if (mention is not { Lat: { } lat, Lon: { } lon })
            return new ZoneMembership(zoneId, double.NaN, double.NaN, $"where {mention.Name} lies is not known");
        var spread = mention.Precision switch
        {
            PlacePrecision.Exact => UnknownPlaceRadius,
            PlacePrecision.Vicinity => UnknownPlaceRadius + VicinityMetres,
            PlacePrecision.Route or PlacePrecision.Area => UnknownPlaceRadius + RouteMetres,
            PlacePrecision.District => 15_000,
            PlacePrecision.Province => 50_000,
            _ => 200_000,
        };
        return OfDisc(zoneId, shape, _geometry.Projection.ToMetres(lat, lon), spread, Called(mention.Name, mention.Precision));
    }

    private ZoneMembership OfDisc(string zoneId, ZoneShape shape, Coordinate at, double radius, string name) =>
        radius > GreatestPointRadius ? Sampled(zoneId, shape, TheatreGeometry.Disc(at, radius), name) : Point(zoneId, at, radius, name);

    private ZoneMembership Point(string zoneId, Coordinate at, double radius, string name)
    {
        var shape = _shapes[zoneId];
        var (p, depth) = (Round(shape.Probability(at, radius)), shape.DepthOf(at));
        var where = double.IsNaN(depth) ? "" : string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(depth) / 1000:0.0} km {(depth >= 0 ? "inside" : "outside")} its edge");
        return new ZoneMembership(zoneId, p, depth, $"{name} {Lies(p)} {_zones[zoneId].Name}{where}{Odds(p)}");
    }

    private ZoneMembership Sampled(string zoneId, ZoneShape shape, Coordinate[] extent, string name)
    {
        var p = Round(extent.Average(c => shape.Probability(c, 0)));
        var part = p is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"; {p * 100:0} per cent of it do") : "";
        return new ZoneMembership(zoneId, p, double.NaN, $"{name}, an area, {Lies(p)} {_zones[zoneId].Name}{part}");
    }

    private static string Called(string name, PlacePrecision precision) => precision switch
    {
        PlacePrecision.Exact => name,
        PlacePrecision.Vicinity => $"the vicinity of {name}",
        _ => $"somewhere about {name}",
    };

    private static string Lies(double p) => p >= Sure ? "lies in" : p <= Excluded ? "does not lie in" : "may lie in";

    private static string Odds(double p) => p is 0 or 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" (probability {p:0.00})");

    private static string Degrees(double lat, double lon) => string.Create(CultureInfo.InvariantCulture, $"{lat:0.000} N {lon:0.000} E");

    private static double Round(double p) => Math.Round(p, 4);
}

/// <summary>Whether something lies in a zone.</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="Probability">From 0 to 1, four decimals; NaN where the place is not known.</param>
/// <param name="EdgeMetres">Metres to the likeliest edge, positive within; NaN for areas and for zones of several parts.</param>
/// <param name="Words">The same in a sentence.</param>
public sealed record ZoneMembership(string ZoneId, double Probability, double EdgeMetres, string Words)
{
    /// <summary>Inside, outside, or undecided; an unknown place is undecided.</summary>
    public Placing Placing => Probability >= Zones.Sure ? Placing.Inside : Probability <= Zones.Excluded ? Placing.Outside : Placing.Undecided;
}

/// <summary>How something stands to a zone.</summary>
public enum Placing
{
    /// <summary>In it, with a probability of at least 0.95.</summary>
    Inside,

    /// <summary>Not in it, with a probability of at least 0.95.</summary>
    Outside,

    /// <summary>Neither is sure.</summary>
    Undecided,
}
