using System.Text;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Benchmarks;

/// <summary>A synthetic report, its claims, and for each claim the number of the occurrence that it truly tells of.</summary>
public sealed record SyntheticReport(Report Report, IReadOnlyList<Claim> Claims, IReadOnlyList<int> Truth);

/// <summary>
/// Reports about invented occurrences, shaped like a busy war's news: each occurrence is told by one to dozens of publishers over some
/// days, with the faults that real reports have. The shares stand in <see cref="Noise"/>. The same seed gives the same bytes.
/// </summary>
public sealed class SyntheticReports(SyntheticWorld world, int seed, double occurrencesPerDay = 90)
{
    /// <summary>How often a telling strays from what happened.</summary>
    public static class Noise
    {
        public const double Copied = 0.25;
        public const double NextDay = 0.04;
        public const double Span = 0.05;
        public const double NearbyPlace = 0.06;
        public const double DistrictOnly = 0.06;
        public const double ProvinceOnly = 0.02;
        public const double NoPlace = 0.02;
        public const double UnknownPlace = 0.02;
        public const double SideOnly = 0.10;
        public const double NoActor = 0.15;
        public const double OtherActor = 0.03;
        public const double NoMeans = 0.08;
        public const double KindredMeans = 0.06;
        public const double NoToll = 0.4;
        public const double OtherToll = 0.2;
    }

    private static readonly (EventType Type, Mode Mode, Mode Kindred, double Share, bool Tolls)[] Kinds =
    [
        (EventType.Assault, Mode.Shelling, Mode.Missile, 0.30, true), (EventType.Assault, Mode.Airstrike, Mode.Missile, 0.20, true),
        (EventType.Assault, Mode.Clash, Mode.GroundAttack, 0.08, true), (EventType.Assault, Mode.Ied, Mode.Mine, 0.06, true),
        (EventType.Assault, Mode.DroneStrike, Mode.Airstrike, 0.06, true), (EventType.Mobilize, Mode.Convoy, Mode.Reinforcement, 0.08, false),
        (EventType.Coerce, Mode.Arrest, Mode.Seizure, 0.07, false), (EventType.Aid, Mode.Relief, Mode.Relief, 0.05, false),
        (EventType.Protest, Mode.Other, Mode.Other, 0.04, false), (EventType.Consult, Mode.Meeting, Mode.Visit, 0.06, false),
    ];

    private static readonly string[] Verbs = ["hit", "targeted", "was reported in", "took place in", "shook", "was seen at", "struck"];
    private static readonly string[] Tails =
    [
        "local sources said", "according to residents", "a rescue worker told us", "on the outskirts and in the centre", "without further detail", "as families were sleeping",
        "for the second time this week", "while a patrol was passing", "and smoke rose over the fields", "the monitor documented", "the mayor confirmed by phone",
        "before help could come", "near the old bakery", "close to the school", "by the northern road", "after a quiet night", "shortly before noon", "around midnight",
    ];

    private sealed record Telling(string Publisher, int Day, Claim Draft, string Words, int Truth);

    /// <summary>Reports from a first day on, by day of publication; endless.</summary>
    public IEnumerable<SyntheticReport> Stream(DateOnly first)
    {
        var random = new Random(seed);
        var waiting = new SortedDictionary<int, List<Telling>>();
        var truth = 0;
        var serial = 0;
        for (var day = first.DayNumber; ; day++)
        {
            var today = (int)(occurrencesPerDay * (0.7 + 0.6 * random.NextDouble()));
            for (var i = 0; i < today; i++)
                foreach (var telling in Tell(random, day, truth++))
                {
                    if (!waiting.TryGetValue(telling.Day, out var list)) waiting.Add(telling.Day, list = []);
                    list.Add(telling);
                }
            while (waiting.Count > 0 && waiting.First().Key is var due && due <= day)
            {
                foreach (var byPublisher in waiting[due].GroupBy(t => t.Publisher))
                    foreach (var some in byPublisher.Chunk(1 + random.Next(8)))
                        yield return Write(some, DateOnly.FromDayNumber(due), serial++);
                waiting.Remove(due);
            }
        }
    }

