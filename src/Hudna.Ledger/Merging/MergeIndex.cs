using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>
/// Claims and the incidents that they form, kept so that new claims touch only what is near them. Whatever the order of arrival, the
/// incidents are those of merging everything at once. Not safe for several threads.
/// </summary>
public sealed class MergeIndex
{
    private readonly TraitReader _reader;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<ClaimTraits?> _claims = [];
    private readonly Blocks _blocks;

    // Scores of the pairs that were not refused, at the later claim of the two.
    private readonly List<(int Other, float Score)[]> _links = [];

    // Claims that hang together by links above zero: a forest of parents, and a ring through each tree's members.
    private readonly List<int> _parent = [];
    private readonly List<int> _next = [];

    // What readers decided about pairs of claims, by their ids, known to both.
    private readonly Dictionary<string, HashSet<string>> _together = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _apart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _copies = new(StringComparer.Ordinal);

    // Members of the trees that changed since they were last asked for.
    private readonly List<int> _changed = [];

    // How the trees with more than one member part into groups; a tree that is not here has changed since.
    private readonly Dictionary<int, IReadOnlyList<int[]>> _groups = [];

    /// <summary>An empty index.</summary>
    /// <param name="places">The gazetteer: an entry by its id, null where it has none. Asked from several threads.</param>
    public MergeIndex(Func<string, Place?> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        _reader = new(places);
        _blocks = new(_claims);
    }

    /// <summary>How many claims are in it.</summary>
    public int Count => _numbers.Count;

    /// <summary>Whether a claim forms an incident: an asserted event with a type.</summary>
    public static bool IsOccurrence(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return claim is { Kind: ClaimKind.Event, Modality: Modality.Asserted, Negated: false, Type: not null };
    }

    /// <summary>Adds claims. Those that form no incident (statements, tallies, plans …) and those already there are passed over.</summary>
    public void Add(IEnumerable<Claim> claims)
    {
        var fresh = claims.Where(IsOccurrence).DistinctBy(c => c.Id).Where(c => !_numbers.ContainsKey(c.Id)).ToArray();
        var first = _claims.Count;
        foreach (var traits in fresh.AsParallel().AsOrdered().Select(_reader.Read).ToArray())
        {
            var number = _claims.Count;
            _numbers.Add(traits.Claim.Id, number);
            _claims.Add(traits);
            _parent.Add(number);
            _next.Add(number);
            _links.Add([]);
            _blocks.Add(number);
        }
        Parallel.For(first, _claims.Count, () => (Found: new HashSet<int>(), Links: new List<(int, float)>()), (number, _, room) =>
        {
            _links[number] = Links(number, room.Found, room.Links);
            return room;
        }, _ => { });
        for (var number = first; number < _claims.Count; number++)
        {
            _changed.Add(number);
            Tie(number);
        }
    }

    /// <summary>Takes claims out again: those that a later coding replaced, or that a reader rejected or corrected.</summary>
    public void Remove(IEnumerable<string> claimIds)
    {
        var touched = new List<int>();
        foreach (var id in claimIds)
        {
            if (!_numbers.Remove(id, out var number)) continue;
            var root = Root(number);
            _groups.Remove(root);
            touched.AddRange(Ring(root));
            _claims[number] = null;
            _links[number] = [];
        }
        Retie(touched);
    }

