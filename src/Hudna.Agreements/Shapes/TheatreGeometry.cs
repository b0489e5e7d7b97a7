using Hudna.Codebook;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace Hudna.Agreements;

/// <summary>A theatre's places, areas and roads in metres of its projection.</summary>
internal sealed class TheatreGeometry
{
    // Points on each side of the grid that an area is sampled by.
    private const int Grid = 24;
    private readonly Dictionary<string, Boundary> _boundaries;
    private readonly Dictionary<string, Geometry?> _areas = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private readonly Theatre _theatre;

    public TheatreGeometry(Theatre theatre)
    {
        _theatre = theatre;
        Projection = LocalProjection.Of(theatre.Bounds);
        Places = new Dictionary<string, Place>(theatre.Places.Count, StringComparer.Ordinal);
        foreach (var place in theatre.Places) Places.TryAdd(place.Id, place);
        _boundaries = new Dictionary<string, Boundary>(theatre.Boundaries.Count, StringComparer.Ordinal);
        foreach (var boundary in theatre.Boundaries) _boundaries.TryAdd(boundary.PlaceId, boundary);
    }

    public static GeometryFactory Factory { get; } = new();

    public LocalProjection Projection { get; }

    public Dictionary<string, Place> Places { get; }

    /// <summary>The shape of an area; null where it has none.</summary>
    public Geometry? AreaOf(string placeId)
    {
        lock (_lock)
        {
            if (_areas.TryGetValue(placeId, out var known)) return known;
            if (!_boundaries.TryGetValue(placeId, out var boundary)) return _areas[placeId] = null;
            var polygons = boundary.Polygons.Select(p => (Geometry)Factory.CreatePolygon(Ring(p[0]), [.. p.Skip(1).Select(Ring)])).ToList();
            // A simplified boundary may touch itself; a buffer of nothing mends that.
            var area = polygons.Count == 1 ? polygons[0] : UnaryUnionOp.Union([.. polygons.Select(Mended)]);
            return _areas[placeId] = Mended(area);
        }
    }

    public Geometry? Union(IEnumerable<string> placeIds)
    {
        var areas = placeIds.Select(AreaOf).OfType<Geometry>().ToList();
        return areas.Count == 0 ? null : Mended(UnaryUnionOp.Union(areas));
    }

    public Coordinate At(Place place) => Projection.ToMetres(place.Lat, place.Lon);

    /// <summary>Points spread evenly over an area or along a road; null for a place that is neither.</summary>
    public Coordinate[]? Samples(string placeId)
    {
        if (AreaOf(placeId) is { } area) return Within(area);
        if (!Places.TryGetValue(placeId, out var place) || place.Kind != PlaceKind.Road) return null;
        var name = place.Name.Split(' ')[0];
        var points = _theatre.Roads.Where(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(r => Along([.. r.Line.Select(Projection.ToMetres)])).ToArray();
        return points.Length == 0 ? null : points;
    }

    /// <summary>Points spread evenly over a disc.</summary>
    public static Coordinate[] Disc(Coordinate centre, double radius)
    {
        var points = new List<Coordinate>();
        for (var i = 0; i < Grid; i++)
        {
            for (var j = 0; j < Grid; j++)
            {
                var (x, y) = (((i + 0.5) * 2 / Grid) - 1, ((j + 0.5) * 2 / Grid) - 1);
                if ((x * x) + (y * y) <= 1) points.Add(new Coordinate(centre.X + (x * radius), centre.Y + (y * radius)));
            }
        }
        return [.. points];
    }

    private static Coordinate[] Within(Geometry area)
    {
        var (box, locator, points) = (area.EnvelopeInternal, new IndexedPointInAreaLocator(area), new List<Coordinate>());
        for (var i = 0; i < Grid; i++)
        {
            for (var j = 0; j < Grid; j++)
            {
                var at = new Coordinate(box.MinX + ((i + 0.5) * box.Width / Grid), box.MinY + ((j + 0.5) * box.Height / Grid));
                if (locator.Locate(at) != Location.Exterior) points.Add(at);
            }
        }
        return points.Count > 0 ? [.. points] : [area.InteriorPoint.Coordinate];
    }

    private static IEnumerable<Coordinate> Along(Coordinate[] line)
    {
        const double Every = 500;
        for (var i = 1; i < line.Length; i++)
        {
            var steps = Math.Max(1, (int)(line[i].Distance(line[i - 1]) / Every));
            for (var k = 0; k < steps; k++)
            {
                var t = (double)k / steps;
                yield return new Coordinate(line[i - 1].X + (t * (line[i].X - line[i - 1].X)), line[i - 1].Y + (t * (line[i].Y - line[i - 1].Y)));
            }
        }
    }

    private static Geometry Mended(Geometry area) => area.IsValid ? area : area.Buffer(0);

    private LinearRing Ring(IReadOnlyList<Codebook.Position> ring)
    {
        var points = ring.Select(Projection.ToMetres).ToList();
        if (!points[0].Equals2D(points[^1])) points.Add(points[0].Copy());
        return Factory.CreateLinearRing([.. points]);
    }
}
