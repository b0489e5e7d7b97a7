using Hudna.Codebook;

namespace Hudna.Ledger.Merging;

/// <summary>
/// Weighs the evidence for two claims telling of one occurrence: a log-linear score, and refusals that no weight outvotes. The same two
/// claims get the same score in either order.
/// </summary>
internal static class PairJudge
{
    /// <summary>Not a number: the pair is refused.</summary>
    public const double Refused = double.NaN;

    // Means that one occurrence may be told by: aircraft and what they drop, fire from afar, fighting on the ground, hidden charges.
    private static readonly ulong[] Kindred =
    [
        Bits(Mode.Airstrike, Mode.Missile, Mode.DroneStrike, Mode.ClusterMunition, Mode.Chemical),
        Bits(Mode.Shelling, Mode.Missile, Mode.ClusterMunition),
        Bits(Mode.GroundAttack, Mode.Infiltration, Mode.Clash, Mode.Shelling, Mode.Sniping),
        Bits(Mode.Ied, Mode.Mine),
        Bits(Mode.Meeting, Mode.Summit, Mode.Round, Mode.Visit, Mode.WorkingGroup),
        Bits(Mode.Ceasefire, Mode.Agreement, Mode.Promise),
        Bits(Mode.JointPatrol, Mode.Coordination),
        Bits(Mode.Deployment, Mode.Convoy, Mode.Reinforcement),
        Bits(Mode.Arrest, Mode.Seizure),
    ];

    private static readonly ulong OtherBit = Bits(Mode.Other);

    /// <summary>The score of two claims, <see cref="Refused"/> where they cannot be one.</summary>
    /// <param name="a">One claim.</param>
    /// <param name="b">The other.</param>
    /// <param name="trace">Takes each piece of evidence; null to save the words.</param>
    /// <param name="refusal">Takes why the pair is refused; only asked for with a trace.</param>
    public static double Score(ClaimTraits a, ClaimTraits b, List<Evidence>? trace, out string? refusal)
    {
        refusal = null;
        if (string.CompareOrdinal(a.Claim.Id, b.Claim.Id) > 0) (a, b) = (b, a);
        if (a.Type != b.Type)
        {
            if (trace is not null) refusal = $"one is {a.Type.Text()}, the other {b.Type.Text()}";
            return Refused;
        }
        var likeness = TraitReader.Likeness(a.Sketch, b.Sketch);
        var sum = Weights.Prior;
        trace?.Add(new("to begin with", Weights.Prior));
        var recycled = IsRecycled(a, b, likeness);
        if (recycled) Add(ref sum, trace, Weights.Recycled, "an old paragraph told again");
        else if (!Days(a, b, ref sum, trace, ref refusal)) return Refused;
        if (!Places(a, b, ref sum, trace, ref refusal)) return Refused;
        Modes(a, b, ref sum, trace);
        Actors(a, b, ref sum, trace);
        Targets(a, b, ref sum, trace);
        Counts(a, b, ref sum, trace);
        if (likeness > 1 / 3.0) Add(ref sum, trace, Weights.Wording * (likeness - 1 / 3.0), trace is null ? "" : $"{likeness:0%} of the words alike");
        return sum;
    }

    /// <summary>
    /// Whether two quotes are one long paragraph, told again later with a date that only the newer report gives it. Formulaic lines are
    /// short, so the bound on length keeps them apart.
    /// </summary>
    public static bool IsRecycled(ClaimTraits a, ClaimTraits b, double likeness) =>
        likeness >= 0.85 && a.Words >= LongParagraph && b.Words >= LongParagraph && (a.Soft || b.Soft)
        && a.HasDays && b.HasDays && (a.First > b.Last + 1 || b.First > a.Last + 1) && a.Claim.Report.Id != b.Claim.Report.Id;

    /// <summary>Words from which on a paragraph is no formula.</summary>
    public const int LongParagraph = 25;

    private static bool Days(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace, ref string? refusal)
    {
        if (!a.HasDays || !b.HasDays)
        {
            trace?.Add(new("no day known of one", 0));
            return true;
        }
        var from = Math.Max(a.First, b.First);
        var to = Math.Min(a.Last, b.Last);
        if (from > to)
        {
            if (from - to > 1)
            {
                if (trace is not null) refusal = $"{from - to} days lie between them";
                return false;
            }
            var soft = a.Soft || b.Soft;
            Add(ref sum, trace, soft ? Weights.NextDaySoft : Weights.NextDay, soft ? "a day apart, one of them not stated" : "a day apart");
            return true;
        }
        var longer = Math.Max(a.Last - a.First, b.Last - b.First) + 1;
        if (longer == 1) Add(ref sum, trace, Weights.SameDay, "same day");
        else
        {
            if (longer > ClaimTraits.LongestSpan && (a.First != b.First || a.Last != b.Last))
            {
                if (trace is not null) refusal = $"one spans {longer} days, the other does not span the same";
                return false;
            }
            var share = (double)(to - from + 1) / longer;
            Add(ref sum, trace, Weights.SpanLeast + (Weights.SpanMost - Weights.SpanLeast) * share, "days in common");
        }
        return true;
    }

