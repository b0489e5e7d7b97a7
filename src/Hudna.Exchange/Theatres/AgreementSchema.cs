using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hudna.Codebook;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Hudna.Exchange.Theatres;

/// <summary>
/// Checks a YAML tree against the project's JSON schema of agreements, fault by fault with its line. Only the keywords that the schema
/// itself says it uses are known here; a test holds it to them.
/// </summary>
internal sealed class AgreementSchema
{
    private const int DeepestNesting = 24;
    private readonly JsonElement _root;
    private readonly JsonElement _definitions;

    private AgreementSchema(JsonElement root)
    {
        _root = root;
        _definitions = root.GetProperty("$defs");
    }

    /// <summary>The schema that is built into this assembly, the same file as <c>data/schema/agreement.schema.json</c>.</summary>
    public static AgreementSchema BuiltIn { get; } = Load();

    /// <summary>Checks a document; notes the line of every node under its path (<c>terms/2/zone</c>).</summary>
    public void Check(YamlNode document, Dictionary<string, int> lines, Action<int, string, string?> fault) =>
        new Walk(_definitions, lines, fault).Node(_root, document, "", 0);

    private static AgreementSchema Load()
    {
        using var stream = typeof(AgreementSchema).Assembly.GetManifestResourceStream("agreement.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return new AgreementSchema(document.RootElement.Clone());
    }

    private sealed class Walk(JsonElement definitions, Dictionary<string, int> lines, Action<int, string, string?> fault)
    {
        public void Node(JsonElement schema, YamlNode node, string path, int depth)
        {
            var line = (int)node.Start.Line;
            lines[path] = line;
            if (depth > DeepestNesting)
            {
                fault(line, "this is nested too deeply", null);
                return;
            }
            var minimum = schema;
            while (schema.TryGetProperty("$ref", out var reference))
                schema = definitions.GetProperty(reference.GetString()!["#/$defs/".Length..]);
            switch (schema.GetProperty("type").GetString())
            {
                case "object": Map(schema, node, path, depth, line); break;
                case "array": List(schema, minimum, node, path, depth, line); break;
                default: Scalar(schema, node, path, line); break;
            }
        }

        private void Map(JsonElement schema, YamlNode node, string path, int depth, int line)
        {
            if (node is not YamlMappingNode map)
            {
                fault(line, $"{Named(path)} should be a map of names and values", null);
                return;
            }
            var properties = schema.GetProperty("properties");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (key, value) in map.Children)
            {
                var name = (key as YamlScalarNode)?.Value ?? "";
                seen.Add(name);
                if (properties.TryGetProperty(name, out var property))
                {
                    var child = path.Length == 0 ? name : $"{path}/{name}";
                    Node(property, value, child, depth + 1);
                    // A map begins on the line after its name; people look for the name.
                    lines[child] = (int)key.Start.Line;
                }
                else if (name.Contains(' ', StringComparison.Ordinal) && value is YamlScalarNode { Value: null or "" })
                    fault((int)key.Start.Line, $"'{name}' stands alone in {Named(path)}", "Put words that hold a comma in quotation marks");
                else fault((int)key.Start.Line, $"'{name}' is not known in {Named(path)}", $"Known are {string.Join(", ", properties.EnumerateObject().Select(p => p.Name))}");
            }
            if (schema.TryGetProperty("required", out var required))
            {
                foreach (var name in required.EnumerateArray().Select(n => n.GetString()!).Where(n => !seen.Contains(n)))
                    fault(line, $"{Named(path)} lacks '{name}'", null);
            }
            if (schema.TryGetProperty("minProperties", out var least) && seen.Count < least.GetInt32()) fault(line, $"{Named(path)} is empty", null);
        }

        private void List(JsonElement schema, JsonElement outer, YamlNode node, string path, int depth, int line)
        {
            if (node is not YamlSequenceNode list)
            {
                fault(line, $"{Named(path)} should be a list", "Write it as [one, two] or as lines that begin with a hyphen");
                return;
            }
            var least = Math.Max(Limit(schema, "minItems", 0), Limit(outer, "minItems", 0));
            if (list.Children.Count < least) fault(line, $"{Named(path)} should have at least {least} {(least == 1 ? "entry" : "entries")}", null);
            if (list.Children.Count > Limit(schema, "maxItems", int.MaxValue)) fault(line, $"{Named(path)} has too many entries", null);
            var items = schema.GetProperty("items");
            for (var i = 0; i < list.Children.Count; i++) Node(items, list.Children[i], $"{path}/{i}", depth + 1);
        }

        private void Scalar(JsonElement schema, YamlNode node, string path, int line)
        {
            if (node is not YamlScalarNode { Value: { } text } scalar || (text.Length == 0 && scalar.Style == ScalarStyle.Plain))
            {
                fault(line, $"{Named(path)} should be a single value", null);
                return;
            }
            var good = schema.GetProperty("type").GetString() switch
            {
                "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
                "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n),
                "boolean" => text is "true" or "false",
                _ => true,
            };
            if (!good) fault(line, $"{Named(path)} '{text}' is no {schema.GetProperty("type").GetString()}", null);
            if (schema.TryGetProperty("enum", out var values) && !values.EnumerateArray().Any(v => v.GetString() == text))
                fault(line, $"{Named(path)} '{text}' is not known", $"Known are {string.Join(", ", values.EnumerateArray().Select(v => v.GetString()))}");
            if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!, RegexOptions.CultureInvariant))
                fault(line, $"{Named(path)} '{text}' is no id", "Use small letters, digits, hyphens and points");
            if (schema.TryGetProperty("format", out var format)) Format(format.GetString()!, text, path, line);
        }

        private void Format(string format, string text, string path, int line)
        {
            switch (format)
            {
                case "date" when AgreementNode.Date(text) is null:
                    fault(line, $"{Named(path)} '{text}' is no day that exists", "Write days like 2020-03-05");
                    break;
                case "edtf" when Edtf.TryRead(text) is null:
                    fault(line, $"{Named(path)} '{text}' is no date that exists", "Write dates like 2020-03-05, 2020-03 or 2020-03-05/2020-08-18");
                    break;
                case "length" when AgreementNode.Metres(text) is null:
                    fault(line, $"{Named(path)} '{text}' is no length", "Write lengths like 6 km or 500 m");
                    break;
            }
        }

        private static int Limit(JsonElement schema, string name, int otherwise) => schema.TryGetProperty(name, out var n) ? n.GetInt32() : otherwise;

        private static string Named(string path)
        {
            if (path.Length == 0) return "the file";
            var parts = path.Split('/');
            return int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? $"entry {index + 1} of '{parts[^2]}'"
                : $"'{parts[^1]}'";
        }
    }
}
