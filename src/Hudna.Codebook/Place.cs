namespace Hudna.Codebook;

/// <summary>An entry of the gazetteer: a settlement, a hill, a base, a road, a district.</summary>
public sealed record Place
{
    /// <summary>Stable id with its scheme: <c>pcode:C3871</c>, <c>geonames:172955</c>, <c>hudna:jabal-al-zawiya</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name in English.</summary>
    public required string Name { get; init; }

    /// <summary>The name in Arabic; null where unknown.</summary>
    public string? NameArabic { get; init; }

    /// <summary>Other spellings and names.</summary>
    public IReadOnlyList<OtherName> OtherNames { get; init; } = [];

    /// <summary>What it is.</summary>
    public required PlaceKind Kind { get; init; }

    /// <summary>Degrees north, WGS 84.</summary>
    public required double Lat { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public required double Lon { get; init; }

    /// <summary>Radius in metres within which the place lies: its own extent and the error of the point together.</summary>
    public required double RadiusMetres { get; init; }

    /// <summary>Ids of the areas that contain it, nearest first (sub-district, district, governorate, country).</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>Inhabitants; 0 where unknown.</summary>
    public long Population { get; init; }

    /// <summary>Where the point comes from or what to beware of; null where there is nothing to say.</summary>
    public string? Note { get; init; }
}

/// <summary>What a gazetteer entry is.</summary>
#pragma warning disable CS1591 // The names say it.
public enum PlaceKind
{
    Country, Governorate, District, Subdistrict, City, Town, Village, Camp,
    Region, Mountain, Hill, Plain, Valley, River, Lake, Road, Junction, Crossing, Base, Airport, Facility,
}
