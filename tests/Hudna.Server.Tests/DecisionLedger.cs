using Hudna.Codebook;
using Hudna.Codebook.Json;

namespace Hudna.Server.Tests;

/// <summary>A ledger on the disk with three invented reports, coded by hand, served with its pages: what a reader can decide about.</summary>
internal sealed class DecisionLedger : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private DecisionLedger(DirectoryInfo folder, Observatory.Observatory observatory, HudnaServer server) => (_folder, Observatory, Server) = (folder, observatory, server);

    public Observatory.Observatory Observatory { get; }

    public HudnaServer Server { get; }

    public static async Task<DecisionLedger> Start()
    {
        var folder = Directory.CreateTempSubdirectory("hudna-decide");
        var database = Path.Combine(folder.FullName, "ledger.db");
        Place place;
        using (var empty = Hudna.Observatory.Observatory.Open(new() { Database = database, MakeLedger = true }))
            place = empty.Theatre.Places.First(p => p.Kind == PlaceKind.Village);
        using (var record = Ledger.Record.Open(database, TimeProvider.System))
        {
            Append(record, place, "North Wire", "Shells hit the village and killed three farmers.", 3, Mode.Shelling);
            Append(record, place, "Relief Desk", "Three people died when the village was shelled.", 3, Mode.Shelling);
            Append(record, place, "Hill Radio", "A drone dropped a charge on a car at the edge of the fields.", null, Mode.DroneStrike);
        }
        var observatory = Hudna.Observatory.Observatory.Open(new() { Database = database });
        return new(folder, observatory, await HudnaServer.StartAsync(observatory, 0));
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Observatory.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Append(Ledger.Record record, Place place, string publisher, string text, long? killed, Mode mode)
    {
        var report = new Report
        {
            Id = Report.IdOf(text), Source = publisher + ".txt", Publisher = publisher, Published = new(2021, 9, 2), PublishedBasis = PublishedBasis.Given,
            Language = "en", Title = publisher, Text = text, Passages = [new(0, text.Length, PassageRole.Body, "en")],
        };
        var claim = ClaimJson.Named(new Claim
        {
            Id = "", Report = report.Reference, Kind = ClaimKind.Event, Type = EventType.Assault, Modes = [mode], Quote = Quote.Of(text, 0, text.Length),
            Places = [new(place.Name, place.Id, place.Name, place.Lat, place.Lon, PlacePrecision.Exact)],
            Time = new("on Wednesday", Edtf.TryRead("2021-09-01"), TimeBasis.Relative), Counts = killed is { } n ? [CountRange.Exactly("killed", n)] : [],
            Attribution = [new(publisher, "publisher")], Coder = "hand/test",
        });
        record.Append(report, [claim], claim.Coder);
    }
}
