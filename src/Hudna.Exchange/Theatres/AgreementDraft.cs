using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>An agreement as its file gives it, with the line of every part; not yet checked against the registers.</summary>
internal sealed record AgreementDraft(string Path, AgreementNode Root, Agreement Agreement, IReadOnlyList<Zone> Zones, IReadOnlyDictionary<string, int> Lines)
{
    /// <summary>The line of a part, or of the nearest part around it that has one.</summary>
    public int Line(string path)
    {
        for (var at = path; ; at = at[..at.LastIndexOf('/')])
        {
            if (Lines.TryGetValue(at, out var line)) return line;
            if (!at.Contains('/', StringComparison.Ordinal)) return 1;
        }
    }

    public static AgreementDraft Of(string path, AgreementNode root, IReadOnlyDictionary<string, int> lines, string version)
    {
        var agreement = new Agreement
        {
            Id = root["id"].TextOrEmpty,
            Name = root["name"].TextOrEmpty,
            NameArabic = root["nameArabic"].Text,
            Parties = root["parties"].Texts,
            Guarantors = root["guarantors"].Texts,
            Bound = Bound(root["bound"]),
            Signed = root["signed"].Day ?? DateOnly.MinValue,
            InForce = root["inForce"].Day ?? root["signed"].Day ?? DateOnly.MinValue,
            Ends = root["ends"].Day,
            Renewal = root["renewal"].Text,
            Supplements = root["supplements"].Texts,
            Replaces = root["replaces"].Texts,
            States = [.. root["states"].Items.Where(s => Edtf.TryRead(s["since"].Text) is not null).Select(s => new AgreementState(
                s["state"].Value(AgreementStateKind.Agreed), Edtf.TryRead(s["since"].Text)!, s["words"].TextOrEmpty, s["sources"].Texts))],
            Terms = [.. root["terms"].Items.Select(ReadTerm)],
            Readings = [.. root["readings"].Items.Select(ReadReading)],
            Sources = root["sources"].Texts,
            Version = version,
        };
        return new AgreementDraft(path, root, agreement, [.. root["zones"].Items.Select(ReadZone).OfType<Zone>()], lines);
    }

    private static List<BoundActor> Bound(AgreementNode list) =>
        [.. list.Items.Select(b => new BoundActor(b["actor"].TextOrEmpty, b["through"].Text, b["how"].TextOrEmpty))];

    private static Term ReadTerm(AgreementNode t) => new()
    {
        Id = t["id"].TextOrEmpty,
        Title = t["title"].TextOrEmpty,
        Text = t["text"].TextOrEmpty,
        TitleArabic = t["titleArabic"].Text,
        TextArabic = t["textArabic"].Text,
        Kind = t["kind"].Value(TermKind.Prohibition),
        Binds = t["binds"].Texts,
        Jointly = t["jointly"].True,
        Acts = Acts(t["acts"]),
        Breach = Acts(t["breach"]),
        Zone = t["zone"].Text,
        From = t["from"].Day,
        Until = t["until"].Day,
        Deadline = t["deadline"].Day,
        Recurs = t["recurs"].Exists ? new Recurrence((int?)t["recurs"]["everyDays"].Number, t["recurs"]["words"].TextOrEmpty) : null,
        Of = t["of"].Texts,
        Requires = t["requires"].Texts,
        Keywords = [.. t["keywords"].Texts.Select(k => k.ToLowerInvariant())],
        Outcomes = [.. t["outcomes"].Items.Select(o => new DutyOutcome(
            o["state"].Value(DutyState.Unknown), Edtf.TryRead(o["on"].Text), o["words"].TextOrEmpty, o["sources"].Texts))],
    };

    private static ActPattern? Acts(AgreementNode a) => !a.Exists ? null : new ActPattern
    {
        Types = a["types"].Values<EventType>(),
        Modes = a["modes"].Values<Mode>(),
        Targets = a["targets"].Texts,
        Actors = a["actors"].Texts,
        At = a["at"].Value(PlaceRole.Where),
        Named = a["named"].True,
        Calendar = a["calendar"].Texts,
    };

    private static Reading ReadReading(AgreementNode r) => new()
    {
        Id = r["id"].TextOrEmpty,
        Title = r["title"].TextOrEmpty,
        Holders = r["holders"].Texts,
        Text = r["text"].TextOrEmpty,
        TitleArabic = r["titleArabic"].Text,
        TextArabic = r["textArabic"].Text,
        Bound = Bound(r["bound"]),
        Sources = r["sources"].Texts,
        Terms = [.. r["terms"].Items.Select(t => new TermReading
        {
            Term = t["term"].TextOrEmpty,
            Because = t["because"].TextOrEmpty,
            BecauseArabic = t["becauseArabic"].Text,
            SetAside = t["setAside"].True,
            Binds = t["binds"].Exists ? t["binds"].Texts : null,
            ExemptTargets = t["exemptTargets"].Texts,
            ExemptBy = t["exemptBy"].Texts,
            ExemptActors = t["exemptActors"].Texts,
            Zone = t["zone"].Text,
            From = t["from"].Day,
            First = t["first"].Exists
                ? new Presupposition(t["first"]["terms"].Texts, t["first"]["targets"].Texts, t["first"]["until"].Value(Verdict.Undecided))
                : null,
        })],
    };

    /// <summary>The recipes that a zone may be made by, as its file names them.</summary>
    public static readonly string[] Recipes = ["areas", "polygon", "corridor", "band", "union", "around"];

    private static Zone? ReadZone(AgreementNode z)
    {
        ZoneRecipe? recipe = Recipes.FirstOrDefault(r => z[r].Exists) switch
        {
            "areas" => new AreasRecipe(z["areas"]["wholly"].Texts, z["areas"]["partly"].Texts, z["areas"]["share"].Number ?? 0.5, z["areas"]["uncertainty"].Length ?? 500),
            "polygon" => new PolygonRecipe(z["polygon"]["ring"].Points, z["polygon"]["uncertainty"].Length ?? 500),
            "corridor" => new CorridorRecipe(Line(z["corridor"]["along"]), Sides(z["corridor"]), z["corridor"]["spread"].Length ?? 0),
            "band" => new BandRecipe(z["band"]["inside"].TextOrEmpty, z["band"]["least"].Length ?? 0, z["band"]["most"].Length ?? 0, z["band"]["notAlong"].Texts),
            "union" => new UnionRecipe(z["union"]["of"].Texts, z["union"]["without"].Texts),
            "around" => new AroundRecipe(z["around"]["places"].Texts, z["around"]["within"].Length ?? 0),
            _ => null,
        };
        return recipe is null ? null : new Zone(z["id"].TextOrEmpty, z["name"].TextOrEmpty, z["nameArabic"].Text, recipe, z["source"].Text);
    }

    private static List<DepthSide> Sides(AgreementNode corridor) =>
        [.. Enum.GetValues<CompassSide>().Where(s => corridor[s.Text()].Exists).Select(s => new DepthSide(corridor[s.Text()].Length ?? double.NaN, s))];

    private static LineRecipe Line(AgreementNode line) =>
        line["places"].Exists ? new PlacesLine(line["places"].Texts, line["uncertainty"].Length ?? 1000)
        : line["points"].Exists ? new PointsLine(line["points"].Points, line["uncertainty"].Length ?? 1000)
        : new RoadLine(line["road"].TextOrEmpty, line["from"].Text, line["to"].Text);
}