    /// <summary>Claims with their truth, as many as asked for.</summary>
    public IEnumerable<(Claim Claim, int Truth)> Claims(int count) =>
        Stream(new DateOnly(2012, 1, 1)).SelectMany(r => r.Claims.Zip(r.Truth)).Take(count);

    private IEnumerable<Telling> Tell(Random random, int day, int truth)
    {
        var kind = Kinds[^1];
        var roll = random.NextDouble();
        foreach (var k in Kinds)
        {
            if ((roll -= k.Share) >= 0) continue;
            kind = k;
            break;
        }
        var at = world.Pick(random);
        var side = SyntheticWorld.Sides[random.Next(SyntheticWorld.Sides.Count)];
        var other = SyntheticWorld.Sides[random.Next(SyntheticWorld.Sides.Count)];
        var toll = kind.Tolls && random.NextDouble() < 0.5 ? (int)Math.Min(200, 1 / Math.Pow(random.NextDouble() + 0.005, 1.1)) : 0;
        // One or two tellings as a rule, dozens now and then.
        var tellings = (int)Math.Min(40, Math.Pow(random.NextDouble() + 0.002, -0.75));
        var publishers = Enumerable.Range(0, 60).Select(i => (Key: random.NextDouble() * (i + 3), Name: $"Publisher {i}")).OrderBy(p => p.Key).Take(tellings).ToArray();
        var told = new List<(string Words, Claim Draft)>();
        foreach (var (_, publisher) in publishers)
        {
            // The same sentence is coded the same, whoever prints it.
            (string Words, Claim Draft) telling = told.Count > 0 && random.NextDouble() < Noise.Copied ? told[random.Next(told.Count)]
                : (Sentence(random, kind.Mode, world.Settlements[at].Name, toll), Draft(random, kind, at, side, other, toll, day));
            told.Add(telling);
            yield return new(publisher, day + (int)(random.NextDouble() * random.NextDouble() * 3), telling.Draft, telling.Words, truth);
        }
    }

    private Claim Draft(Random random, (EventType Type, Mode Mode, Mode Kindred, double Share, bool Tolls) kind, int at, string[] side, string[] other, int toll, int day)
    {
        var roll = random.NextDouble();
        var time = roll < Noise.NextDay ? new TimeMention("yesterday", Edtf.Day(DateOnly.FromDayNumber(day + (random.Next(2) * 2) - 1)), TimeBasis.Relative)
            : roll < Noise.NextDay + Noise.Span ? new TimeMention("these days", Edtf.Span(DateOnly.FromDayNumber(day - random.Next(3)), DateOnly.FromDayNumber(day + random.Next(2))), TimeBasis.Relative)
            : new TimeMention("on the day", Edtf.Day(DateOnly.FromDayNumber(day)), random.Next(3) == 0 ? TimeBasis.Inherited : TimeBasis.Stated);

        var place = world.Settlements[at];
        var precision = PlacePrecision.Exact;
        roll = random.NextDouble();
        if ((roll -= Noise.NearbyPlace) < 0)
        {
            if (world.Near[at] is { Length: > 0 } near) place = near[random.Next(near.Length)];
            precision = PlacePrecision.Vicinity;
        }
        else if ((roll -= Noise.DistrictOnly) < 0) (place, precision) = (world.Places[place.Within[0]], PlacePrecision.District);
        else if ((roll -= Noise.ProvinceOnly) < 0) (place, precision) = (world.Places[place.Within[1]], PlacePrecision.Province);
        else if ((roll -= Noise.NoPlace) < 0) place = null;
        IReadOnlyList<PlaceMention> places = place is null ? []
            : roll is > 0 and < Noise.UnknownPlace ? [new(place.Name, null, place.Name, null, null, precision)]
            : [new(place.Name, place.Id, place.Name, place.Lat, place.Lon, precision)];

        roll = random.NextDouble();
        var actor = (roll -= Noise.SideOnly) < 0 ? side[0] : (roll -= Noise.NoActor) < 0 ? null : (roll - Noise.OtherActor) < 0 ? other[1] : side[1];
        IReadOnlyList<ActorMention> actors = actor is null ? [] : [new("forces", actor)];
        if (kind.Type is EventType.Consult && actor is not null) actors = [.. actors, new("envoys", other[1] == actor ? "un" : other[1])];

        roll = random.NextDouble();
        IReadOnlyList<Mode> modes = kind.Mode == Mode.Other || roll < Noise.NoMeans ? [] : roll < Noise.NoMeans + Noise.KindredMeans ? [kind.Kindred] : [kind.Mode];

        var counts = new List<CountRange>();
        if (toll > 0 && random.NextDouble() > Noise.NoToll)
        {
            var n = random.NextDouble() < Noise.OtherToll ? Math.Max(1, toll + random.Next(-2, 4)) : toll;
            counts.Add(random.Next(10) == 0 ? new("killed", n, null, null) : CountRange.Exactly("killed", n));
        }
        return new Claim
        {
            Id = "",
            Report = null!,
            Kind = ClaimKind.Event,
            Type = kind.Type,
            Modes = modes,
            Quote = null!,
            Actors = actors,
            Targets = kind.Type is EventType.Assault && random.Next(3) > 0 ? [new("people", "civilians")] : [],
            Places = places,
            Time = time,
            Counts = counts,
            Confidence = 0.5 + random.Next(50) / 100.0,
            Coder = "synthetic/1",
        };
    }

