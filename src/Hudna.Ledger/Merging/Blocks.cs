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

    private sealed class Block
    {
        public readonly Dictionary<int, List<int>> Cells = [];
        public readonly List<int> Points = [];
        public readonly List<int> Areas = [];
        public readonly List<int> Placeless = [];
    }

    private readonly Dictionary<(EventType, int Day), Block> _days = [];
    private readonly Dictionary<(EventType, int First, int Last), List<int>> _wide = [];
    private readonly Dictionary<uint, List<int>> _paragraphs = [];
    private readonly List<ClaimTraits?> _claims;

    /// <param name="claims">The claims by their numbers; shared with the owner, who adds to it first.</param>
    public Blocks(List<ClaimTraits?> claims) => _claims = claims;

    /// <summary>Puts a claim where others will find it.</summary>
    public void Add(int number)
    {
        var c = _claims[number]!;
        if (c.Words >= PairJudge.LongParagraph)
            foreach (var h in c.Sketch.AsSpan(0, Math.Min(3, c.Sketch.Length))) Into(_paragraphs, h, number);
        if (!c.HasDays) return;
        if (c.IsWide)
        {
            Into(_wide, (c.Type, c.First, c.Last), number);
            return;
        }
        for (var day = c.First; day <= c.Last; day++)
        {
            if (!_days.TryGetValue((c.Type, day), out var block)) _days.Add((c.Type, day), block = new());
            var (point, area) = (false, false);
            foreach (var p in c.Places)
            {
                if (p.IsArea || !p.HasPoint) area = true;
                else
                {
                    point = true;
                    foreach (var cell in Cells(p)) Into(block.Cells, cell, number);
                }
            }
            if (point) block.Points.Add(number);
            if (area) block.Areas.Add(number);
            if (!c.HasPlace) block.Placeless.Add(number);
        }
    }

    /// <summary>The numbers of the claims to compare one with, each once; its own too where it was added.</summary>
    public void Find(ClaimTraits c, HashSet<int> found)
    {
        found.Clear();
        if (c.Words >= PairJudge.LongParagraph)
            foreach (var h in c.Sketch.AsSpan(0, Math.Min(3, c.Sketch.Length))) All(_paragraphs, h, found);
        if (c.HasDays)
        {
            if (c.IsWide) All(_wide, (c.Type, c.First, c.Last), found);
            else
                for (var day = c.First - 1; day <= c.Last + 1; day++)
                    if (_days.TryGetValue((c.Type, day), out var block)) FindIn(block, c, found);
        }
    }

    private void FindIn(Block block, ClaimTraits c, HashSet<int> found)
    {
        foreach (var n in block.Placeless) found.Add(n);
        if (!c.HasPlace)
        {
            foreach (var n in block.Points) found.Add(n);
            foreach (var n in block.Areas) found.Add(n);
            return;
        }
        foreach (var n in block.Areas)
            if (MayMeet(c, _claims[n])) found.Add(n);
        foreach (var p in c.Places)
        {
            if (p.IsArea || !p.HasPoint)
            {
                foreach (var n in block.Points)
                    if (MayMeet(c, _claims[n])) found.Add(n);
            }
            else
                foreach (var cell in Cells(p)) All(block.Cells, cell, found);
        }
    }

    private static bool MayMeet(ClaimTraits a, ClaimTraits? b)
    {
        if (b is null) return false;
        foreach (var p in a.Places)
            foreach (var q in b.Places)
                if (p.Key == q.Key || p.Within.Contains(q.Key) || q.Within.Contains(p.Key)
                    || (p.HasPoint && q.HasPoint && PairJudge.Metres(p, q) <= p.Reach + q.Reach + Weights.Farthest)) return true;
        return false;
    }

    // All cells that the place, widened by half the farthest gap, touches: two places near enough share one.
    private static IEnumerable<int> Cells(PlaceTraits p)
    {
        var metres = p.Reach + Weights.Farthest / 2;
        var dLat = metres / 111_195;
        var dLon = dLat / Math.Max(0.05, Math.Cos((Math.Abs(p.Lat) + dLat) * Math.PI / 180));
        var (south, north) = (Cell(p.Lat - dLat), Cell(p.Lat + dLat));
        var (west, east) = (Cell(p.Lon - dLon), Cell(p.Lon + dLon));
        for (var y = south; y <= north; y++)
            for (var x = west; x <= east; x++)
                yield return y * 4096 + x;
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees / CellDegrees);

    private static void Into<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int number) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) lists.Add(key, list = []);
        if (list.Count == 0 || list[^1] != number) list.Add(number);
    }

    private static void All<TKey>(Dictionary<TKey, List<int>> lists, TKey key, HashSet<int> found) where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list)) return;
        foreach (var n in list) found.Add(n);
    }
}
