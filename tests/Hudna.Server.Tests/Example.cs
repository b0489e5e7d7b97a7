using System.Globalization;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Server.Tests;

/// <summary>
/// A small observatory made by hand: a few invented reports with every feature that the pages show. Claims find their quotes in the texts,
/// so the spans hold.
/// </summary>
internal static class Example
{
    public const string AgreementId = "moscow-2020";

    public static readonly Theatre Theatre = MakeTheatre();

    private static readonly Report[] Reports =
    [
        Report("bulletin-01.txt", "Plain Bulletin", "2021-12-30", "en", "Evening bulletin",
            "Evening bulletin\n\nRussian warplanes struck the outskirts of al-Bara on Thursday, killing three civilians. Artillery shelled Kansafra and al-Fatirah. "
            + "Nobody was hurt there.\n\nA joint patrol went along the M4 without incident.\n\nRead next: ten recipes for winter"),
        Report("agency-02.txt", "Hill Agency", "2021-12-31", "en", "Five dead after raid",
            "Five dead after raid\n\nA raid near al-Bara a day earlier killed at least five people, rescuers told Hill Agency. "
            + "An officer of the government army denied that its aircraft had flown.\n\nClashes were reported somewhere in Ariha district."),
        Report("analysis-03.txt", "Third Review", "2022-01", "en", "What the winter may bring",
            "What the winter may bring\n\nMonitors counted 40 breaches in December. A new offensive is unlikely before spring, the review holds. "
            + "Turkey demanded that the strikes stop. Both ministers met in Moscow in December."),
        Report("nashra-04.txt", "نشرة التل", "2021-12-30", "ar", "نشرة المساء",
            "نشرة المساء\n\nأغارت طائرات على أطراف البارة يوم الخميس، ولم ترد حصيلة مؤكدة."),
    ];

    public static readonly IReadOnlyList<Claim> Claims = MakeClaims();

    public static readonly IReadOnlyList<Incident> Incidents = MakeIncidents();

    public static readonly IReadOnlyList<Finding> Findings = MakeFindings();

    public static Snapshot Snapshot { get; } = new(
        Theatre, Reports.Select(r => r with { Text = "", Passages = [] }), Claims, Incidents, Findings,
        [new(AgreementId, "3", new(2020, 3, 15), null, DutyState.Met, new(2020, 3, 15), 1, Reason.Of("The first patrol set out and was cut short."), [])],
        [new("corridor", "Corridor", "الممر", [[[new(35.75, 36.3), new(35.75, 36.75), new(35.9, 36.75), new(35.75, 36.3)]]])],
        id => Reports.FirstOrDefault(r => r.Id == id))
    {
        Sides =
        [
            new(AgreementId, "text", 2, 1, []),
            new(AgreementId, "russia", 0, 0, [("exempt from moscow-2020/1", 2)]),
        ],
        Counts =
        [
            new(Claims[6].Id, "Third Review", null, CountRange.Exactly("violations", 40), "violations", Edtf.TryRead("2021-12"), null, [], ["russia"], AgreementId, "text",
                [("incident", 2, 3), ("strike", 2, null)], 1, 31, false, ["They count Russia only; so does ours, where the report names who fired."]),
        ],
    };

    public static string ReportId(string source) => Reports.Single(r => r.Source == source).Id;

    private static Report Report(string source, string publisher, string published, string language, string title, string text)
    {
        var passages = new List<Passage>();
        var at = 0;
        foreach (var part in text.Split("\n\n"))
        {
            var role = at == 0 ? PassageRole.Title : part.StartsWith("Read next", StringComparison.Ordinal) ? PassageRole.Furniture : PassageRole.Body;
            passages.Add(new(at, at + part.Length, role, language));
            at += part.Length + 2;
        }
        var day = DateOnly.TryParseExact(published, "yyyy-MM-dd", out var d) ? d : new DateOnly(2022, 1, 3);
        return new()
        {
            Id = Codebook.Report.IdOf(text), Source = source, Publisher = publisher, Published = day, Language = language, Title = title,
            PublishedBasis = published.Length == 7 ? PublishedBasis.Estimated : PublishedBasis.Given, Text = text, Passages = passages,
        };
    }

