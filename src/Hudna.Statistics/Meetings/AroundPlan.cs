using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hudna.Codebook.Json;

namespace Hudna.Statistics.Meetings;

/// <summary>How reporting effort enters.</summary>
public enum EffortUse
{
    /// <summary>Twice the reports, twice the events told of: the rate per report is compared.</summary>
    Offset,

    /// <summary>The series itself says how much more is told of when more is reported.</summary>
    Estimated,

    /// <summary>Effort is left out of account.</summary>
    Ignored,
}

/// <summary>
/// Everything that decides the answer, written down before the answer is looked at. Its hash goes into the record; whoever doubts the
/// result can see that the question was not bent to the data.
/// </summary>
public sealed record AroundPlan
{
    /// <summary>The question in words.</summary>
    public required string Question { get; init; }

    /// <summary>The meetings asked about.</summary>
    public required IReadOnlyList<Meeting> Meetings { get; init; }

    /// <summary>Meetings of other kinds, whose own windows get a level of their own and so do not count as ordinary days.</summary>
    public IReadOnlyList<Meeting> Others { get; init; } = [];

    /// <summary>The windows.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>What is counted.</summary>
    public required IReadOnlyList<Outcome> Outcomes { get; init; }

    /// <summary>How the series are made: stretch of days, gaps, precision of dates, days of effort.</summary>
    public SeriesSettings Series { get; init; } = new();

    /// <summary>Days by which all windows are moved; 0 for none.</summary>
    public int Lag { get; init; }

    /// <summary>Which end of the uncertainty decides.</summary>
    public Figure Figure { get; init; } = Figure.Best;

    /// <summary>How effort enters.</summary>
    public EffortUse Effort { get; init; } = EffortUse.Offset;

    /// <summary>Bends of the trend a year; 0 for a straight line.</summary>
    public double KnotsPerYear { get; init; } = 4;

    /// <summary>Harmonics of the season.</summary>
    public int Harmonics { get; init; } = 2;

    /// <summary>Whether the day of the week counts.</summary>
    public bool Weekday { get; init; } = true;

    /// <summary>Number of placebo calendars.</summary>
    public int Placebos { get; init; } = 9_999;

    /// <summary>Seed of the placebo dates.</summary>
    public ulong Seed { get; init; } = 20_200_305;

    /// <summary>Chance of a false alarm that is accepted, over all questions together.</summary>
    public double Level { get; init; } = 0.05;

    /// <summary>SHA-256 of the events, the meetings' file and the effort, hex.</summary>
    public IReadOnlyList<string> Data { get; init; } = [];

    /// <summary><c>plan:</c> and twenty hex digits of the SHA-256 of the canonical JSON.</summary>
    public string Id => "plan:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson())))[..20];

    /// <summary>The plan as one line of JSON: keys in a fixed order, no white space; the same plan always gives the same bytes.</summary>
    public string CanonicalJson()
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options))
        {
            json.WriteStartObject();
            json.WriteString("question", Question);
            Write(json, "meetings", Meetings);
            Write(json, "others", Others);
            json.WriteStartArray("phases");
            foreach (var p in Phases)
            {
                json.WriteStartObject();
                json.WriteString("name", p.Name);
                json.WriteString("from", p.From.ToString());
                json.WriteNumber("fromDays", p.FromDays);
                json.WriteString("to", p.To.ToString());
                json.WriteNumber("toDays", p.ToDays);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("outcomes");
            foreach (var o in Outcomes)
            {
                json.WriteStartObject();
                json.WriteString("name", o.Name);
                json.WriteString("count", o.Count);
                json.WriteStartObject("choice");
                foreach (var (mark, values) in o.Choice.OrderBy(c => c.Key, StringComparer.Ordinal)) Write(json, mark, values);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("from", Series.From?.ToString("yyyy-MM-dd"));
            json.WriteString("to", Series.To?.ToString("yyyy-MM-dd"));
            json.WriteNumber("widestDays", Series.WidestDays);
            json.WriteNumber("effortDays", Series.EffortDays);
            Write(json, "gaps", Series.Gaps.Select(g => $"{g.First:yyyy-MM-dd}/{g.Last:yyyy-MM-dd}"));
            Write(json, "withoutSources", Series.WithoutSources);
            json.WriteNumber("lag", Lag);
            json.WriteString("figure", Figure.ToString());
            json.WriteString("effort", Effort.ToString());
            json.WriteNumber("knotsPerYear", KnotsPerYear);
            json.WriteNumber("harmonics", Harmonics);
            json.WriteBoolean("weekday", Weekday);
            json.WriteNumber("placebos", Placebos);
            json.WriteNumber("seed", Seed);
            json.WriteNumber("level", Level);
            json.WriteString("correction", "Holm");
            Write(json, "data", Data);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var v in values) json.WriteStringValue(v);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<Meeting> meetings)
    {
        json.WriteStartArray(name);
        foreach (var m in meetings)
        {
            json.WriteStartObject();
            json.WriteString("id", m.Id);
            json.WriteString("name", m.Name);
            json.WriteString("start", m.Start.ToString("yyyy-MM-dd"));
            json.WriteString("end", m.End.ToString("yyyy-MM-dd"));
            json.WriteString("announced", m.Announced?.ToString("yyyy-MM-dd"));
            json.WriteString("signed", m.Signed?.ToString("yyyy-MM-dd"));
            json.WriteString("inForce", m.InForce?.ToString("yyyy-MM-dd"));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
