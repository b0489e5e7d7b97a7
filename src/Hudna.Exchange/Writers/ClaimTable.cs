using System.Globalization;
using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Exchange;

/// <summary>
/// Claims as a table, one a row, with columns that stay. The lists of a claim (actors, places, counts, attribution) are lists in cells
/// that run in parallel. Reading the table again gives the same claims, byte for byte.
/// </summary>
public static class ClaimTable
{
    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "kind", "type", "modes", "time", "time_text", "time_basis", "time_estimated",
        "actors", "actor_ids", "targets", "target_ids",
        "places", "place_ids", "place_names", "latitudes", "longitudes", "place_precisions", "place_roles",
        "counts", "counts_min", "counts_best", "counts_max", "counts_approximate",
        "modality", "negated", "probability_words", "topic", "proposition",
        "horizon", "horizon_text", "horizon_open",
        "tally", "tally_min", "tally_best", "tally_max", "tally_approximate", "tally_unit", "tally_period", "tally_area",
        "attribution", "attribution_roles", "attribution_affiliations", "attribution_words",
        "quote", "quote_start", "quote_end",
        "report", "source", "publisher", "published", "published_basis", "confidence", "coder",
    ];

    /// <summary>Writes the claims under a header line.</summary>
    public static void Write(IEnumerable<Claim> claims, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(writer);
        Csv.WriteRow(writer, Columns);
        foreach (var claim in claims) Csv.WriteRow(writer, Row(claim));
    }

    /// <summary>
    /// Reads a table back. Columns may stand in any order; a row that is no claim is a fault with its line, and the next is read.
    /// </summary>
    /// <param name="reader">The table.</param>
    /// <param name="where">Its name, for faults.</param>
    public static IEnumerable<(Claim? Claim, Fault? Fault)> Read(TextReader reader, string where)
    {
        Dictionary<string, int>? columns = null;
        foreach (var row in Csv.Read(reader))
        {
            if (columns is null)
            {
                columns = new Dictionary<string, int>(StringComparer.Ordinal);
                for (var i = 0; i < row.Cells.Count; i++) columns.TryAdd(row.Cells[i].Trim('\uFEFF', ' '), i);
                var missing = Columns.Where(c => !columns.ContainsKey(c)).ToList();
                if (missing.Count == 0) continue;
                var named = string.Join(", ", missing.Take(5)) + (missing.Count > 5 ? " …" : "");
                yield return (null, new Fault($"the table lacks the columns {named}", where, row.Line,
                    "Export claims again with --format csv"));
                yield break;
            }
            Claim? claim = null;
            Fault? fault = null;
            try
            {
                claim = Claim(new Fields(row, columns));
            }
            catch (FormatException e)
            {
                fault = new Fault($"the row is no claim: {e.Message}", where, row.Line);
            }
            yield return (claim, fault);
        }
    }

    private static IEnumerable<string?> Row(Claim c) =>
    [
        c.Id, c.Kind.Text(), c.Type?.Text(), Cells.List(c.Modes.Select(m => m.Text())),
        c.Time.Edtf?.Text, Cells.Text(c.Time.Text), c.Time.Basis?.Text(), Cells.Flag(c.Time.Estimated),
        Cells.List(c.Actors.Select(a => a.Text)), Cells.List(c.Actors.Select(a => a.Id)),
        Cells.List(c.Targets.Select(a => a.Text)), Cells.List(c.Targets.Select(a => a.Id)),
        Cells.List(c.Places.Select(p => p.Text)), Cells.List(c.Places.Select(p => p.Id)), Cells.List(c.Places.Select(p => p.Name)),
        Numbers(c.Places.Select(p => Cells.Number(p.Lat))), Numbers(c.Places.Select(p => Cells.Number(p.Lon))),
        Cells.List(c.Places.Select(p => p.Precision.Text())), Cells.List(c.Places.Select(p => p.Role.Text())),
        Cells.List(c.Counts.Select(n => n.What)), Numbers(c.Counts.Select(n => Cells.Number(n.Min))),
            Numbers(c.Counts.Select(n => Cells.Number(n.Best))),
        Numbers(c.Counts.Select(n => Cells.Number(n.Max))), Cells.List(c.Counts.Select(n => Cells.Flag(n.Approximate))),
        c.Modality.Text(), Cells.Flag(c.Negated), Cells.Text(c.ProbabilityWords), Cells.Text(c.Topic), Cells.Text(c.Proposition),
        c.Horizon?.Edtf?.Text, Cells.Text(c.Horizon?.Text), c.Horizon is { } h ? Cells.Flag(h.Open) : null,
        Cells.Text(c.Tally?.Count.What), Cells.Number(c.Tally?.Count.Min), Cells.Number(c.Tally?.Count.Best),
            Cells.Number(c.Tally?.Count.Max),
        c.Tally is { } t ? Cells.Flag(t.Count.Approximate) : null, Cells.Text(c.Tally?.Unit), c.Tally?.Period?.Text,
            Cells.Text(c.Tally?.Area),
        Cells.List(c.Attribution.Select(a => a.Name)), Cells.List(c.Attribution.Select(a => a.Role)),
            Cells.List(c.Attribution.Select(a => a.Affiliation)), Cells.List(c.Attribution.Select(a => a.Words)),
        Cells.Text(c.Quote.Exact), Cells.Number(c.Quote.Start), Cells.Number(c.Quote.End),
        c.Report.Id, Cells.Text(c.Report.Source), Cells.Text(c.Report.Publisher), Cells.Day(c.Report.Published),
            c.Report.PublishedBasis.Text(),
        Cells.Number(Math.Round(c.Confidence, 2)), Cells.Text(c.Coder),
    ];

    /// <summary>Numbers in a list are never formulas, so a minus at the front stays as it is.</summary>
    private static string Numbers(IEnumerable<string?> items) => string.Join('|', items.Select(i => i ?? ""));

    private static Claim Claim(Fields f)
    {
        var (actors, targets, places, counts, attribution) =
            (f.List("actors"), f.List("targets"), f.List("places"), f.List("counts"), f.List("attribution"));
        var (actorIds, targetIds) = (f.List("actor_ids", actors), f.List("target_ids", targets));
        var (ids, names, lats, lons) =
            (f.List("place_ids", places), f.List("place_names", places), f.Plain("latitudes", places), f.Plain("longitudes", places));
        var (precisions, placeRoles) = (f.List("place_precisions", places), f.List("place_roles", places));
        var (mins, bests, maxs, approximate) =
            (f.Plain("counts_min", counts), f.Plain("counts_best", counts), f.Plain("counts_max", counts),
            f.List("counts_approximate", counts));
        var (roles, affiliations, words) =
            (f.List("attribution_roles", attribution), f.List("attribution_affiliations", attribution),
            f.List("attribution_words", attribution));
        var exact = f.Text("quote") ?? "";
        return new Claim
        {
            Id = f.Must("id"),
            Report = new(f.Must("report"), f.Text("source") ?? "", f.Text("publisher"), f.Day("published"),
                f.Name<PublishedBasis>("published_basis")),
            Kind = f.Name<ClaimKind>("kind"),
            Type = f.NameOrNull<EventType>("type"),
            Modes = [.. f.List("modes").Select(m => Names.TryRead<Mode>(m, out var mode) ? mode
                : throw new FormatException($"'{m}' is no mode"))],
            Quote = new Quote((int)Fields.Must<long>("quote_start", f.Long("quote_start")),
                (int)Fields.Must<long>("quote_end", f.Long("quote_end")), exact),
            Actors = [.. actors.Select((a, i) => new ActorMention(a ?? "", actorIds[i]))],
            Targets = [.. targets.Select((a, i) => new ActorMention(a ?? "", targetIds[i]))],
            Places = [.. places.Select((p, i) =>
                new PlaceMention(p ?? "", ids[i], names[i] ?? "", Fields.Double(lats[i]), Fields.Double(lons[i]),
                Fields.Named<PlacePrecision>(precisions[i]), Fields.Named<PlaceRole>(placeRoles[i] ?? "where")))],
            Time = new(f.Text("time_text"), f.Edtf("time"), f.NameOrNull<TimeBasis>("time_basis"), f.Flag("time_estimated")),
            Counts = [.. counts.Select((c, i) =>
                new CountRange(c ?? "", Fields.Whole(mins[i]), Fields.Whole(bests[i]), Fields.Whole(maxs[i]), approximate[i] == "true"))],
            Modality = f.Name<Modality>("modality"),
            Negated = f.Flag("negated"),
            ProbabilityWords = f.Text("probability_words"),
            Attribution = [.. attribution.Select((a, i) => new Attribution(a ?? "", roles[i], affiliations[i], words[i]))],
            Topic = f.Text("topic"),
            Proposition = f.Text("proposition"),
            Horizon = f["horizon_open"].Length > 0 ? new(f.Text("horizon_text"), f.Edtf("horizon"), f.Flag("horizon_open")) : null,
            Tally = f.Text("tally") is { } what
                ? new(new CountRange(what, f.Long("tally_min"), f.Long("tally_best"), f.Long("tally_max"), f.Flag("tally_approximate")),
                    f.Text("tally_unit"), f.Edtf("tally_period"), f.Text("tally_area"))
                : null,
            Confidence = Fields.Double(f["confidence"]) ?? 1,
            Coder = f.Text("coder") ?? throw new FormatException("'coder' is empty"),
        };
    }

    private sealed class Fields(CsvRow row, Dictionary<string, int> columns)
    {
        public string this[string name] => columns[name] is var at && at < row.Cells.Count ? row.Cells[at] : "";

        public string? Text(string name) => Cells.ReadText(this[name]);

        public string Must(string name) => Text(name) ?? throw new FormatException($"'{name}' is empty");

        public static T Must<T>(string name, T? value) where T : struct => value ?? throw new FormatException($"'{name}' is empty");

        public IReadOnlyList<string?> List(string name) => Cells.ReadList(this[name]);

        public IReadOnlyList<string?> List(string name, IReadOnlyList<string?> beside) => Cells.ReadList(this[name], beside.Count);

        public IReadOnlyList<string?> Plain(string name, IReadOnlyList<string?> beside)
        {
            var items = this[name].Split('|');
            return [.. Enumerable.Range(0, beside.Count).Select(i => i < items.Length && items[i].Length > 0 ? items[i] : null)];
        }

        public long? Long(string name) => Whole(this[name]);

        public bool Flag(string name) =>
            this[name] switch { "true" => true, "false" or "" => false, var other =>
            throw new FormatException($"'{name}' is '{other}', neither true nor false") };

        public Edtf? Edtf(string name) => this[name].Length == 0 ? null
            : Codebook.Edtf.TryRead(this[name]) ?? throw new FormatException($"'{name}' is '{this[name]}', no EDTF date");

        public DateOnly? Day(string name) => this[name].Length == 0 ? null
            : DateOnly.TryParseExact(this[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
                : throw new FormatException($"'{name}' is '{this[name]}', no day");

        public T Name<T>(string name) where T : struct, Enum => NameOrNull<T>(name) ?? throw new FormatException($"'{name}' is empty");

        public T? NameOrNull<T>(string name) where T : struct, Enum => this[name].Length == 0 ? null : Named<T>(this[name]);

        public static T Named<T>(string? text) where T : struct, Enum =>
            Names.TryRead<T>(text, out var value) ? value
                : throw new FormatException($"'{text}' is none of {string.Join(", ", Names.All<T>())}");

        public static long? Whole(string? text) => string.IsNullOrEmpty(text) ? null
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n
                : throw new FormatException($"'{text}' is no whole number");

        public static double? Double(string? text) => string.IsNullOrEmpty(text) ? null
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n)
                && double.IsFinite(n) ? n : throw new FormatException($"'{text}' is no number");
    }
}
