using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>Reads the traits off claims. Equal places share one value. Safe for any number of threads.</summary>
internal sealed class TraitReader(Func<string, Place?> places)
{
    /// <summary>How many hashes of a quote are kept: enough to estimate likeness within some 12 %.</summary>
    public const int SketchSize = 16;

    // Metres around a point by the precision that a claim gives, where the gazetteer has no radius of its own.
    private static readonly double[] Reaches = [1_500, 5_000, 10_000, 15_000, 20_000, 60_000, 500_000];

    /// <summary>What "near" adds to a place's own radius, in metres.</summary>
    private const double Nearness = 5_000;

    private readonly ConcurrentDictionary<PlaceMention, PlaceTraits> _places = new();

    // Values that many claims share are kept once.
    private readonly ConcurrentDictionary<object, object> _shared = new();

    /// <summary>The traits of an event claim that has a type.</summary>
    public ClaimTraits Read(Claim claim)
    {
        var (first, last, soft) = Days(claim);
        var where = claim.Places.Where(p => p.Role == PlaceRole.Where).ToArray();
        if (where.Length == 0) where = [.. claim.Places];
        var (sketch, words) = Sketch(claim.Quote.Exact);
        return new ClaimTraits
        {
            Claim = Slim(claim),
            Type = claim.Type!.Value,
            Modes = claim.Modes.Aggregate(0UL, (bits, m) => bits | 1UL << (int)m),
            First = first,
            Last = last,
            Soft = soft,
            Places = where.Length == 0 ? [] : [.. where.Select(p => _places.GetOrAdd(p, Place))],
            Actors = Ids(claim.Actors),
            Targets = Ids(claim.Targets),
            Sketch = sketch,
            Words = words,
        };
    }

    private Claim Slim(Claim claim) => new()
    {
        Id = claim.Id,
        Report = Share(claim.Report),
        Kind = claim.Kind,
        Type = claim.Type,
        Modes = claim.Modes is [var mode] ? OneMode[(int)mode] : claim.Modes,
        Quote = new(claim.Quote.Start, claim.Quote.End, ""),
        Actors = Share(claim.Actors),
        Targets = Share(claim.Targets),
        Places = Share(claim.Places),
        Time = Share(claim.Time),
        Counts = Share(claim.Counts),
        Modality = claim.Modality,
        Attribution = Share(claim.Attribution),
        Coder = "",
    };

    private static readonly Mode[][] OneMode = [.. Enum.GetValues<Mode>().Select(m => (Mode[])[m])];

    private T Share<T>(T value) where T : class => (T)_shared.GetOrAdd(value, value);

    private T[] Share<T>(IReadOnlyList<T> list) where T : class
    {
        if (list.Count == 0) return [];
        var shared = new T[list.Count];
        for (var i = 0; i < shared.Length; i++) shared[i] = Share(list[i]);
        return shared;
    }

