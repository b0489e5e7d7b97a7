using System.Runtime.InteropServices;
using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>
/// Finds for a claim those that could tell of the same occurrence, without looking at all others: claims of its type on its days, and of
/// these the ones in its cells of the map, the areas, and those without a place; further the long paragraphs in the same words, and the
/// claims over the same long span.
/// </summary>
internal sealed class Blocks
{
    // Cells of about 11 km: with radii and the farthest gap a point reaches one to nine of them.
    private const double CellDegrees = 0.1;

    // Keys: what is looked for in the upper bits, then type and day, then the cell.
    private const long Points = 1L << 56;
    private const long Areas = 2L << 56;
    private const long Placeless = 3L << 56;
    private const long Cell = 4L << 56;

    private readonly Chains<long> _days = new();
    private readonly Chains<(EventType, int First, int Last)> _wide = new();
    private readonly Chains<uint> _paragraphs = new();
    private readonly List<ClaimTraits?> _claims;

    /// <param name="claims">The claims by their numbers; shared with the owner, who adds to it first.</param>
    public Blocks(List<ClaimTraits?> claims) => _claims = claims;

    /// <summary>Puts a claim where others will find it.</summary>
    public void Add(int number)
    {
        var c = _claims[number]!;
        if (c.Words >= PairJudge.LongParagraph)
            foreach (var h in c.Sketch.AsSpan(0, Math.Min(3, c.Sketch.Length))) _paragraphs.Add(h, number);
        if (!c.HasDays) return;
        if (c.IsWide)
        {
            _wide.Add((c.Type, c.First, c.Last), number);
            return;
        }
        for (var day = c.First; day <= c.Last; day++)
        {
            var key = Key(c.Type, day);
            var (point, area) = (false, false);
            foreach (var p in c.Places)
            {
                if (p.IsArea || !p.HasPoint) area = true;
                else
                {
                    point = true;
                    foreach (var cell in p.Cells) _days.Add(Cell | key | cell, number);
                }
            }
            if (point) _days.Add(Points | key, number);
            if (area) _days.Add(Areas | key, number);
            if (!c.HasPlace) _days.Add(Placeless | key, number);
        }
    }

    /// <summary>The numbers of the claims to compare one with, each once; its own too where it was added.</summary>
    public void Find(ClaimTraits c, HashSet<int> found)
    {
        found.Clear();
        if (c.Words >= PairJudge.LongParagraph)
            foreach (var h in c.Sketch.AsSpan(0, Math.Min(3, c.Sketch.Length)))
                foreach (var n in _paragraphs[h]) found.Add(n);
        if (!c.HasDays) return;
        if (c.IsWide)
        {
            foreach (var n in _wide[(c.Type, c.First, c.Last)]) found.Add(n);
            return;
        }
        for (var day = c.First - 1; day <= c.Last + 1; day++) FindOn(Key(c.Type, day), c, found);
    }

    private void FindOn(long key, ClaimTraits c, HashSet<int> found)
    {
        foreach (var n in _days[Placeless | key]) found.Add(n);
        if (!c.HasPlace)
        {
            foreach (var n in _days[Points | key]) found.Add(n);
            foreach (var n in _days[Areas | key]) found.Add(n);
            return;
        }
        foreach (var n in _days[Areas | key])
            if (MayMeet(c, _claims[n])) found.Add(n);
        foreach (var p in c.Places)
        {
            if (p.IsArea || !p.HasPoint)
            {
                foreach (var n in _days[Points | key])
                    if (MayMeet(c, _claims[n])) found.Add(n);
            }
            else
                foreach (var cell in p.Cells)
                    foreach (var n in _days[Cell | key | cell]) found.Add(n);
        }
    }

    // Day numbers of the proleptic calendar fit 22 bits, cells 26.
    private static long Key(EventType type, int day) => (long)type << 50 | (long)day << 26;

    private static bool MayMeet(ClaimTraits a, ClaimTraits? b)
    {
        if (b is null) return false;
        foreach (var p in a.Places)
            foreach (var q in b.Places)
                if (p.Key == q.Key || !p.HasPoint || !q.HasPoint || p.Within.Contains(q.Key) || q.Within.Contains(p.Key)
                    || (p.HasPoint && q.HasPoint && PairJudge.Metres(p, q) <= p.Reach + q.Reach + Weights.Farthest)) return true;
        return false;
    }

    /// <summary>All cells that a place, widened by half the farthest gap, touches: two places near enough share one.</summary>
    public static long[] CellsOf(double lat, double lon, double reach)
    {
        if (double.IsNaN(lat)) return [];
        var metres = reach + Weights.Farthest / 2;
        var dLat = metres / 111_195;
        var dLon = dLat / Math.Max(0.05, Math.Cos((Math.Abs(lat) + dLat) * Math.PI / 180));
        var (south, north) = (Index(lat - dLat), Index(lat + dLat));
        var (west, east) = (Index(lon - dLon), Index(lon + dLon));
        var cells = new List<long>(4);
        for (var y = south; y <= north; y++)
            for (var x = west; x <= east; x++)
                cells.Add((long)(y & 0x1FFF) << 13 | (long)(x & 0x1FFF));
        return [.. cells];
    }

    private static int Index(double degrees) => (int)Math.Floor(degrees / CellDegrees);
}

/// <summary>Lists of numbers by key, kept in three arrays: millions of short lists cost little.</summary>
internal sealed class Chains<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, int> _heads = [];
    private readonly List<(int Number, int Next)> _links = [];

    /// <summary>Adds a number to a key's list; a number that was the last one added to it is not added again.</summary>
    public void Add(TKey key, int number)
    {
        ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(_heads, key, out var exists);
        if (exists && _links[head].Number == number) return;
        _links.Add((number, exists ? head : -1));
        head = _links.Count - 1;
    }

    /// <summary>A key's list, the last added first; empty where there is none.</summary>
    public Walk this[TKey key] => new(_links, _heads.TryGetValue(key, out var head) ? head : -1);

    /// <summary>Walks one list.</summary>
    public struct Walk(List<(int Number, int Next)> links, int next)
    {
        private int _next = next;

        public int Current { get; private set; }

        public readonly Walk GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next < 0) return false;
            (Current, _next) = links[_next];
            return true;
        }
    }
}
