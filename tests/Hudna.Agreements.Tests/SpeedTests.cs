using System.Diagnostics;
using Hudna.Codebook;
using Xunit.Abstractions;

namespace Hudna.Agreements.Tests;

/// <summary>A million incidents under every term and reading of the theatre; long, so only where HUDNA_LONG is set.</summary>
public class SpeedTests(ITestOutputHelper output)
{
    [Fact]
    public void A_million_incidents_are_judged_within_a_minute()
    {
        var slow = Environment.GetEnvironmentVariable("HUDNA_LONG") is not null;
        var n = slow ? 1_000_000 : 10_000;
        var theatre = Theatres.Idlib;
        var building = Stopwatch.StartNew();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var zones = new Zones(theatre);
        output.WriteLine($"zones built in {building.ElapsedMilliseconds} ms, processor {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds:0} ms");
        var judge = new Judge(theatre, zones);
        var duties = judge.Duties([], new Dictionary<string, Claim>());
        // Processor time, so that a busy machine does not decide.
        before = Process.GetCurrentProcess().TotalProcessorTime;
        var (found, byVerdict) = (0, new int[5]);
        foreach (var finding in judge.Stream(Incidents(theatre, n), new Dictionary<string, Claim>(), duties))
        {
            found++;
            byVerdict[(int)finding.Verdict]++;
        }
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var held = theatre.Agreements.Sum(a => a.Terms.Count * a.Readings.Count);
        output.WriteLine($"{n} incidents x {held} term-readings in {seconds:0.0} s of processor time, {found} findings: {string.Join(", ", byVerdict)}");
        Assert.True(!slow || seconds < 60);
        Assert.NotEqual(0, found);
    }

    private static IEnumerable<Incident> Incidents(Theatre theatre, int n)
    {
        var random = new Random(1);
        var places = theatre.Places.Where(p => p.Id.StartsWith("pcode:C", StringComparison.Ordinal) && p.Within.Contains("pcode:SY07")).ToArray();
        string[] actors = ["russia/air-force", "syria/army", "turkey/army", "hts", "nlf", "unidentified", "syria/pro-government-forces", "isis"];
        string[] targets = ["civilians", "hts", "syria/army", "nlf"];
        Mode[] modes = [Mode.Airstrike, Mode.Shelling, Mode.Missile, Mode.Clash, Mode.Ied];
        var first = new DateOnly(2017, 1, 1);
        for (var i = 0; i < n; i++)
        {
            var place = places[random.Next(places.Length)];
            var actor = actors[random.Next(actors.Length)];
            var move = random.Next(5) == 0;
            yield return new Incident
            {
                Id = $"incident:{i:x20}",
                Type = move ? EventType.Mobilize : EventType.Assault,
                Modes = move ? [Mode.Convoy] : [modes[random.Next(modes.Length)]],
                Time = Edtf.Day(first.AddDays(1200 + random.Next(600))),
                Places = [new PlaceMention(place.Name, place.Id, place.Name, place.Lat, place.Lon, PlacePrecision.Exact)],
                Actors = [new ActorMention(actor, actor)],
                Targets = random.Next(2) == 0 ? [] : [new ActorMention("x", targets[random.Next(targets.Length)])],
                ClaimIds = [$"claim:{i:x20}"],
                Mentions = 1,
                IndependentSources = 1,
            };
        }
    }
}
