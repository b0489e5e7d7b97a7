using System.Globalization;
using Hudna.Codebook;
using YamlDotNet.RepresentationModel;

namespace Hudna.Exchange.Theatres;

/// <summary>
/// A place in a YAML tree that may be missing or of the wrong sort: then it reads as nothing, the schema's check having said so already.
/// </summary>
internal readonly struct AgreementNode(YamlNode? node)
{
    public AgreementNode this[string name] =>
        new(node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null);

    public bool Exists => node is not null;

    public string? Text => (node as YamlScalarNode)?.Value is { } text ? text.Trim() : null;

    public string TextOrEmpty => Text ?? "";

    public DateOnly? Day => Date(Text);

    public bool True => Text == "true";

    public double? Length => Metres(Text);

    public double? Number =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null;

    public IReadOnlyList<string> Texts => [.. Items.Select(i => i.TextOrEmpty)];

    public IReadOnlyList<AgreementNode> Items => node is YamlSequenceNode list ? [.. list.Children.Select(c => new AgreementNode(c))] : [];

    public IReadOnlyList<T> Values<T>() where T : struct, Enum =>
        [.. Texts.Where(t => Names.TryRead<T>(t, out _)).Select(t => Names.TryRead<T>(t, out var v) ? v : default)];

    public T Value<T>(T otherwise) where T : struct, Enum => Names.TryRead<T>(Text, out var v) ? v : otherwise;

    public IReadOnlyList<Position> Points => [.. Items.Select(p => p.Items).Where(p => p.Count == 2).Select(p => new Position(p[0].Number ?? 0, p[1].Number ?? 0))];

    public static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Metres of a length with its unit (<c>6 km</c>, <c>500 m</c>), from 0 to 1000 km; null where it is none.</summary>
    public static double? Metres(string? text)
    {
        if (text is null) return null;
        var (digits, factor) = text.EndsWith("km", StringComparison.Ordinal) ? (text[..^2], 1000.0)
            : text.EndsWith('m') ? (text[..^1], 1.0) : ("", 0);
        return double.TryParse(digits.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n * factor is >= 0 and <= 1_000_000
            ? n * factor : null;
    }
}
