using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hudna.Codebook;

namespace Hudna.Agreements.Tests;

/// <summary>Incidents as the case files write them: type modes | date | actors > targets | places | counts.</summary>
internal static class IncidentText
{
    public static Incident Read(string line, Theatre theatre)
    {
        var parts = line.Split('|').Select(p => p.Trim()).ToArray();
        var words = parts[0].Split(' ');
        Names.TryRead<EventType>(words[0], out var type);
        var who = parts[2].Split('>');
        return new Incident
        {
            Id = "incident:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..20],
            Type = type,
            Modes = [.. words.Skip(1).Select(w => Names.TryRead<Mode>(w, out var m) ? m : throw new FormatException(w))],
            Time = parts[1] == "-" ? null : Edtf.TryRead(parts[1]) ?? throw new FormatException(parts[1]),
            Actors = Actors(who[0]),
            Targets = Actors(who[1]),
            Places = [.. Items(parts[3]).Select(p => Place(p, theatre))],
            Counts = parts.Length < 5 ? [] : [.. Items(parts[4]).Select(Count)],
            ClaimIds = ["claim:00000000000000000000"],
            Mentions = 1,
            IndependentSources = 1,
        };
    }

    private static IncidentCount Count(string text)
    {
        var n = long.Parse(text.Split('=')[1], CultureInfo.InvariantCulture);
        return new IncidentCount(text.Split('=')[0], n, n, n, []);
    }

    private static string[] Items(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<ActorMention> Actors(string list) => [.. Items(list).Select(a => new ActorMention(a, a))];

    private static PlaceMention Place(string text, Theatre theatre)
    {
        var words = text.Split(' ');
        var place = theatre.Places.FirstOrDefault(p => p.Id == words[0]) ?? throw new FormatException($"There is no place '{words[0]}'.");
        Names.TryRead<PlacePrecision>(words.ElementAtOrDefault(1) ?? "exact", out var precision);
        Names.TryRead<PlaceRole>(words.ElementAtOrDefault(2) ?? "where", out var role);
        return new PlaceMention(place.Name, place.Id, place.Name, place.Lat, place.Lon, precision, role);
    }
}
