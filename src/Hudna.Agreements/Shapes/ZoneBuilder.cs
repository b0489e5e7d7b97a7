using Hudna.Codebook;
using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Simplify;

namespace Hudna.Agreements;

/// <summary>Builds the shapes of a theatre's zones from their recipes.</summary>
internal sealed class ZoneBuilder(Theatre theatre, TheatreGeometry geometry)
{
    // An edge that runs within this of another area's boundary is that area's boundary too.
    private const double SameEdgeMetres = 2_000;
    private readonly Dictionary<string, ZoneShape> _built = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);
    private readonly List<Fault> _faults = [];

    public Dictionary<string, ZoneShape> Build()
    {
        foreach (var zone in theatre.Zones) Shape(zone.Id);
        return _faults.Count == 0 ? _built : throw new UserFaultException(_faults);
    }

    private ZoneShape? Shape(string id)
    {
        if (_built.TryGetValue(id, out var built)) return built;
        if (theatre.Zones.FirstOrDefault(z => z.Id == id) is not { } zone) return Fault(id, "there is no such zone");
        if (!_building.Add(id)) return Fault(id, "the zone is made of itself");
        var shape = zone.Recipe switch
        {
            AreasRecipe areas => Areas(zone, areas),
            PolygonRecipe polygon => Polygon(zone, polygon),
            CorridorRecipe corridor => Corridor(zone, corridor),
            BandRecipe band => Band(zone, band),
            UnionRecipe union => Union(zone, union),
            AroundRecipe around => Around(zone, around),
            _ => Fault(id, "its recipe is not known"),
        };
        _building.Remove(id);
        if (shape is not null) _built.TryAdd(id, shape);
        return shape;
    }

    private ZoneShape? Fault(string zone, string what)
    {
        _faults.Add(new Fault($"the zone '{zone}' cannot be built: {what}", theatre.Id));
        return null;
    }

    private ZoneShape? Areas(Zone zone, AreasRecipe recipe)
    {
        var (core, full) = Extents(recipe);
        if (full is null) return Fault(zone.Id, "none of its areas has a boundary");
        var whole = new AreaShape(new Edged(full), _ => recipe.UncertaintyMetres);
        if (recipe.PartlyIds.Count == 0) return whole;
        ZoneShape less = core is null ? Nothing.Instance : new AreaShape(new Edged(core), _ => recipe.UncertaintyMetres);
        return new EitherShape(less, whole, recipe.PartlyShare);
    }

    private (Geometry? Core, Geometry? Full) Extents(AreasRecipe recipe) =>
        (geometry.Union(recipe.PlaceIds), geometry.Union(recipe.PlaceIds.Concat(recipe.PartlyIds)));

    private ZoneShape? Polygon(Zone zone, PolygonRecipe recipe)
    {
        if (recipe.Ring.Count < 4) return Fault(zone.Id, "a polygon needs three corners");
        var ring = recipe.Ring.Select(geometry.Projection.ToMetres).ToList();
        if (!ring[0].Equals2D(ring[^1])) ring.Add(ring[0].Copy());
        var polygon = TheatreGeometry.Factory.CreatePolygon([.. ring]);
        return polygon.IsValid && polygon.Area > 0
            ? new AreaShape(new Edged(polygon), _ => recipe.UncertaintyMetres)
            : Fault(zone.Id, "its polygon crosses itself or has no area");
    }

    private ZoneShape? Corridor(Zone zone, CorridorRecipe recipe)
    {
        if (Line(zone, recipe.Line) is not { } line) return null;
        var (left, right) = (0.0, 0.0);
        foreach (var side in recipe.Sides)
        {
            if (IsLeft(side.Side, line.Path)) left = Math.Max(left, side.Metres);
            else right = Math.Max(right, side.Metres);
        }
        var strips = new List<Geometry>();
        if (left == right && left > 0)
        {
            strips.Add(line.Path.Buffer(left, new BufferParameters(16, EndCapStyle.Flat)));
        }
        else
        {
            var oneSide = new BufferParameters(16, EndCapStyle.Flat) { IsSingleSided = true };
            if (left > 0) strips.Add(BufferOp.Buffer(line.Path, left, oneSide));
            if (right > 0) strips.Add(BufferOp.Buffer(line.Path, -right, oneSide));
        }
        if (strips.Count == 0) return Fault(zone.Id, "it has no depth");
        var area = UnaryUnionOp.Union(strips);
        return area.IsEmpty ? Fault(zone.Id, "its strip is empty") : new CorridorShape(line, left, right, recipe.DepthSpreadMetres, area);
    }

    // A side of the compass is the left one where the left-hand normal of the line as a whole points that way.
    private static bool IsLeft(CompassSide side, LineString line)
    {
        var (from, to) = (line.Coordinates[0], line.Coordinates[^1]);
        var (x, y) = (-(to.Y - from.Y), to.X - from.X);
        return side switch
        {
            CompassSide.Left => true,
            CompassSide.Right => false,
            CompassSide.North => y > 0,
            CompassSide.South => y < 0,
            CompassSide.East => x > 0,
            _ => x < 0,
        };
    }

    private MeasuredLine? Line(Zone zone, LineRecipe recipe)
    {
        switch (recipe)
        {
            case PlacesLine places:
                var known = places.PlaceIds.Where(geometry.Places.ContainsKey).Select(id => geometry.At(geometry.Places[id])).ToArray();
                return MeasuredLine.Of([.. known], places.UncertaintyMetres) ?? Missing();
            case PointsLine points:
                return MeasuredLine.Of([.. points.Points.Select(geometry.Projection.ToMetres)], points.UncertaintyMetres) ?? Missing();
            case RoadLine road:
                var stretches = theatre.Roads.Where(r => string.Equals(r.Name, road.Road, StringComparison.OrdinalIgnoreCase) || r.Id == road.Road
                    || r.Id.StartsWith(road.Road + "/", StringComparison.OrdinalIgnoreCase)).ToList();
                var whole = MeasuredLine.Chain(stretches.Select(r => (r.Line.Select(geometry.Projection.ToMetres).ToList(), r.UncertaintyMetres)));
                return whole?.Between(Place(road.FromPlaceId), Place(road.ToPlaceId)) ?? Missing();
            default:
                return Missing();
        }
        Coordinate? Place(string? id) => id is not null && geometry.Places.TryGetValue(id, out var place) ? geometry.At(place) : null;
        MeasuredLine? Missing()
        {
            Fault(zone.Id, "its line has fewer than two points");
            return null;
        }
    }

    private ZoneShape? Band(Zone zone, BandRecipe recipe)
    {
        var outer = theatre.Zones.FirstOrDefault(z => z.Id == recipe.ZoneId);
        if (outer is null) return Fault(zone.Id, $"there is no zone '{recipe.ZoneId}'");
        if (outer.Recipe is AreasRecipe areas)
        {
            var (core, full) = Extents(areas);
            if (full is null) return Fault(zone.Id, $"the areas of '{recipe.ZoneId}' have no boundary");
            var whole = BandOf(full, areas.UncertaintyMetres, recipe);
            return core is null || areas.PartlyIds.Count == 0 ? whole
                : new EitherShape(BandOf(core, areas.UncertaintyMetres, recipe), whole, areas.PartlyShare);
        }
        if (Shape(recipe.ZoneId) is not { } shape) return null;
        return BandOf(shape.Outline, outer.Recipe is PolygonRecipe polygon ? polygon.UncertaintyMetres : 0, recipe);
    }

    private BandShape BandOf(Geometry area, double edgeError, BandRecipe recipe)
    {
        // Cutting the border and drawing the band are dear and often not asked for.
        var border = new Lazy<Geometry>(() => Border(area, recipe.NotAlongIds));
        var depth = (recipe.LeastMetres + recipe.MostMetres) / 2;
        return new BandShape(new Edged(area), new Lazy<Edged>(() => new Edged(area, border.Value)), edgeError, recipe.LeastMetres, recipe.MostMetres,
            new Lazy<Geometry>(() => area.Intersection(DouglasPeuckerSimplifier.Simplify(border.Value, depth / 50).Buffer(depth, 4))));
    }

    private Geometry Border(Geometry area, IReadOnlyList<string> notAlong)
    {
        var border = area.Boundary;
        // Only what of the other boundary lies about this area matters; the rest of a long frontier would cost most of the time.
        var about = area.EnvelopeInternal.Copy();
        about.ExpandBy(2 * SameEdgeMetres);
        var box = TheatreGeometry.Factory.ToGeometry(about);
        foreach (var other in notAlong.Select(geometry.AreaOf).OfType<Geometry>())
            border = border.Difference(other.Boundary.Intersection(box).Buffer(SameEdgeMetres, 4));
        return border;
    }

    private ZoneShape? Union(Zone zone, UnionRecipe recipe)
    {
        var of = recipe.ZoneIds.Select(Shape).OfType<ZoneShape>().ToList();
        var without = recipe.WithoutIds.Select(Shape).OfType<ZoneShape>().ToList();
        if (of.Count == 0) return Fault(zone.Id, "nothing is left of it");
        var outline = UnaryUnionOp.Union([.. of.Select(s => s.Outline)]);
        if (without.Count > 0) outline = outline.Difference(UnaryUnionOp.Union([.. without.Select(s => s.Outline)]));
        return outline.IsEmpty ? Fault(zone.Id, "nothing is left of it") : new UnionShape(of, without, outline);
    }

    private ZoneShape? Around(Zone zone, AroundRecipe recipe)
    {
        var places = recipe.PlaceIds.Where(geometry.Places.ContainsKey).Select(id => geometry.Places[id]).ToList();
        if (places.Count == 0) return Fault(zone.Id, "none of its places is known");
        var area = UnaryUnionOp.Union([.. places.Select(p => TheatreGeometry.Factory.CreatePoint(geometry.At(p)).Buffer(recipe.Metres, 16))]);
        // A place's radius holds its extent, which does not move a centre, and the error of the point, which does: half of it is taken.
        return new AreaShape(new Edged(area), at => places.MinBy(p => geometry.At(p).Distance(at))!.RadiusMetres / 2);
    }

    /// <summary>The shape of no place at all.</summary>
    private sealed class Nothing : ZoneShape
    {
        public static Nothing Instance { get; } = new();

        public override Geometry Outline => TheatreGeometry.Factory.CreatePolygon();

        public override double DepthOf(Coordinate at) => double.NegativeInfinity;

        public override double Probability(Coordinate at, double radius) => 0;
    }
}

