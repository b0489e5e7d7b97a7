using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Reads boundaries and roads from GeoJSON, token by token.</summary>
internal static class Shapes
{
    /// <summary>One feature as read: its properties as text, and its polygons or lines.</summary>
    private sealed class Feature
    {
        public required DataFile File;
        public int Offset;
        public string? Id;
        public string? Name;
        public double? Number;
        public string? Geometry;
        public List<IReadOnlyList<IReadOnlyList<Position>>> Polygons = [];
        public List<Position> Points = [];

        // Worked out only where it is told: counting lines for each feature would cost more than reading it.
        public int Line => 1 + File.Bytes.AsSpan(0, Math.Min(Offset, File.Bytes.Length)).Count((byte)'\n');
    }

    /// <summary>Boundaries: each feature has <c>id</c> (of a place), <c>level</c> and a polygon or several.</summary>
    public static List<(Boundary Boundary, Func<int> Line)> Boundaries(DataFile file, FaultList faults)
    {
        var found = new List<(Boundary, Func<int>)>();
        foreach (var feature in Read(file, faults, "level"))
        {
            if (feature.Id is null) faults.Add(file.Path, feature.Line, "the boundary has no 'id'");
            else if (feature.Number is not (>= 0 and <= 9)) faults.Add(file.Path, feature.Line,
                $"the boundary '{feature.Id}' has no 'level' from 0 to 9");
            else if (feature.Geometry is not ("Polygon" or "MultiPolygon"))
                faults.Add(file.Path, feature.Line,
                    $"the boundary '{feature.Id}' is a {feature.Geometry ?? "thing without shape"}, not a Polygon or MultiPolygon");
            else
            {
                foreach (var rings in feature.Polygons)
                {
                    foreach (var ring in rings)
                    {
                        if (ring.Count < 4 || ring[0] != ring[^1])
                            faults.Add(file.Path, feature.Line,
                                $"a ring of the boundary '{feature.Id}' is not closed or has fewer than four points");
                    }
                }
                found.Add((new Boundary(feature.Id, (int)feature.Number.Value, feature.Polygons), () => feature.Line));
            }
        }
        return found;
    }

    /// <summary>Roads: each feature has <c>id</c>, <c>name</c>, <c>uncertainty_m</c> and a line.</summary>
    public static List<Road> Roads(DataFile file, FaultList faults)
    {
        var roads = new List<Road>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var feature in Read(file, faults, "uncertainty_m"))
        {
            if (feature.Id is null || feature.Name is null) faults.Add(file.Path, feature.Line, "the road lacks 'id' or 'name'");
            else if (!ids.Add(feature.Id)) faults.Add(file.Path, feature.Line, $"the road '{feature.Id}' is there twice");
            else if (feature.Geometry != "LineString" || feature.Points.Count < 2)
                faults.Add(file.Path, feature.Line, $"the road '{feature.Id}' is no LineString of two points or more");
            else if (feature.Number is not (> 0 and < 100_000))
                faults.Add(file.Path, feature.Line, $"the road '{feature.Id}' has no 'uncertainty_m' between 0 and 100,000");
            else roads.Add(new Road(feature.Id, feature.Name, feature.Points.ToArray(), feature.Number.Value));
        }
        return roads;
    }

    private static List<Feature> Read(DataFile file, FaultList faults, string number)
    {
        var features = new List<Feature>();
        var bytes = file.Bytes.AsSpan();
        if (bytes.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 32 });
            var seen = false;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("an object is expected");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isFeatures = reader.ValueTextEquals("features"u8);
                reader.Read();
                if (!isFeatures || reader.TokenType != JsonTokenType.StartArray)
                {
                    reader.Skip();
                    continue;
                }
                seen = true;
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                    features.Add(ReadFeature(ref reader, file, faults, number));
            }
            if (!seen) faults.Add(file.Path, 1, "there is no list 'features'", "Write a GeoJSON FeatureCollection");
        }
        catch (JsonException e)
        {
            faults.Add(file.Path, (int)(e.LineNumber ?? 0) + 1, "this is not GeoJSON that can be read",
                "Check brackets and commas near this line");
        }
        return features;
    }

    private static Feature ReadFeature(ref Utf8JsonReader reader, DataFile file, FaultList faults, string number)
    {
        var feature = new Feature { File = file, Offset = (int)reader.TokenStartIndex };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("properties"u8))
            {
                reader.Read();
                ReadProperties(ref reader, feature, number);
            }
            else if (reader.ValueTextEquals("geometry"u8))
            {
                reader.Read();
                ReadGeometry(ref reader, feature, file, faults);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return feature;
    }

    private static void ReadProperties(ref Utf8JsonReader reader, Feature feature, string number)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (id, name, figure) = (reader.ValueTextEquals("id"u8), reader.ValueTextEquals("name"u8), reader.ValueTextEquals(number));
            reader.Read();
            if (id && reader.TokenType == JsonTokenType.String) feature.Id = reader.GetString();
            else if (name && reader.TokenType == JsonTokenType.String) feature.Name = reader.GetString();
            else if (figure && reader.TokenType == JsonTokenType.Number) feature.Number = reader.GetDouble();
            else reader.Skip();
        }
    }

    private static void ReadGeometry(ref Utf8JsonReader reader, Feature feature, DataFile file, FaultList faults)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                feature.Geometry = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                reader.Read();
                var depth = 1;
                if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
                ReadCoordinates(ref reader, feature, file, faults, ref depth);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    // One loop over the tokens for all shapes: a pair closes a position, the list above it a ring or line, the one above that a polygon.
    private static void ReadCoordinates(ref Utf8JsonReader reader, Feature feature, DataFile file, FaultList faults, ref int depth)
    {
        var ring = new List<Position>();
        var rings = new List<IReadOnlyList<Position>>();
        double x = 0, y = 0;
        int numbers = 0, level = 0; // level: how many lists have closed since the last position
        var bad = false;
        while (depth > 0 && reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    depth++;
                    numbers = 0;
                    level = 0;
                    break;
                case JsonTokenType.Number:
                    if (numbers == 0) x = reader.GetDouble();
                    else if (numbers == 1) y = reader.GetDouble();
                    numbers++;
                    break;
                case JsonTokenType.EndArray:
                    depth--;
                    if (numbers >= 2)
                    {
                        bad |= x is < -180 or > 180 || y is < -90 or > 90;
                        ring.Add(new Position(y, x));
                        numbers = 0;
                        level = 0;
                        break;
                    }
                    level++;
                    if (level == 1 && ring.Count > 0)
                    {
                        if (depth == 0) feature.Points = ring;
                        rings.Add(ring.ToArray());
                        ring = [];
                    }
                    if (level == 2 && rings.Count > 0)
                    {
                        feature.Polygons.Add(rings.ToArray());
                        rings = [];
                    }
                    break;
                default:
                    throw new JsonException();
            }
        }
        if (bad) faults.Add(file.Path, feature.Line, $"a point of '{feature.Id}' lies outside the world",
            "GeoJSON gives the longitude first, then the latitude");
    }
}