    private static string Sentence(Random random, Mode mode, string place, int toll)
    {
        var text = new StringBuilder();
        text.Append(mode switch
        {
            Mode.Shelling => random.Next(2) == 0 ? "Artillery fire" : "Shelling with mortars",
            Mode.Airstrike => random.Next(2) == 0 ? "An air raid" : "A strike by warplanes",
            Mode.Clash => random.Next(2) == 0 ? "A clash between fighters" : "Heavy fighting",
            Mode.Ied => "An explosive charge",
            Mode.DroneStrike => "A drone",
            Mode.Convoy => "A military convoy",
            Mode.Arrest => "An arrest raid",
            Mode.Relief => "An aid delivery",
            Mode.Meeting => "A meeting of envoys",
            _ => "A gathering of people",
        });
        text.Append(' ').Append(Verbs[random.Next(Verbs.Length)]).Append(' ').Append(place);
        if (toll > 0) text.Append(random.Next(2) == 0 ? $", killing {toll}" : $" and left {toll} dead");
        for (var i = 1 + random.Next(3); i > 0; i--) text.Append(", ").Append(Tails[random.Next(Tails.Length)]);
        return text.Append('.').ToString();
    }

    private static SyntheticReport Write(Telling[] tellings, DateOnly published, int serial)
    {
        var text = new StringBuilder();
        text.Append("Bulletin ").Append(serial).Append(" of ").Append(tellings[0].Publisher).Append(".\n");
        var starts = new int[tellings.Length];
        for (var i = 0; i < tellings.Length; i++)
        {
            starts[i] = text.Length;
            text.Append(tellings[i].Words).Append('\n');
        }
        var kept = text.ToString();
        var report = new Report
        {
            Id = Report.IdOf(kept),
            Source = $"synthetic/{serial}.txt",
            Publisher = tellings[0].Publisher,
            Published = published,
            PublishedBasis = PublishedBasis.Given,
            Language = "en",
            Text = kept,
            Passages = [.. tellings.Select((t, i) => new Passage(starts[i], starts[i] + t.Words.Length, PassageRole.Body, "en"))],
            Original = Encoding.UTF8.GetBytes(kept),
        };
        return new(report, [.. tellings.Select((t, i) => ClaimJson.Named(t.Draft with
        {
            Report = report.Reference,
            Quote = Quote.Of(kept, starts[i], starts[i] + t.Words.Length),
            Attribution = [new(t.Publisher, "publisher")],
        }))], [.. tellings.Select(t => t.Truth)]);
    }
}