    private static Claim[] MakeClaims()
    {
        PlaceMention bara = At("pcode:bara", "al-Bara", PlacePrecision.Vicinity);
        ActorMention air = new("Russian warplanes", "russia/air-force"), army = new("artillery", "syria/army");
        return
        [
            Make("bulletin-01.txt", "Russian warplanes struck the outskirts of al-Bara on Thursday, killing three civilians.", c => c with
            {
                Type = EventType.Assault, Modes = [Mode.Airstrike], Actors = [air], Targets = [new("civilians", "civilians")], Places = [bara],
                Time = new("on Thursday", Edtf.TryRead("2021-12-30"), TimeBasis.Relative), Counts = [CountRange.Exactly("killed-civilians", 3)],
            }),
            Make("bulletin-01.txt", "Artillery shelled Kansafra and al-Fatirah. Nobody was hurt there.", c => c with
            {
                Type = EventType.Assault, Modes = [Mode.Shelling], Actors = [army],
                Places = [At("pcode:kansafra", "Kansafra", PlacePrecision.Exact), At("pcode:fatirah", "al-Fatirah", PlacePrecision.Exact)],
                Time = new(null, Edtf.TryRead("2021-12-30"), TimeBasis.Inherited), Counts = [CountRange.Exactly("casualties", 0)],
            }),
            Make("bulletin-01.txt", "A joint patrol went along the M4 without incident.", c => c with
            {
                Type = EventType.Cooperate, Modes = [Mode.JointPatrol], Actors = [new("joint patrol", "russia"), new("joint patrol", "turkey")],
                Places = [At("hudna:m4", "the M4", PlacePrecision.Route)], Time = new(null, Edtf.TryRead("2021-12-30"), TimeBasis.Published),
            }),
            Make("agency-02.txt", "A raid near al-Bara a day earlier killed at least five people", c => c with
            {
                Type = EventType.Assault, Modes = [Mode.Airstrike], Places = [bara],
                Time = new("a day earlier", Edtf.TryRead("2021-12-30"), TimeBasis.Relative), Counts = [new("killed", 5, null, null)],
                Attribution = [new("Hill Agency", "publisher"), new("unnamed", "rescuers", null, "rescuers told Hill Agency")],
            }),
            Make("agency-02.txt", "An officer of the government army denied that its aircraft had flown.", c => c with
            {
                Type = EventType.Assault, Modes = [Mode.Airstrike], Actors = [new("its aircraft", "syria/army")], Places = [bara],
                Modality = Modality.Denied, Attribution = [new("Hill Agency", "publisher"), new("unnamed", "officer", "syria/army", "An officer of the government army denied")],
            }),
            Make("agency-02.txt", "Clashes were reported somewhere in Ariha district.", c => c with
            {
                Type = EventType.Assault, Modes = [Mode.Clash], Places = [At("pcode:ariha-district", "Ariha district", PlacePrecision.District)],
                Time = new(null, Edtf.TryRead("2021-12"), TimeBasis.Inherited, true),
            }),
            Make("analysis-03.txt", "Monitors counted 40 breaches in December.", c => c with
            {
                Kind = ClaimKind.Tally, Tally = new(CountRange.Exactly("violations", 40), "incident", Edtf.TryRead("2021-12"), null),
            }),
            Make("analysis-03.txt", "A new offensive is unlikely before spring", c => c with
            {
                Kind = ClaimKind.Forecast, Type = EventType.Assault, Proposition = "a new offensive begins before spring", Negated = true,
                ProbabilityWords = "unlikely", Horizon = new("before spring", Edtf.TryRead("../2022-03"), false),
            }),
            Make("analysis-03.txt", "Turkey demanded that the strikes stop.", c => c with
            {
                Kind = ClaimKind.Statement, Type = EventType.Request, Modality = Modality.Demanded, Actors = [new("Turkey", "turkey")], Topic = "the strikes",
            }),
            Make("analysis-03.txt", "Both ministers met in Moscow in December.", c => c with
            {
                Type = EventType.Consult, Modes = [Mode.Meeting], Actors = [new("Both ministers", "russia"), new("Both ministers", "turkey")],
                Time = new("in December", Edtf.TryRead("2021-12"), TimeBasis.Stated),
            }),
        ];
    }

