using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>What merging looks at in one claim, in a form that is quick to compare. Names are numbers of a <see cref="TraitReader"/>.</summary>
internal sealed class ClaimTraits
{
    /// <summary>What incidents are made of; its quote keeps the span but not the words.</summary>
    public required Claim Claim { get; init; }
    public required EventType Type { get; init; }

    /// <summary>The means as bits, in the codebook's order.</summary>
    public required ulong Modes { get; init; }

    /// <summary>First and last day that it may mean (day numbers); First is above Last where nothing is known.</summary>
    public required int First { get; init; }
    public required int Last { get; init; }

    /// <summary>Whether the days could be off by one: worked out from relative words, inherited, approximate, or leaning on an estimate.</summary>
    public required bool Soft { get; init; }

    public required PlaceTraits[] Places { get; init; }
    public required string[] Actors { get; init; }
    public required string[] Targets { get; init; }

    /// <summary>The smallest hashes of the quote's word triples, ascending, and how many words it has.</summary>
    public required uint[] Sketch { get; init; }
    public required int Words { get; init; }

    public bool HasDays => First <= Last;

    /// <summary>Claims that span more days than this are told apart by their exact span.</summary>
    public const int LongestSpan = 14;

    public bool IsWide => HasDays && Last - First >= LongestSpan;

    public bool HasPlace => Places.Length > 0;

    /// <summary>The order in which claims name and open an incident: by publication, then report, then place in the text.</summary>
    public static int Compare(Claim a, Claim b)
    {
        var by = (a.Report.Published ?? DateOnly.MaxValue).CompareTo(b.Report.Published ?? DateOnly.MaxValue);
        if (by == 0) by = string.CompareOrdinal(a.Report.Id, b.Report.Id);
        if (by == 0) by = a.Quote.Start.CompareTo(b.Quote.Start);
        if (by == 0) by = a.Quote.End.CompareTo(b.Quote.End);
        return by == 0 ? string.CompareOrdinal(a.Id, b.Id) : by;
    }
}

/// <summary>A place as merging sees it.</summary>
internal sealed class PlaceTraits
{
    /// <summary>The gazetteer's id, or the name where there is none.</summary>
    public required string Key { get; init; }
    public required bool Known { get; init; }
    public required string Name { get; init; }
    public required double Lat { get; init; }
    public required double Lon { get; init; }

    /// <summary>Metres around the point within which it may have been.</summary>
    public required double Reach { get; init; }

    /// <summary>0 a settlement or point, 1 near one, 2 an area or road, 3 a district, 4 a province, 5 a country.</summary>
    public required int Level { get; init; }

    /// <summary>Ids of the areas that contain it.</summary>
    public required IReadOnlyList<string> Within { get; init; }

    /// <summary>The cells of the map that it lies in or near; see <see cref="Blocks.CellsOf"/>.</summary>
    public required long[] Cells { get; init; }

    public bool HasPoint => !double.IsNaN(Lat);
    public bool IsArea => Level >= 2;
}