    /// <summary>
    /// Sets what readers decided about pairs of claims, in place of what was set before. Pairs of claims that are not here wait for them.
    /// </summary>
    /// <param name="together">Pairs that are of one occurrence, whatever the evidence.</param>
    /// <param name="apart">Pairs that are not.</param>
    /// <param name="copies">Pairs of which one copies the other: one source.</param>
    public void Constrain(IEnumerable<(string A, string B)> together, IEnumerable<(string A, string B)> apart, IEnumerable<(string A, string B)> copies)
    {
        var touched = new List<int>();
        foreach (var (kept, given) in (ReadOnlySpan<(Dictionary<string, HashSet<string>>, IEnumerable<(string A, string B)>)>)
            [(_together, together), (_apart, apart), (_copies, copies)])
        {
            var before = kept.SelectMany(k => k.Value.Select(v => (A: k.Key, B: v))).ToHashSet();
            var after = given.SelectMany(p => ((string A, string B)[])[(p.A, p.B), (p.B, p.A)]).ToHashSet();
            foreach (var (a, _) in before.Except(after).Concat(after.Except(before)))
                if (_numbers.TryGetValue(a, out var n)) touched.AddRange(Ring(n));
            kept.Clear();
            foreach (var group in after.GroupBy(p => p.A, p => p.B, StringComparer.Ordinal)) kept.Add(group.Key, group.ToHashSet(StringComparer.Ordinal));
        }
        foreach (var n in touched) _groups.Remove(Root(n));
        Retie(touched);
    }

    /// <summary>The ids of the claims that form one incident each, in the order of their first claims; ids in that order too.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups() => [.. Traits().Select(g => Array.ConvertAll(g, t => t.Claim.Id))];

    /// <summary>The incidents, in the order of their first claims.</summary>
    /// <param name="denials">Claims that deny an occurrence; each disputes the incident that it fits best, if any.</param>
    public IReadOnlyList<Incident> Incidents(IEnumerable<Claim>? denials = null)
    {
        var groups = Traits();
        var denied = Denials(denials ?? [], groups);
        return [.. groups.AsParallel().AsOrdered().Select(g => Build(g, denied.GetValueOrDefault(g[0].Claim.Id) ?? []))];
    }

    /// <summary>The incidents one after another, so that they need not stand in memory together; disputes by denial left out.</summary>
    public IEnumerable<Incident> EachIncident()
    {
        foreach (var some in Traits().Chunk(4096))
            foreach (var incident in some.AsParallel().AsOrdered().Select(g => Build(g, [])).ToArray())
                yield return incident;
    }

    /// <summary>
    /// The incidents that may be new or other than before, since the last call or the beginning: those of every claim near one that was
    /// added or taken out. What an earlier incident of the same claims was called, and is not here now, is gone.
    /// </summary>
    public IReadOnlyList<Incident> TakeChanges()
    {
        var roots = _changed.Where(n => _claims[n] is not null).Select(Root).Distinct().ToArray();
        _changed.Clear();
        return [.. roots.AsParallel().SelectMany(r => GroupsOf(r)).Select(g => Build(Array.ConvertAll(g, n => _claims[n]!), []))
            .AsEnumerable().OrderBy(i => i.Id, StringComparer.Ordinal)];
    }

    private Incident Build(ClaimTraits[] group, IReadOnlyList<Claim> denials) => IncidentBuilder.Build(group, denials, _copies);

    private ClaimTraits[][] Traits()
    {
        var roots = new List<int>();
        for (var n = 0; n < _parent.Count; n++)
            if (_parent[n] == n && _claims[n] is not null) roots.Add(n);
        foreach (var (root, groups) in roots.Where(r => _next[r] != r && !_groups.ContainsKey(r)).AsParallel().Select(r => (r, Part(r))).ToArray())
            _groups[root] = groups;
        var all = roots.SelectMany(GroupsOf).Select(g => Array.ConvertAll(g, n => _claims[n]!)).ToArray();
        Array.Sort(all, (a, b) => ClaimTraits.Compare(a[0].Claim, b[0].Claim));
        return all;
    }

