namespace Hudna.Codebook;

/// <summary>An actor as a claim names it.</summary>
/// <param name="Text">The words of the report.</param>
/// <param name="Id">The entry of the actor register, null where none fits.</param>
public sealed record ActorMention(string Text, string? Id);

/// <summary>A place as a claim names it.</summary>
/// <param name="Text">The words of the report.</param>
/// <param name="Id">The gazetteer entry (<c>pcode:…</c>, <c>geonames:…</c>, <c>hudna:…</c>), null where none fits.</param>
/// <param name="Name">The entry's name, or the words themselves.</param>
/// <param name="Lat">Degrees north, WGS 84; null where unknown.</param>
/// <param name="Lon">Degrees east, WGS 84; null where unknown.</param>
/// <param name="Precision">How the event stands to that entry.</param>
/// <param name="Role">What the place is to the event.</param>
public sealed record PlaceMention(
    string Text, string? Id, string Name, double? Lat, double? Lon, PlacePrecision Precision, PlaceRole Role = PlaceRole.Where);

/// <summary>How exactly a place says where (codebook section 5).</summary>
public enum PlacePrecision
{
    /// <summary>In the place itself.</summary>
    Exact,

    /// <summary>Near it: outskirts, vicinity, frontline of.</summary>
    Vicinity,

    /// <summary>Somewhere in an area that has a name of its own, or between places.</summary>
    Area,

    /// <summary>Along a road or line.</summary>
    Route,

    /// <summary>Somewhere in a district.</summary>
    District,

    /// <summary>Somewhere in a province.</summary>
    Province,

    /// <summary>Somewhere in a country.</summary>
    Country,
}

/// <summary>What a place is to its event.</summary>
public enum PlaceRole
{
    /// <summary>Where it happened, or where it hit.</summary>
    Where,

    /// <summary>Where a weapon was fired from, or a movement began.</summary>
    From,

    /// <summary>Where a movement was bound.</summary>
    To,
}

/// <summary>A time as a claim gives it (codebook section 6).</summary>
/// <param name="Text">The words of the report; null where there are none.</param>
/// <param name="Edtf">The date or interval; null where nothing can be said.</param>
/// <param name="Basis">How the value was come by; null with a null value.</param>
/// <param name="Estimated">Whether the date that it leans on was itself estimated.</param>
public sealed record TimeMention(string? Text, Edtf? Edtf, TimeBasis? Basis, bool Estimated = false)
{
    /// <summary>Nothing is known of the time.</summary>
    public static TimeMention None { get; } = new(null, null, null);
}

/// <summary>How the value of a time was come by.</summary>
public enum TimeBasis
{
    /// <summary>The words give the date.</summary>
    Stated,

    /// <summary>Worked out from words and the report's date ("yesterday").</summary>
    Relative,

    /// <summary>Taken from the passage that the sentence stands in.</summary>
    Inherited,

    /// <summary>Nothing but the publication date is known.</summary>
    Published,
}

/// <summary>One link in the chain of who says so, outermost first (codebook section 8).</summary>
/// <param name="Name">The name, or <c>unnamed</c>.</param>
/// <param name="Role">What the speaker is called ("military official from HTS"); null where nothing is said.</param>
/// <param name="Affiliation">An actor id; null where unknown.</param>
/// <param name="Words">The words that carry the attribution; null for the publisher.</param>
public sealed record Attribution(string Name, string? Role, string? Affiliation = null, string? Words = null)
{
    /// <summary>The name of a speaker who is not named.</summary>
    public const string Unnamed = "unnamed";
}

/// <summary>The aggregate that a tally gives (codebook section 10).</summary>
/// <param name="Count">What is counted, and how many.</param>
/// <param name="Unit">The unit counted in: incident, attack, strike, shell, place hit, day with fire …; null where unsaid.</param>
/// <param name="Period">The whole period counted over.</param>
/// <param name="Area">The words for the area.</param>
public sealed record Tally(CountRange Count, string? Unit, Edtf? Period, string? Area);

/// <summary>Until when a forecast speaks.</summary>
/// <param name="Text">The words; null where open.</param>
/// <param name="Edtf">The date or interval; where open null, or open behind the day from which on it speaks.</param>
/// <param name="Open">Whether no end is given.</param>
public sealed record Horizon(string? Text, Edtf? Edtf, bool Open);
