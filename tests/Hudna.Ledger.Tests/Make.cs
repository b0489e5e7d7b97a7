using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Ledger.Tests;

/// <summary>Small reports and claims for tests.</summary>
internal static class Make
{
    public const string Coder = "test/1";

    public static Report Report(string text, string publisher = "Agency", string? published = "2021-09-02", string? source = null) => new()
    {
        Id = Codebook.Report.IdOf(text),
        Source = source ?? publisher + ".txt",
        Publisher = publisher,
        Published = published is null ? null : DateOnly.Parse(published),
        PublishedBasis = published is null ? PublishedBasis.Unknown : PublishedBasis.Given,
        Language = "en",
        Title = "A title",
        Text = text,
        Passages = text.Length == 0 ? [] : [new(0, text.Length, PassageRole.Body, "en")],
        Original = System.Text.Encoding.UTF8.GetBytes(text),
    };

    /// <summary>An air strike that a report tells of in some words of its text; the whole text where none are given.</summary>
    public static Claim Strike(Report report, string? words = null, string place = "p:ariha", string day = "2021-09-01", string actor = "russia/air-force",
        long? killed = null, Modality modality = Modality.Asserted, EventType type = EventType.Assault, Mode mode = Mode.Airstrike,
        PlacePrecision precision = PlacePrecision.Exact, string? target = "civilians", string coder = Coder)
    {
        var start = words is null ? 0 : report.Text.IndexOf(words, StringComparison.Ordinal);
        var at = Gazetteer.TryGetValue(place, out var entry) ? entry : null;
        return ClaimJson.Named(new Claim
        {
            Id = "",
            Report = report.Reference,
            Kind = ClaimKind.Event,
            Type = type,
            Modes = [mode],
            Quote = Quote.Of(report.Text, start, start + (words ?? report.Text).Length),
            Actors = actor.Length == 0 ? [] : [new("warplanes", actor)],
            Targets = target is null ? [] : [new("people", target)],
            Places = place.Length == 0 ? [] : [new(place, place, at?.Name ?? place, at?.Lat, at?.Lon, precision)],
            Time = day.Length == 0 ? TimeMention.None : new(day, Edtf.TryRead(day), TimeBasis.Stated),
            Counts = killed is { } n ? [CountRange.Exactly("killed", n)] : [],
            Modality = modality,
            Attribution = [new(report.Publisher ?? Attribution.Unnamed, "publisher")],
            Confidence = 0.9,
            Coder = coder,
        });
    }

    /// <summary>A few places: two towns in one district, a village at the edge of one of them, and a town far away.</summary>
    public static IReadOnlyDictionary<string, Place> Gazetteer { get; } = new[]
    {
        Place("p:syria", PlaceKind.Country, 35.0, 38.0, 400_000),
        Place("p:idlib", PlaceKind.Governorate, 35.8, 36.7, 50_000, "p:syria"),
        Place("p:ariha-district", PlaceKind.District, 35.75, 36.6, 15_000, "p:idlib", "p:syria"),
        Place("p:ariha", PlaceKind.Town, 35.8137, 36.6097, 1_500, "p:ariha-district", "p:idlib", "p:syria"),
        Place("p:nahlia", PlaceKind.Village, 35.8350, 36.6200, 600, "p:ariha-district", "p:idlib", "p:syria"),
        Place("p:ihsim", PlaceKind.Town, 35.7250, 36.5510, 1_000, "p:ariha-district", "p:idlib", "p:syria"),
        Place("p:saraqib", PlaceKind.Town, 35.8644, 36.8058, 2_000, "p:idlib", "p:syria"),
        Place("p:latakia", PlaceKind.City, 35.5317, 35.7900, 6_000, "p:syria"),
    }.ToDictionary(p => p.Id);

    private static Place Place(string id, PlaceKind kind, double lat, double lon, double radius, params string[] within) =>
        new() { Id = id, Name = id[2..], Kind = kind, Lat = lat, Lon = lon, RadiusMetres = radius, Within = within };
}

/// <summary>A clock that stands where it is put.</summary>
internal sealed class FakeClock(DateTimeOffset now) : TimeProvider
{
    public FakeClock() : this(new(2021, 9, 3, 6, 0, 0, TimeSpan.Zero)) { }

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}

/// <summary>A folder that goes when the test does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("hudna-ledger-").FullName;

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, true);
        }
        catch (IOException)
        {
            // A file still held open elsewhere is left to the system's cleaning.
        }
    }
}
