using Hudna.Codebook;
using Microsoft.AspNetCore.Http;

namespace Hudna.Server;

/// <summary>Which incidents a query asks for. Fields not given let everything through.</summary>
internal sealed record IncidentFilter
{
    public IReadOnlySet<EventType> Types { get; init; } = new HashSet<EventType>();

    public IReadOnlySet<Mode> Modes { get; init; } = new HashSet<Mode>();

    /// <summary>An actor id; those beneath it count too.</summary>
    public string? Actor { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public string? Agreement { get; init; }

    public string? Reading { get; init; }

    public string? Term { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>Words that must all occur in a claim's quote, its report's title, or a name.</summary>
    public string? Text { get; init; }

    /// <summary>Whether only those with, or only those without, something to draw on the map are asked for.</summary>
    public bool? Placed { get; init; }

    /// <summary>Reads a query.</summary>
    /// <exception cref="BadQueryException">A value is none of those allowed.</exception>
    public static IncidentFilter Of(IQueryCollection query) => new()
    {
        Types = Words<EventType>(query, "type"),
        Modes = Words<Mode>(query, "mode"),
        Actor = One(query, "actor"),
        From = Day(query, "from"),
        To = Day(query, "to"),
        Agreement = One(query, "agreement"),
        Reading = One(query, "reading"),
        Term = One(query, "term"),
        Verdict = Words<Verdict>(query, "verdict") is { Count: > 0 } v ? v.First() : null,
        Text = One(query, "q"),
        Placed = One(query, "placed") switch
        {
            null => null,
            "true" => true,
            "false" => false,
            var other => throw new BadQueryException("placed", other, "true or false"),
        },
    };

    public IEnumerable<Incident> Apply(Snapshot snapshot)
    {
        var words = Text is null ? [] : Folded.Words(Text);
        return snapshot.Incidents.Where(i =>
            (Types.Count == 0 || Types.Contains(i.Type))
            && (Modes.Count == 0 || i.Modes.Any(Modes.Contains))
            && (Actor is null || i.Actors.Concat(i.Targets).Any(a => snapshot.IsOrBelongsTo(a.Id, Actor)))
            && (From is null || i.Time?.End is null || i.Time.End >= From)
            && (To is null || i.Time?.Start is null || i.Time.Start <= To)
            && ((From ?? To) is null || i.Time is not null)
            && (Placed is null || Placed == i.Places.Any(p => snapshot.Extents.Of(p).IsDrawn))
            && Judged(snapshot, i)
            && (words.Count == 0 || Says(snapshot, i, words)));
    }

    private bool Judged(Snapshot snapshot, Incident incident) =>
        (Agreement, Reading, Term, Verdict) is (null, null, null, null)
        || snapshot.FindingsOf(incident.Id).Any(f =>
            (Agreement is null || f.AgreementId == Agreement) && (Reading is null || f.ReadingId == Reading)
            && (Term is null || f.TermId == Term) && (Verdict is null || f.Verdict == Verdict));

    private static bool Says(Snapshot snapshot, Incident incident, IReadOnlyList<string> words)
    {
        var claims = incident.ClaimIds.Select(snapshot.Claim).OfType<Claim>().ToList();
        var said = Folded.Text(string.Join('\n',
        [
            .. claims.Select(c => c.Quote.Exact),
            .. claims.Select(c => $"{c.Report.Publisher} {snapshot.Header(c.Report.Id)?.Title}"),
            .. incident.Places.Select(p => $"{p.Name} {p.Text} {snapshot.Place(p.Id)?.NameArabic}"),
            .. incident.Actors.Concat(incident.Targets).Select(a => $"{a.Text} {snapshot.Actor(a.Id)?.Name}"),
            .. incident.Modes.Select(m => m.Text()), incident.Type.Text(),
        ]));
        return words.All(w => said.Contains(w, StringComparison.Ordinal));
    }

    internal static string? One(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var v) && v.LastOrDefault() is { Length: > 0 } text ? text : null;

    internal static DateOnly? Day(IQueryCollection query, string name) => One(query, name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day
        : throw new BadQueryException(name, text, "a day such as 2020-03-06");

    private static HashSet<T> Words<T>(IQueryCollection query, string name) where T : struct, Enum =>
        [.. (One(query, name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? []).Select(word =>
            Names.TryRead<T>(word, out var value) ? value : throw new BadQueryException(name, word, string.Join(", ", Names.All<T>())))];
}

/// <summary>A query's value is none of those allowed, or asks for what the data do not hold.</summary>
internal sealed class BadQueryException(string message) : Exception(message)
{
    public BadQueryException(string name, string value, string allowed)
        : this($"'{name}' is '{value}'; allowed: {allowed}.")
    {
    }
}