    private Dictionary<string, List<Claim>> Denials(IEnumerable<Claim> denials, ClaimTraits[][] groups)
    {
        var denied = new Dictionary<string, List<Claim>>(StringComparer.Ordinal);
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = new HashSet<int>();
        foreach (var claim in denials.Where(c => c.Type is not null).Order(Comparer<Claim>.Create(ClaimTraits.Compare)))
        {
            if (first.Count == 0)
                foreach (var g in groups)
                    foreach (var member in g) first.Add(member.Claim.Id, g[0].Claim.Id);
            var traits = _reader.Read(claim);
            _blocks.Find(traits, found);
            var best = found.Where(n => _claims[n] is not null)
                .Select(n => (Group: first[_claims[n]!.Claim.Id], Score: PairJudge.Score(traits, _claims[n]!, null, out _)))
                .Where(p => !double.IsNaN(p.Score))
                .GroupBy(p => p.Group, p => p.Score).Select(g => (g.Key, Score: g.Max()))
                .OrderByDescending(g => g.Score).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault();
            if (best.Key is null || best.Score < Weights.DenialFits) continue;
            if (!denied.TryGetValue(best.Key, out var list)) denied.Add(best.Key, list = []);
            list.Add(claim);
        }
        return denied;
    }

    private (int, float)[] Links(int number, HashSet<int> found, List<(int, float)> links)
    {
        links.Clear();
        var claim = _claims[number]!;
        _blocks.Find(claim, found);
        foreach (var other in found)
        {
            // Each pair once: of two new claims the later one finds the earlier.
            if (other >= number || _claims[other] is not { } with) continue;
            var score = PairJudge.Score(claim, with, null, out _);
            if (!double.IsNaN(score)) links.Add((other, (float)score));
        }
        return [.. links];
    }

    // Grows the trees of some whole rings anew from the links and decisions that are left.
    private void Retie(List<int> rings)
    {
        rings = [.. rings.Distinct().Order()];
        foreach (var n in rings)
        {
            _parent[n] = _next[n] = n;
            _groups.Remove(n);
            _changed.Add(n);
        }
        foreach (var n in rings) Tie(n);
    }

    private void Tie(int number)
    {
        if (_claims[number] is { } claim && _together.Count + _apart.Count > 0)
        {
            foreach (var other in Partners(_together, claim)) Join(number, other);
            foreach (var other in Partners(_apart, claim)) _groups.Remove(Root(other));
        }
        foreach (var (other, score) in _links[number])
        {
            if (_claims[other] is null) continue;
            var (a, b) = (Root(number), Root(other));
            if (a == b) _groups.Remove(a);
            else if (score > 0) Join(a, b);
        }
    }

    private void Join(int a, int b)
    {
        (a, b) = (Root(a), Root(b));
        _groups.Remove(a);
        _groups.Remove(b);
        if (a == b) return;
        _parent[b] = a;
        (_next[a], _next[b]) = (_next[b], _next[a]);
    }

    private IEnumerable<int> Partners(Dictionary<string, HashSet<string>> pairs, ClaimTraits claim)
    {
        if (!pairs.TryGetValue(claim.Claim.Id, out var others)) yield break;
        foreach (var id in others)
            if (_numbers.TryGetValue(id, out var n)) yield return n;
    }

    private int Root(int n)
    {
        while (_parent[n] != n) n = _parent[n] = _parent[_parent[n]];
        return n;
    }

    private IEnumerable<int> Ring(int root)
    {
        var n = root;
        do
        {
            yield return n;
            n = _next[n];
        }
        while (n != root);
    }

    private IReadOnlyList<int[]> GroupsOf(int root) => _next[root] == root ? [[root]] : _groups.TryGetValue(root, out var groups) ? groups : Part(root);

    private IReadOnlyList<int[]> Part(int root)
    {
        var members = Ring(root).ToArray();
        Array.Sort(members, (a, b) => ClaimTraits.Compare(_claims[a]!.Claim, _claims[b]!.Claim));
        var inside = members.ToHashSet();
        var links = new List<Link>();
        foreach (var n in members)
            foreach (var (other, score) in _links[n])
                if (inside.Contains(other)) links.Add(new(n, other, score));
        return Grouping.Part(members, links, Pairs(_together), Pairs(_apart));

        (int, int)[] Pairs(Dictionary<string, HashSet<string>> pairs) => pairs.Count == 0 ? []
            : [.. members.SelectMany(n => Partners(pairs, _claims[n]!).Where(o => n < o && inside.Contains(o)).Select(o => (n, o)))];
    }
}
