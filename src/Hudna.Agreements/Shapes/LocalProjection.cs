using Hudna.Codebook;
using NetTopologySuite.Geometries;
using Position = Hudna.Codebook.Position;

namespace Hudna.Agreements;

/// <summary>
/// Transverse Mercator on the WGS 84 ellipsoid, centred on a theatre, with scale 1 on its central meridian: degrees to metres and back.
/// The series are those of J. P. Snyder, Map Projections: A Working Manual (USGS Professional Paper 1395, 1987), equations 8-9, 8-10
/// and 3-21. Within 300 km of the centre the scale is off by less than 0.12 per cent, far below the uncertainty of any zone.
/// </summary>
public sealed class LocalProjection
{
    private const double Axis = 6_378_137.0;
    private const double Flattening = 1 / 298.257223563;
    private const double E2 = Flattening * (2 - Flattening);
    private const double Ep2 = E2 / (1 - E2);
    private readonly double _centreLon;
    private readonly double _centreArc;

    /// <summary>A projection centred on a point in degrees.</summary>
    public LocalProjection(double lat, double lon)
    {
        _centreLon = lon;
        _centreArc = Arc(lat * Math.PI / 180);
    }

    /// <summary>A projection centred on the middle of a box.</summary>
    public static LocalProjection Of(Bounds bounds)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        return new((bounds.South + bounds.North) / 2, (bounds.West + bounds.East) / 2);
    }

    /// <summary>Metres east and north of the centre.</summary>
    public Coordinate ToMetres(double lat, double lon)
    {
        var phi = lat * Math.PI / 180;
        var (sin, cos) = Math.SinCos(phi);
        var tan = sin / cos;
        var n = Axis / Math.Sqrt(1 - (E2 * sin * sin));
        var t = tan * tan;
        var c = Ep2 * cos * cos;
        var a = (lon - _centreLon) * Math.PI / 180 * cos;
        var (a2, a4) = (a * a, a * a * a * a);
        var x = n * a * (1 + ((1 - t + c) * a2 / 6) + ((5 - (18 * t) + (t * t) + (72 * c) - (58 * Ep2)) * a4 / 120));
        var y = Arc(phi) - _centreArc
            + (n * tan * a2 * (0.5 + ((5 - t + (9 * c) + (4 * c * c)) * a2 / 24) + ((61 - (58 * t) + (t * t) + (600 * c) - (330 * Ep2)) * a4 / 720)));
        return new Coordinate(x, y);
    }

    /// <summary>Metres east and north of the centre.</summary>
    public Coordinate ToMetres(Position at) => ToMetres(at.Lat, at.Lon);

    /// <summary>
    /// Degrees of a point in metres: Newton's method on <see cref="ToMetres(double, double)"/>, to a tenth of a millimetre.
    /// </summary>
    public Position ToDegrees(Coordinate at)
    {
        ArgumentNullException.ThrowIfNull(at);
        var lat = (at.Y + _centreArc) / (Axis * (1 - E2)) * 180 / Math.PI;
        lat = Math.Clamp(lat, -85, 85);
        var lon = _centreLon + (at.X / (Axis * Math.Cos(lat * Math.PI / 180)) * 180 / Math.PI);
        const double Step = 1e-6;
        for (var i = 0; i < 12; i++)
        {
            var here = ToMetres(lat, lon);
            var (dx, dy) = (at.X - here.X, at.Y - here.Y);
            if ((dx * dx) + (dy * dy) < 1e-8) break;
            var (north, east) = (ToMetres(lat + Step, lon), ToMetres(lat, lon + Step));
            var (xLat, yLat, xLon, yLon) =
                ((north.X - here.X) / Step, (north.Y - here.Y) / Step, (east.X - here.X) / Step, (east.Y - here.Y) / Step);
            var det = (xLat * yLon) - (xLon * yLat);
            lat += ((dx * yLon) - (xLon * dy)) / det;
            lon += ((xLat * dy) - (dx * yLat)) / det;
        }
        return new Position(lat, lon);
    }

    // Length of the meridian from the equator (Snyder 3-21).
    private static double Arc(double phi)
    {
        const double E4 = E2 * E2, E6 = E2 * E2 * E2;
        return Axis * (((1 - (E2 / 4) - (3 * E4 / 64) - (5 * E6 / 256)) * phi)
            - (((3 * E2 / 8) + (3 * E4 / 32) + (45 * E6 / 1024)) * Math.Sin(2 * phi))
            + (((15 * E4 / 256) + (45 * E6 / 1024)) * Math.Sin(4 * phi))
            - (35 * E6 / 3072 * Math.Sin(6 * phi)));
    }
}