    private static bool Places(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace, ref string? refusal)
    {
        if (!a.HasPlace || !b.HasPlace)
        {
            Add(ref sum, trace, a.Type is EventType.Assault ? Weights.NoPlaceOfAttack : Weights.NoPlace, a.HasPlace || b.HasPlace ? "one names no place" : "neither names a place");
            return true;
        }
        var best = double.NegativeInfinity;
        string? words = null;
        int met = 0;
        foreach (var p in a.Places)
        {
            var bestOfP = double.NegativeInfinity;
            foreach (var q in b.Places)
            {
                var weight = Place(p, q, out var said);
                if (double.IsNaN(weight)) continue;
                if (weight > best)
                {
                    best = weight;
                    words = said;
                }
                bestOfP = Math.Max(bestOfP, weight);
            }
            if (bestOfP > double.NegativeInfinity) met++;
        }
        if (double.IsNegativeInfinity(best))
        {
            if (trace is not null) refusal = $"{a.Places[0].Name} and {b.Places[0].Name} are different places";
            return false;
        }
        Add(ref sum, trace, best, words ?? "place");
        var most = Math.Max(a.Places.Length, b.Places.Length);
        if (most > 1)
        {
            var unmet = 1 - (double)Math.Min(met, Math.Min(a.Places.Length, b.Places.Length)) / most;
            if (unmet > 0) Add(ref sum, trace, Weights.PlacesUnmet * unmet, "places that only one names");
        }
        return true;
    }

    // The weight of two places, not a number where they are different for sure.
    private static double Place(PlaceTraits p, PlaceTraits q, out string? words)
    {
        words = null;
        var level = Math.Max(p.Level, q.Level);
        if (p.Key == q.Key)
        {
            words = level >= 3 ? "same wide area" : "same place";
            return Weights.SamePlace[level];
        }
        if (p.Known && q.Known)
        {
            if (Contains(p.Within, q.Key))
            {
                words = "one place lies in the other";
                return Weights.Inside[q.Level];
            }
            if (Contains(q.Within, p.Key))
            {
                words = "one place lies in the other";
                return Weights.Inside[p.Level];
            }
        }
        if (!p.HasPoint || !q.HasPoint)
        {
            // A name that the gazetteer does not know: equal names are one place, other names may be another spelling.
            var same = string.Equals(p.Name, q.Name, StringComparison.OrdinalIgnoreCase);
            words = same ? "same name of a place" : "a place that is not on the map";
            return same ? Weights.SameName : Weights.UnknownName;
        }
        var distance = Metres(p, q);
        var gap = distance - p.Reach - q.Reach;
        if (gap > Weights.Farthest) return Refused;
        words = "places near each other";
        // Nobody draws the edge of an area like another: beyond it too the weight falls with the distance.
        if (level >= 2) return Weights.Inside[level] - 0.5 + Weights.PerKilometre * Math.Max(0, gap) / 1000;
        return gap <= 0 ? Weights.Near : Weights.PerKilometre * gap / 1000;
    }

    private static bool Contains(IReadOnlyList<string> list, string key)
    {
        for (var i = 0; i < list.Count; i++)
            if (list[i] == key) return true;
        return false;
    }