/// <summary>A line in metres, each part of which has an uncertainty of its own.</summary>
internal sealed class MeasuredLine
{
    private readonly (LineSegment Segment, double Error)[] _parts;

    private MeasuredLine(LineString path, (LineSegment, double)[] parts) => (Path, _parts) = (path, parts);

    public LineString Path { get; }

    public static MeasuredLine? Of(IReadOnlyList<Coordinate> points, double error) => Chain([(points.ToList(), error)]);

    /// <summary>Joins stretches end to end in their order, turning one round where its far end is the nearer.</summary>
    public static MeasuredLine? Chain(IEnumerable<(List<Coordinate> Points, double Error)> stretches)
    {
        var (points, errors) = (new List<Coordinate>(), new List<double>());
        foreach (var (stretch, error) in stretches)
        {
            if (points.Count > 0 && points[^1].Distance(stretch[^1]) < points[^1].Distance(stretch[0])) stretch.Reverse();
            foreach (var point in stretch)
            {
                if (points.Count > 0 && points[^1].Equals2D(point)) continue;
                if (points.Count > 0) errors.Add(error);
                points.Add(point);
            }
        }
        return points.Count < 2 ? null : new MeasuredLine(TheatreGeometry.Factory.CreateLineString([.. points]),
            [.. errors.Select((e, i) => (new LineSegment(points[i], points[i + 1]), e))]);
    }

