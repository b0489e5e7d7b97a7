using System.Globalization;
using System.Text.Json;
using Hudna.Codebook;
using Hudna.Codebook.Json;
using Hudna.Exchange.Theatres;

namespace Hudna.Evaluation.Incidents;

/// <summary>Claims written by hand, each with the name of the incident that it tells of.</summary>
/// <param name="Theatre">The theatre whose gazetteer and register they name.</param>
/// <param name="Claims">The claims, their quotes as reports of their own.</param>
/// <param name="IncidentOf">The incident of a claim, by the claim's id.</param>
/// <param name="LabelOf">The number of its line in the file, by the claim's id.</param>
internal sealed record GoldIncidents(
    Theatre Theatre, IReadOnlyList<Claim> Claims, IReadOnlyDictionary<string, string> IncidentOf, IReadOnlyDictionary<string, string> LabelOf)
{
    /// <summary>Reads <c>claims.jsonl</c> of a folder.</summary>
    /// <exception cref="FormatException">It is missing, or a line does not fit; the message says which.</exception>
    /// <exception cref="UserFaultException">The theatre cannot be read.</exception>
    public static GoldIncidents Read(string folder, string theatreFolder)
    {
        var file = Path.Combine(folder, "claims.jsonl");
        if (!File.Exists(file)) throw new FormatException($"{folder}: there is no claims.jsonl in it.");
        var theatre = TheatreReader.Read(theatreFolder);
        var places = theatre.Places.SelectMany(p => (IEnumerable<(string, Place)>)[(p.Name, p), .. p.OtherNames.Select(o => (o.Text, p))])
            .GroupBy(p => p.Item1, p => p.Item2, StringComparer.Ordinal)
            // Of places of one name the largest is meant.
            .ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Name == g.Key).ThenByDescending(p => p.Population).First(), StringComparer.Ordinal);
        var claims = new List<Claim>();
        var (incidents, labels) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in JsonLines.Read(file))
        {
            var label = line.Text("id") ?? throw new FormatException($"{file}: a line has no id.");
            try
            {
                var claim = ReadClaim(line, label, places);
                claims.Add(claim);
                incidents.Add(claim.Id, line.GetProperty("incident").GetString()!);
                labels.Add(claim.Id, label);
            }
            catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or ArgumentException or FormatException)
            {
                throw new FormatException($"{file}: claim {label} does not fit the format ({e.Message}).", e);
            }
        }
        return new(theatre, claims, incidents, labels);
    }

    private static Claim ReadClaim(JsonElement line, string label, Dictionary<string, Place> places)
    {
        var quote = line.GetProperty("quote").GetString()!;
        var publisher = line.GetProperty("publisher").GetString()!;
        return ClaimJson.Named(new Claim
        {
            Id = "",
            Report = new(Report.IdOf($"{label}\n{quote}"), label, publisher, DateOnly.Parse(line.GetProperty("published").GetString()!, CultureInfo.InvariantCulture), PublishedBasis.Given),
            Kind = Read<ClaimKind>(line.GetProperty("kind").GetString()),
            Type = line.TryGetProperty("type", out var type) ? Read<EventType>(type.GetString()) : null,
            Modes = [.. Items(line, "modes").Select(m => Read<Mode>(m.GetString())).Distinct().Order()],
            Quote = Quote.Of(quote, 0, quote.Length),
            Actors = [.. Items(line, "actors").Select(Actor)],
            Targets = [.. Items(line, "targets").Select(Actor)],
            Places = [.. Items(line, "places").Select(p => PlaceOf(p, places))],
            Time = line.TryGetProperty("time", out var time) && time.ValueKind == JsonValueKind.Array
                ? new(time[0].GetString(), Edtf.TryRead(time[1].GetString()!), Read<TimeBasis>(time[2].GetString())) : TimeMention.None,
            Counts = [.. Items(line, "counts").Select(Count)],
            Modality = line.TryGetProperty("modality", out var modality) ? Read<Modality>(modality.GetString()) : Modality.Asserted,
            Attribution = [new(publisher, "publisher"), .. Items(line, "by").Select(b => new Attribution(b[0].GetString()!, b[1].GetString(), b[2].GetString(), b[3].GetString()))],
            Coder = "hand",
        });
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement line, string key) => line.TryGetProperty(key, out var list) ? list.EnumerateArray() : default;

    private static ActorMention Actor(JsonElement a) => new(a[0].GetString() ?? a[1].GetString() ?? "", a[1].GetString() is "unidentified" ? null : a[1].GetString());

    private static PlaceMention PlaceOf(JsonElement p, Dictionary<string, Place> places)
    {
        var name = p[1].GetString();
        var entry = name is null ? null : places.GetValueOrDefault(name) ?? throw new FormatException($"the gazetteer has no '{name}'");
        var words = p[0].GetString() ?? name ?? "";
        var precision = p.GetArrayLength() > 2 ? Read<PlacePrecision>(p[2].GetString()) : PlacePrecision.Exact;
        return new(words, entry?.Id, entry?.Name ?? words, entry?.Lat, entry?.Lon, precision);
    }

    private static CountRange Count(JsonElement c) =>
        new(c[0].GetString()!, Number(c[1]), Number(c[2]), Number(c[3]), c.GetArrayLength() > 4 && c[4].ValueKind == JsonValueKind.True);

    private static long? Number(JsonElement n) => n.ValueKind == JsonValueKind.Number ? n.GetInt64() : null;

    private static T Read<T>(string? text) where T : struct, Enum => Names.TryRead<T>(text, out var value) ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}");
}