    private static string[] Ids(IReadOnlyList<ActorMention> mentions)
    {
        if (mentions.Count == 0) return [];
        var ids = mentions.Where(m => m.Id is not null).Select(m => m.Id!).Distinct().Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < ids.Length; i++) ids[i] = string.Intern(ids[i]);
        return ids;
    }

    // Without a time the report's own date bounds it: something of the week before. Without that too, nothing is known.
    private static (int First, int Last, bool Soft) Days(Claim claim)
    {
        var published = claim.Report.Published?.DayNumber;
        if (claim.Time.Edtf is not { } time) return published is { } p ? (p - 6, p, true) : (1, 0, true);
        var soft = time.IsApproximate || claim.Time.Estimated || claim.Time.Basis is not TimeBasis.Stated || claim.Report.PublishedBasis is PublishedBasis.Estimated;
        var margin = time.IsApproximate ? 1 : 0;
        var first = time.Start?.DayNumber ?? (time.End!.Value.DayNumber - 365);
        var last = time.End?.DayNumber ?? Math.Max(first, published ?? first);
        return (first - margin, last + margin, soft);
    }

    private PlaceTraits Place(PlaceMention mention)
    {
        var entry = mention.Id is null ? null : places(mention.Id);
        var level = Math.Max(LevelOf(mention.Precision), entry is null ? 0 : LevelOf(entry.Kind));
        var reach = entry is null || entry.RadiusMetres <= 0 ? Reaches[(int)mention.Precision]
            : mention.Precision switch
            {
                PlacePrecision.Exact => entry.RadiusMetres,
                PlacePrecision.Vicinity => entry.RadiusMetres + Nearness,
                _ => Math.Max(entry.RadiusMetres, Reaches[(int)mention.Precision]),
            };
        return new PlaceTraits
        {
            Key = mention.Id ?? mention.Name.ToLowerInvariant(),
            Known = mention.Id is not null,
            Name = mention.Name,
            Lat = entry?.Lat ?? mention.Lat ?? double.NaN,
            Lon = entry?.Lon ?? mention.Lon ?? double.NaN,
            Reach = reach,
            Level = level,
            Within = entry?.Within ?? [],
            Cells = Blocks.CellsOf(entry?.Lat ?? mention.Lat ?? double.NaN, entry?.Lon ?? mention.Lon ?? double.NaN, reach),
        };
    }

    private static int LevelOf(PlacePrecision precision) => precision switch
    {
        PlacePrecision.Exact => 0,
        PlacePrecision.Vicinity => 1,
        PlacePrecision.Area or PlacePrecision.Route => 2,
        PlacePrecision.District => 3,
        PlacePrecision.Province => 4,
        _ => 5,
    };

    private static int LevelOf(PlaceKind kind) => kind switch
    {
        PlaceKind.Country => 5,
        PlaceKind.Governorate => 4,
        PlaceKind.District => 3,
        PlaceKind.Subdistrict or PlaceKind.Region or PlaceKind.Mountain or PlaceKind.Plain or PlaceKind.Valley or PlaceKind.River or PlaceKind.Road => 2,
        _ => 0,
    };

    /// <summary>
    /// The smallest hashes of all runs of three words, letters and digits only, lower case: a bottom-k sketch (Broder 1997). Texts of up
    /// to two words give one hash of the whole.
    /// </summary>
    internal static (uint[] Sketch, int Words) Sketch(string text)
    {
        Span<uint> words = stackalloc uint[512];
        Span<char> word = stackalloc char[64];
        int count = 0, length = 0;
        for (var i = 0; i <= text.Length && count < words.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                if (length < word.Length) word[length++] = char.ToLowerInvariant(text[i]);
            }
            else if (length > 0)
            {
                words[count++] = Hash(MemoryMarshal.AsBytes(word[..length]));
                length = 0;
            }
        }
        if (count == 0) return ([], 0);
        var runs = Math.Max(1, count - 2);
        Span<uint> hashes = runs <= 512 ? stackalloc uint[runs] : new uint[runs];
        if (count < 3) hashes[0] = Mix(words[0], count > 1 ? words[1] : 0, 0);
        else
            for (var i = 0; i < runs; i++) hashes[i] = Mix(words[i], words[i + 1], words[i + 2]);
        hashes.Sort();
        var kept = new List<uint>(SketchSize);
        foreach (var h in hashes)
        {
            if (kept.Count > 0 && kept[^1] == h) continue;
            kept.Add(h);
            if (kept.Count == SketchSize) break;
        }
        return ([.. kept], count);
    }

    /// <summary>Estimated share of word triples that two texts have in common, 0 to 1 (Jaccard).</summary>
    internal static double Likeness(uint[] a, uint[] b)
    {
        if (a.Length == 0 || b.Length == 0) return 0;
        int i = 0, j = 0, common = 0, seen = 0;
        var limit = Math.Min(SketchSize, Math.Max(a.Length, b.Length) < SketchSize ? int.MaxValue : SketchSize);
        while ((i < a.Length || j < b.Length) && seen < limit)
        {
            seen++;
            if (j == b.Length || (i < a.Length && a[i] < b[j])) i++;
            else if (i == a.Length || b[j] < a[i]) j++;
            else
            {
                common++;
                i++;
                j++;
            }
        }
        return (double)common / seen;
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        // FNV-1a; the same on every machine.
        var h = 2166136261u;
        foreach (var b in bytes) h = (h ^ b) * 16777619u;
        return h;
    }

    private static uint Mix(uint a, uint b, uint c)
    {
        var h = a * 0x9E3779B1u ^ BitOperations.RotateLeft(b * 0x85EBCA77u, 11) ^ BitOperations.RotateLeft(c * 0xC2B2AE3Du, 19);
        h ^= h >> 15;
        h *= 0x2C1B3C6Du;
        h ^= h >> 12;
        h *= 0x297A2D39u;
        return h ^ h >> 15;
    }
}