    private static Incident[] MakeIncidents()
    {
        var c = Claims;
        return
        [
            From([c[0], c[3]], i => i with
            {
                Mentions = 2, IndependentSources = 2,
                Counts =
                [
                    new("killed", 3, 5, null, [new(c[0].Id, CountRange.Exactly("killed", 3)), new(c[3].Id, new("killed", 5, null, null))]),
                ],
                Disputes =
                [
                    new("killed", [c[0].Id, c[3].Id], "Plain Bulletin gives 3 killed, Hill Agency at least 5."),
                    new("actor", [c[4].Id], "An officer denies that the army's aircraft flew."),
                ],
                Reasons =
                [
                    new(c[0].Id, null, 1, "the first claim"),
                    new(c[3].Id, c[0].Id, 0.91, "same place, same day, same means"),
                ],
            }),
            From([c[1]]), From([c[2]]), From([c[5]]), From([c[9]]),
        ];
    }

    private static Finding[] MakeFindings()
    {
        var found = new List<Finding>();
        foreach (var (incident, n) in Incidents.Select((x, n) => (x, n)).Where(p => p.x.Type == EventType.Assault))
        {
            foreach (var reading in Theatre.Agreements[0].Readings)
            {
                var verdict = reading.Id == "russia" ? Verdict.Exempt : n == 3 ? Verdict.Undecided : Verdict.Violation;
                found.Add(new()
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"finding:{n:D19}{reading.Id[0]}"), IncidentId = incident.Id, AgreementId = AgreementId, TermId = "1",
                    ReadingId = reading.Id, Verdict = verdict, Probability = n == 3 ? 0.6 : 1, Responsible = [.. incident.Actors.Select(a => a.Id!)], AgreementVersion = "00",
                    Because = new("The ban on military action speaks of it.", "moscow-2020/1", [], [
                        Reason.Of("It is an attack.", null, incident.ClaimIds[0]),
                        Reason.Of("It lies in the area along the line of contact.", "zone:idlib-area")]),
                });
            }
        }
        return [.. found];
    }

    private static Incident From(Claim[] claims, Func<Incident, Incident>? more = null)
    {
        var first = claims[0];
        var incident = new Incident
        {
            Id = "incident:" + first.Id["claim:".Length..], Type = first.Type!.Value, Modes = first.Modes, Time = first.Time.Edtf, Places = first.Places,
            Actors = first.Actors, Targets = first.Targets, ClaimIds = [.. claims.Select(c => c.Id)], Mentions = claims.Length, IndependentSources = 1,
            Counts = [.. first.Counts.Select(n => new IncidentCount(n.What, n.Min, n.Best, n.Max, [new(first.Id, n)]))],
            Reasons = [new(first.Id, null, 1, "the first claim")],
        };
        return more?.Invoke(incident) ?? incident;
    }

    private static Claim Make(string source, string words, Func<Claim, Claim> with)
    {
        var report = Reports.Single(r => r.Source == source);
        var start = report.Text.IndexOf(words, StringComparison.Ordinal);
        return ClaimJson.Named(with(new()
        {
            Id = "", Report = report.Reference, Kind = ClaimKind.Event, Quote = Quote.Of(report.Text, start, start + words.Length),
            Attribution = [new(report.Publisher!, "publisher")], Confidence = 0.9, Coder = "hand/test",
        }));
    }

    private static PlaceMention At(string id, string text, PlacePrecision precision)
    {
        var place = Theatre.Places.Single(p => p.Id == id);
        return new(text, id, place.Name, place.Lat, place.Lon, precision);
    }

    private static Theatre MakeTheatre() => new()
    {
        Id = "example", Name = "Example", NameArabic = "مثال", TimeZone = "Asia/Damascus", Bounds = new(35.7, 35.3, 37.2, 36.4), Version = "00",
        Actors =
        [
            new() { Id = "russia", Name = "Russia", Kind = ActorKind.State, OtherNames = [new("روسيا", "ar")] },
            new() { Id = "russia/air-force", Name = "Russian Air Force", Kind = ActorKind.ArmedForces, Parent = "russia", OtherNames = [new("القوات الجوية الروسية", "ar")] },
            new() { Id = "turkey", Name = "Turkey", Kind = ActorKind.State, OtherNames = [new("تركيا", "ar")] },
            new() { Id = "syria", Name = "Syria", Kind = ActorKind.State, OtherNames = [new("سوريا", "ar")] },
            new() { Id = "syria/army", Name = "Syrian Army", Kind = ActorKind.ArmedForces, Parent = "syria", OtherNames = [new("الجيش السوري", "ar")] },
            new() { Id = "civilians", Name = "Civilians", Kind = ActorKind.Civilian, OtherNames = [new("المدنيون", "ar")] },
            new() { Id = "unused", Name = "Nobody", Kind = ActorKind.Monitor },
        ],
        Places =
        [
            Place("pcode:bara", "al-Bara", "البارة", PlaceKind.Town, 35.6853, 36.5403, 1500, "pcode:ariha-district"),
            Place("pcode:kansafra", "Kansafra", "كنصفرة", PlaceKind.Village, 35.6586, 36.5056, 900, "pcode:ariha-district"),
            Place("pcode:fatirah", "al-Fatirah", "الفطيرة", PlaceKind.Village, 35.6203, 36.5297, 800, "pcode:ariha-district"),
            Place("pcode:ariha-district", "Ariha", "أريحا", PlaceKind.District, 35.75, 36.6, 15000),
            Place("hudna:m4", "M4", null, PlaceKind.Road, 35.82, 36.5, 20000),
        ],
        Boundaries = [new("pcode:ariha-district", 2, [[[new(35.55, 36.45), new(35.55, 36.75), new(35.9, 36.75), new(35.9, 36.45), new(35.55, 36.45)]]])],
        Roads = [new("m4/example", "M4", [new(35.84, 36.75), new(35.81, 36.5), new(35.8, 36.3)], 2000)],
        Agreements =
        [
            new()
            {
                Id = AgreementId, Name = "Moscow protocol", NameArabic = "بروتوكول موسكو", Parties = ["russia", "turkey"], Signed = new(2020, 3, 5), InForce = new(2020, 3, 6),
                Version = "00",
                Terms =
                [
                    new() { Id = "1", Title = "Military action stops", Text = "All military action along the line of contact stops.", Kind = TermKind.Prohibition, Binds = ["russia", "turkey"] },
                    new()
                    {
                        Id = "3", Title = "Joint patrols", Text = "Joint patrols begin along the M4.", Kind = TermKind.Obligation, Deadline = new(2020, 3, 15),
                        Outcomes = [new(DutyState.Met, Edtf.TryRead("2020-03-15"), "The first patrol set out and was cut short.", ["general knowledge"])],
                    },
                ],
                Readings =
                [
                    new() { Id = "text", Title = "The bare text", Text = "What the words say." },
                    new() { Id = "russia", Title = "Russia", Holders = ["russia"], Text = "Attacks on groups that it calls terrorist are outside the ban." },
                ],
            },
        ],
    };

    private static Place Place(string id, string name, string? arabic, PlaceKind kind, double lat, double lon, double radius, params string[] within) =>
        new() { Id = id, Name = name, NameArabic = arabic, Kind = kind, Lat = lat, Lon = lon, RadiusMetres = radius, Within = within };
}
