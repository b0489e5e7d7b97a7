using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;

namespace Hudna.Agreements;

/// <summary>The built shape of a zone, in metres of the theatre's projection.</summary>
internal abstract class ZoneShape
{
    /// <summary>The probability that a point, known to within a radius, lies in the zone.</summary>
    public abstract double Probability(Coordinate at, double radius);

    /// <summary>Metres to the zone's edge, positive within; NaN where it has no single edge.</summary>
    public abstract double DepthOf(Coordinate at);

    /// <summary>The likeliest outline, for drawing.</summary>
    public abstract Geometry Outline { get; }
}

/// <summary>A shape with an edge, and distances from points to it.</summary>
internal sealed class Edged
{
    private readonly IndexedPointInAreaLocator _locator;
    private readonly IndexedFacetDistance _edge;
    private readonly GeometryFactory _factory;

    public Edged(Geometry area, Geometry? edge = null)
    {
        Area = area;
        _factory = area.Factory;
        _locator = new IndexedPointInAreaLocator(area);
        _edge = new IndexedFacetDistance(edge is null or { IsEmpty: true } ? area.Boundary : edge);
    }

    public Geometry Area { get; }

    public bool Contains(Coordinate at) => _locator.Locate(at) != Location.Exterior;

    /// <summary>Metres to the edge, positive within the area.</summary>
    public double Depth(Coordinate at)
    {
        var metres = _edge.Distance(_factory.CreatePoint(at));
        return Contains(at) ? metres : -metres;
    }
}

/// <summary>An area whose edge is known to within a distance, which may differ from place to place.</summary>
internal sealed class AreaShape(Edged edged, Func<Coordinate, double> edgeError, double depthSpread = 0) : ZoneShape
{
    public override Geometry Outline => edged.Area;

    public override double DepthOf(Coordinate at) => edged.Depth(at);

    public override double Probability(Coordinate at, double radius) => UniformSum.Cdf(edged.Depth(at), edgeError(at), depthSpread, radius);
}

/// <summary>
/// A strip along a line. What counts is the distance from the line, not from the strip's outline: within a bend the outline lies further
/// off than the line's own error could ever move it.
/// </summary>
internal sealed class CorridorShape(MeasuredLine line, double left, double right, double depthSpread, Geometry outline) : ZoneShape
{
    public override Geometry Outline => outline;

    public override double DepthOf(Coordinate at)
    {
        var (aside, toEnd) = line.Measure(at);
        return Math.Min(Math.Min(left - aside, aside + right), toEnd);
    }

    public override double Probability(Coordinate at, double radius) => UniformSum.Cdf(DepthOf(at), line.ErrorAt(at), depthSpread, radius);
}

/// <summary>One shape or a greater one around it, the greater being right with a given probability.</summary>
internal sealed class EitherShape(ZoneShape less, ZoneShape more, double share) : ZoneShape
{
    public override Geometry Outline => more.Outline;

    public override double DepthOf(Coordinate at) => double.NaN;

    public override double Probability(Coordinate at, double radius) =>
        ((1 - share) * less.Probability(at, radius)) + (share * more.Probability(at, radius));
}

/// <summary>A band along the inside of an area's edge, its depth anywhere between two figures.</summary>
internal sealed class BandShape(Edged zone, Lazy<Edged> edge, double edgeError, double least, double most, Lazy<Geometry> outline) : ZoneShape
{
    // For drawing alone, and dear to make.
    public override Geometry Outline => outline.Value;

    public override double DepthOf(Coordinate at)
    {
        var fromEdge = edge.Value.Depth(at);
        return Math.Min(zone.Depth(at), ((least + most) / 2) - Math.Abs(fromEdge));
    }

    public override double Probability(Coordinate at, double radius)
    {
        var inside = UniformSum.Cdf(zone.Depth(at), edgeError, radius);
        if (inside <= 0) return 0;
        var fromEdge = Math.Abs(edge.Value.Depth(at));
        return inside * UniformSum.Cdf(((least + most) / 2) - fromEdge, (most - least) / 2, edgeError, radius);
    }
}

/// <summary>What lies in any of some shapes, and in none of others.</summary>
internal sealed class UnionShape(IReadOnlyList<ZoneShape> of, IReadOnlyList<ZoneShape> without, Geometry outline) : ZoneShape
{
    public override Geometry Outline => outline;

    public override double DepthOf(Coordinate at) => double.NaN;

    // The edges that two parts share are one edge: the likeliest part decides, the parts' doubts are not piled up.
    public override double Probability(Coordinate at, double radius)
    {
        var inside = of.Max(s => s.Probability(at, radius));
        return without.Count == 0 ? inside : Math.Min(inside, 1 - without.Max(s => s.Probability(at, radius)));
    }
}