    /// <summary>The part between the points of the line nearest to two others, running from the one to the other.</summary>
    public MeasuredLine? Between(Coordinate? from, Coordinate? to)
    {
        if (from is null && to is null) return this;
        var index = new LengthIndexedLine(Path);
        var (start, end) = (from is null ? index.StartIndex : index.Project(from), to is null ? index.EndIndex : index.Project(to));
        return Math.Abs(start - end) < 1 || index.ExtractLine(start, end) is not LineString part ? null : new MeasuredLine(part, _parts);
    }

    /// <summary>
    /// Metres to the side of the line, positive to the left looking along it; and metres to the nearer end along the line where its first or
    /// last part is the nearest, negative beyond it, else infinite.
    /// </summary>
    public (double Aside, double ToEnd) Measure(Coordinate at)
    {
        var points = Path.Coordinates;
        var (best, sharpest, aside, toEnd) = (double.MaxValue, 0.0, 0.0, double.PositiveInfinity);
        for (var i = 1; i < points.Length; i++)
        {
            var segment = new LineSegment(points[i - 1], points[i]);
            var (dx, dy, length) = (segment.P1.X - segment.P0.X, segment.P1.Y - segment.P0.Y, segment.Length);
            if (length <= 0) continue;
            var distance = segment.Distance(at);
            var across = ((dx * (at.Y - segment.P0.Y)) - (dy * (at.X - segment.P0.X))) / length;
            // At a corner two parts are equally near; the one that the point stands off more squarely tells the side.
            if (distance > best + 1e-6 || (distance > best - 1e-6 && Math.Abs(across) <= sharpest)) continue;
            (best, sharpest) = (distance, Math.Abs(across));
            var along = ((dx * (at.X - segment.P0.X)) + (dy * (at.Y - segment.P0.Y))) / length;
            toEnd = Math.Min(i == 1 ? along : double.PositiveInfinity, i == points.Length - 1 ? length - along : double.PositiveInfinity);
            // Beyond an end the strip is cut straight, so that the distance to the side is that from the line drawn on.
            aside = toEnd < 0 ? across : across >= 0 ? distance : -distance;
        }
        return (aside, toEnd);
    }

    /// <summary>The uncertainty of the part nearest to a point; the greater where two are equally near.</summary>
    public double ErrorAt(Coordinate at)
    {
        var (least, error) = (double.MaxValue, 0.0);
        foreach (var (segment, e) in _parts)
        {
            var d = segment.Distance(at);
            if (d < least - 1e-6) (least, error) = (d, e);
            else if (d < least + 1e-6) error = Math.Max(error, e);
        }
        return error;
    }
}
