namespace Hudna.Codebook;

/// <summary>
/// Everything that is known beforehand about one conflict: who can act, where, and under which agreements. Read from a folder of data
/// under <c>data/theatres</c>; no theatre is named in code. Immutable.
/// </summary>
public sealed record Theatre
{
    /// <summary>The folder's name.</summary>
    public required string Id { get; init; }

    /// <summary>The name in English.</summary>
    public required string Name { get; init; }

    /// <summary>The name in Arabic; null where unknown.</summary>
    public string? NameArabic { get; init; }

    /// <summary>IANA name of the time zone that dates are meant in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>West, south, east, north in degrees: what the map shows first.</summary>
    public required Bounds Bounds { get; init; }

    /// <summary>The actor register.</summary>
    public required IReadOnlyList<Actor> Actors { get; init; }

    /// <summary>Classes of nouns that name parts of actors.</summary>
    public IReadOnlyList<ActorWords> ActorWords { get; init; } = [];

    /// <summary>People in public office and speakers of actors.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>The gazetteer: the theatre's own entries, then those of the theatre that it falls back on (countries, cities abroad).</summary>
    public required IReadOnlyList<Place> Places { get; init; }

    /// <summary>Shapes of the gazetteer's areas.</summary>
    public IReadOnlyList<Boundary> Boundaries { get; init; } = [];

    /// <summary>Roads as lines with their uncertainty.</summary>
    public IReadOnlyList<Road> Roads { get; init; } = [];

    /// <summary>Zones that agreements speak of, as recipes.</summary>
    public IReadOnlyList<Zone> Zones { get; init; } = [];

    /// <summary>The agreements, oldest first.</summary>
    public IReadOnlyList<Agreement> Agreements { get; init; } = [];

    /// <summary>Meetings, rounds, calls, patrols known beforehand.</summary>
    public IReadOnlyList<CalendarEntry> Calendar { get; init; } = [];

    /// <summary>SHA-256 over the folder's files, hex: names the data that something was worked out with.</summary>
    public required string Version { get; init; }
}

/// <summary>A box in degrees, WGS 84.</summary>
/// <param name="West">Least longitude.</param>
/// <param name="South">Least latitude.</param>
/// <param name="East">Greatest longitude.</param>
/// <param name="North">Greatest latitude.</param>
public sealed record Bounds(double West, double South, double East, double North);

/// <summary>A point in degrees, WGS 84.</summary>
/// <param name="Lat">Degrees north.</param>
/// <param name="Lon">Degrees east.</param>
public readonly record struct Position(double Lat, double Lon);

/// <summary>The shape of an area of the gazetteer.</summary>
/// <param name="PlaceId">The entry whose shape it is.</param>
/// <param name="Level">0 country, 1 governorate, 2 district, 3 sub-district.</param>
/// <param name="Polygons">Polygons, each a list of rings (the first the outer), each closed.</param>
public sealed record Boundary(string PlaceId, int Level, IReadOnlyList<IReadOnlyList<IReadOnlyList<Position>>> Polygons);

/// <summary>A stretch of road.</summary>
/// <param name="Id">Stable id of the stretch (<c>m4/trunba-ariha</c>).</param>
/// <param name="Name">The road's name (<c>M4</c>).</param>
/// <param name="Line">Its vertices, in order.</param>
/// <param name="UncertaintyMetres">How far the true line may lie from it.</param>
public sealed record Road(string Id, string Name, IReadOnlyList<Position> Line, double UncertaintyMetres);

/// <summary>A meeting, round, call, patrol or other diplomatic event known beforehand.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="Kind">What it was: <c>summit</c>, <c>round</c>, <c>meeting</c>, <c>patrol</c>, <c>ceasefire</c> …</param>
/// <param name="Name">Its name.</param>
/// <param name="Time">When.</param>
/// <param name="Place">Where, in words; null where unknown.</param>
/// <param name="Participants">Who took part, in words or actor ids.</param>
/// <param name="Outcome">What came of it; null where unknown.</param>
/// <param name="Confidence">high, medium or low: how sure the dates are.</param>
/// <param name="Sources">Where it was read; empty for entries from general knowledge.</param>
/// <param name="Basis"><c>read</c> where a source was read, <c>recall</c> where it is from general knowledge and was not checked.</param>
/// <param name="Note">A remark on the dates or the sources; null where there is none.</param>
public sealed record CalendarEntry(
    string Id, string Kind, string Name, Edtf Time, string? Place, IReadOnlyList<string> Participants, string? Outcome,
    string Confidence, IReadOnlyList<string> Sources, string? Basis = null, string? Note = null);