    /// <summary>Metres between two points, on a plane that touches the earth between them: exact enough below 100 km.</summary>
    internal static double Metres(PlaceTraits p, PlaceTraits q)
    {
        const double metresPerDegree = 111_195;
        var dy = (p.Lat - q.Lat) * metresPerDegree;
        var dx = (p.Lon - q.Lon) * metresPerDegree * Math.Cos((p.Lat + q.Lat) / 2 * Math.PI / 180);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    private static void Modes(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace)
    {
        var (x, y) = (a.Modes & ~OtherBit, b.Modes & ~OtherBit);
        if (x == 0 || y == 0) return;
        if (x == y) Add(ref sum, trace, Weights.SameModes, "same means");
        else if ((x & y) != 0) Add(ref sum, trace, Weights.SharedModes, "means in common");
        else if (Kindred.Any(k => (k & x) != 0 && (k & y) != 0)) Add(ref sum, trace, Weights.KindredModes, "kindred means");
        else Add(ref sum, trace, Weights.OtherModes, "other means");
    }

    private static void Actors(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace)
    {
        if (a.Actors.Length == 0 || b.Actors.Length == 0) return;
        if (a.Type is EventType.Consult or EventType.Agree or EventType.Cooperate && HasUnmet(a.Actors, b.Actors) && HasUnmet(b.Actors, a.Actors))
        {
            Add(ref sum, trace, Weights.OtherParties, "other parties");
            return;
        }
        switch (Compare(a.Actors, b.Actors))
        {
            case 2:
                Add(ref sum, trace, Weights.SameActor, "same actor");
                break;
            case 1:
                Add(ref sum, trace, Weights.KindredActor, "actors of one side");
                break;
            case 0 when ShareSide(a.Actors, b.Actors):
                Add(ref sum, trace, Weights.SiblingActor, "two arms of one side");
                break;
            default:
                Add(ref sum, trace, Weights.OtherActor, "other actor");
                break;
        }
    }

    private static void Targets(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace)
    {
        if (a.Targets.Length == 0 || b.Targets.Length == 0) return;
        if (Compare(a.Targets, b.Targets) > 0) Add(ref sum, trace, Weights.SameTarget, "same target");
        else Add(ref sum, trace, Weights.OtherTarget, "other target");
    }

    private static bool HasUnmet(string[] a, string[] b)
    {
        foreach (var x in a)
            if (!b.Any(y => x == y || IsAbove(x, y) || IsAbove(y, x))) return true;
        return false;
    }

    // 2: an id in common; 1: one stands above the other in the register (russia, russia/air-force); 0: neither.
    private static int Compare(string[] a, string[] b)
    {
        var best = 0;
        foreach (var x in a)
            foreach (var y in b)
            {
                if (x == y) return 2;
                if (IsAbove(x, y) || IsAbove(y, x)) best = 1;
            }
        return best;
    }

    private static bool ShareSide(string[] a, string[] b)
    {
        foreach (var x in a)
            foreach (var y in b)
                if (Side(x).SequenceEqual(Side(y))) return true;
        return false;
    }

    private static ReadOnlySpan<char> Side(string id) => id.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? id.AsSpan(0, slash) : id;

    internal static bool IsAbove(string whole, string part) =>
        part.Length > whole.Length && part[whole.Length] == '/' && part.StartsWith(whole, StringComparison.Ordinal);

    // The words of evidence are made only where somebody will read them: most pairs are scored and never shown.
    private static void Counts(ClaimTraits a, ClaimTraits b, ref double sum, List<Evidence>? trace)
    {
        foreach (var x in a.Claim.Counts)
            foreach (var y in b.Claim.Counts)
            {
                if (x.What != y.What)
                {
                    RelatedCounts(x, y, ref sum, trace);
                    continue;
                }
                if (x.Best is { } n && n == y.Best && !x.Approximate && !y.Approximate)
                {
                    if (n > 0) Add(ref sum, trace, Weights.SameCount + Weights.SameCountPerLog * Math.Log(n), trace is null ? "" : $"{n} {x.What} in both");
                }
                else if (x.CompatibleWith(y)) Add(ref sum, trace, Weights.FittingCount, trace is null ? "" : $"{x.What} fits");
                else if (IsNear(x, y)) Add(ref sum, trace, Weights.NearCount, trace is null ? "" : $"{x.What} differs a little");
                else Add(ref sum, trace, Weights.OtherCount, trace is null ? "" : $"{x.What} differs");
            }
    }

    // Counts of other things: all the dead and the civilians among them, and nobody hurt where others count dead.
    private static void RelatedCounts(CountRange x, CountRange y, ref double sum, List<Evidence>? trace)
    {
        if (IsUnhurt(x) && Figure(y) > 0 && IsToll(y) || IsUnhurt(y) && Figure(x) > 0 && IsToll(x)) Add(ref sum, trace, Weights.OtherCount, "nobody hurt in one");
        else if (x.Best is { } n && n == y.Best && n > 0 && (IsPart(x.What, y.What) || IsPart(y.What, x.What)))
        {
            var (whole, part) = x.What.Length < y.What.Length ? (x.What, y.What) : (y.What, x.What);
            Add(ref sum, trace, Weights.SameCount + Weights.SameCountPerLog * Math.Log(n), trace is null ? "" : $"{n} {whole} and {part}");
        }
    }

    // killed, killed-civilians
    private static bool IsPart(string whole, string part) => part.Length > whole.Length && part[whole.Length] == '-' && part.StartsWith(whole, StringComparison.Ordinal);

    private static bool IsUnhurt(CountRange c) => c.What == "casualties" && Figure(c) == 0;

    private static bool IsToll(CountRange c) => c.What.StartsWith("killed", StringComparison.Ordinal) || c.What.StartsWith("wounded", StringComparison.Ordinal);

    private static double Figure(CountRange c) => c.Best ?? c.Min ?? c.Max ?? 0;

    // Tolls grow from report to report, so one up to twice the other, or within two, is no contradiction.
    private static bool IsNear(CountRange x, CountRange y)
    {
        double m = Figure(x), n = Figure(y);
        return Math.Abs(m - n) <= 2 || (Math.Max(m, n) <= 2 * Math.Min(m, n));
    }

    private static void Add(ref double sum, List<Evidence>? trace, double weight, string words)
    {
        sum += weight;
        trace?.Add(new(words, weight));
    }

    private static ulong Bits(params ReadOnlySpan<Mode> modes)
    {
        var bits = 0UL;
        foreach (var m in modes) bits |= 1UL << (int)m;
        return bits;
    }
}
