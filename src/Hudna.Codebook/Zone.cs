namespace Hudna.Codebook;

/// <summary>A zone as a recipe; its shape is built where it is needed, with its uncertainty.</summary>
/// <param name="Id">Stable id, unique in the theatre (<c>m4-corridor</c>).</param>
/// <param name="Name">The name in English.</param>
/// <param name="NameArabic">The name in Arabic; null where unknown.</param>
/// <param name="Recipe">How it is built.</param>
/// <param name="Source">Where the recipe comes from.</param>
public sealed record Zone(string Id, string Name, string? NameArabic, ZoneRecipe Recipe, string? Source);

/// <summary>How a zone is built.</summary>
public abstract record ZoneRecipe;

/// <summary>The union of areas of the gazetteer that have a boundary.</summary>
/// <param name="PlaceIds">Areas that lie in it wholly.</param>
/// <param name="PartlyIds">Areas of which a part lies in it, nobody having said which.</param>
/// <param name="PartlyShare">The share of each of those that lies in it, 0 to 1: the probability of a place there.</param>
/// <param name="UncertaintyMetres">How far the true edge may lie from the boundary.</param>
public sealed record AreasRecipe(
    IReadOnlyList<string> PlaceIds, IReadOnlyList<string> PartlyIds, double PartlyShare, double UncertaintyMetres) : ZoneRecipe;

/// <summary>A polygon.</summary>
/// <param name="Ring">Its outer ring, closed.</param>
/// <param name="UncertaintyMetres">How far the true edge may lie from it.</param>
public sealed record PolygonRecipe(IReadOnlyList<Position> Ring, double UncertaintyMetres) : ZoneRecipe;

/// <summary>
/// A strip on both sides of a line, cut straight at its ends. Left and right are meant looking along the line from its first point to
/// its last. The depth itself may be given as a range, where the text leaves it open.
/// </summary>
/// <param name="Line">The line.</param>
/// <param name="Sides">The depth on each side; a side that is not given has none.</param>
/// <param name="DepthSpreadMetres">How far the depth may be more or less than that, on either side.</param>
public sealed record CorridorRecipe(LineRecipe Line, IReadOnlyList<DepthSide> Sides, double DepthSpreadMetres) : ZoneRecipe;

/// <summary>A depth to one side, given by the hand or by the compass.</summary>
/// <param name="Metres">The depth.</param>
/// <param name="Side">Which side it is.</param>
public sealed record DepthSide(double Metres, CompassSide Side);

/// <summary>A side of a line.</summary>
#pragma warning disable CS1591 // The names say it.
public enum CompassSide { Left, Right, North, South, East, West }
#pragma warning restore CS1591

/// <summary>A band along the inside of another zone's edge.</summary>
/// <param name="ZoneId">The other zone.</param>
/// <param name="LeastMetres">The least depth that the text allows.</param>
/// <param name="MostMetres">The greatest depth that the text allows.</param>
/// <param name="NotAlongIds">Areas of the gazetteer; where the edge is also theirs (a frontier) there is no band.</param>
public sealed record BandRecipe(string ZoneId, double LeastMetres, double MostMetres, IReadOnlyList<string> NotAlongIds) : ZoneRecipe;

/// <summary>What lies in any of several zones, and in none of others.</summary>
/// <param name="ZoneIds">The zones that make it up.</param>
/// <param name="WithoutIds">The zones taken out.</param>
public sealed record UnionRecipe(IReadOnlyList<string> ZoneIds, IReadOnlyList<string> WithoutIds) : ZoneRecipe;

/// <summary>What lies within a distance of any of several places (posts, crossings, ports).</summary>
/// <param name="PlaceIds">The places.</param>
/// <param name="Metres">The distance from their centres.</param>
public sealed record AroundRecipe(IReadOnlyList<string> PlaceIds, double Metres) : ZoneRecipe;

/// <summary>A line on the ground.</summary>
public abstract record LineRecipe;

/// <summary>A road, or the stretch of it between two places.</summary>
/// <param name="Road">Its name, or the beginning of its stretches' ids (<c>M4</c>).</param>
/// <param name="FromPlaceId">Where the stretch begins; null for the road's beginning.</param>
/// <param name="ToPlaceId">Where it ends; null for the road's end.</param>
public sealed record RoadLine(string Road, string? FromPlaceId, string? ToPlaceId) : LineRecipe;

/// <summary>A line through places, in order: a line of contact, a river that no road file has.</summary>
/// <param name="PlaceIds">Its vertices.</param>
/// <param name="UncertaintyMetres">How far the true line may lie from it.</param>
public sealed record PlacesLine(IReadOnlyList<string> PlaceIds, double UncertaintyMetres) : LineRecipe;

/// <summary>A line through points, in order.</summary>
/// <param name="Points">Its vertices.</param>
/// <param name="UncertaintyMetres">How far the true line may lie from it.</param>
public sealed record PointsLine(IReadOnlyList<Position> Points, double UncertaintyMetres) : LineRecipe;
