using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>The small shapes that several answers share.</summary>
internal static class Fields
{
    public static void Day(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } d) json.WriteString(name, d.ToString("yyyy-MM-dd"));
        else json.WriteNull(name);
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } v) json.WriteNumber(name, v);
        else json.WriteNull(name);
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void List<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> fields)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            fields(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Time(this Utf8JsonWriter json, string name, Edtf? time)
    {
        if (time is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteString("edtf", time.Text);
        json.Day("start", time.Start);
        json.Day("end", time.End);
        json.WriteBoolean("approximate", time.IsApproximate);
        json.WriteEndObject();
    }

    public static void Count(this Utf8JsonWriter json, CountRange count)
    {
        json.WriteString("what", count.What);
        json.Number("min", count.Min);
        json.Number("best", count.Best);
        json.Number("max", count.Max);
        json.WriteBoolean("approximate", count.Approximate);
    }

    /// <summary>A position as GeoJSON: longitude first, five decimals (about a metre).</summary>
    public static void Point(this Utf8JsonWriter json, Position p)
    {
        json.WriteStartArray();
        json.WriteNumberValue(Math.Round(p.Lon, 5));
        json.WriteNumberValue(Math.Round(p.Lat, 5));
        json.WriteEndArray();
    }
}
