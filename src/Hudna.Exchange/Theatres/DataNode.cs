using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Hudna.Exchange.Theatres;

/// <summary>A value of a YAML file with the line that it stands on. Read by events, not by reflection: that starts quicker.</summary>
internal abstract record DataNode(int Line)
{
    /// <summary>Reads the one document of a file; null, with a fault, where it is none.</summary>
    public static DataNode? Read(DataFile file, FaultList faults)
    {
        if (file.Text(faults) is not { } text) return null;
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.MoveNext();
            parser.MoveNext();
            if (parser.Current is not DocumentStart)
            {
                faults.Add(file.Path, 1, "the file is empty");
                return null;
            }
            parser.MoveNext();
            return Node(parser, 0);
        }
        catch (YamlException e)
        {
            faults.Add(file.Path, (int)e.Start.Line, $"this is not YAML: {e.Message.TrimEnd('.')}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser's own word for brackets that do not fit together.
            faults.Add(file.Path, (int)(parser.Current?.Start.Line ?? 1), "this is not YAML: brackets are opened and not closed");
            return null;
        }
    }

    private static DataNode Node(Parser parser, int depth)
    {
        var at = parser.Current!;
        var line = (int)at.Start.Line;
        if (depth > 64) throw new YamlException(at.Start, at.End, "values are nested too deeply");
        switch (at)
        {
            case Scalar scalar:
                parser.MoveNext();
                return new DataScalar(line, scalar.Value, scalar.Style is ScalarStyle.Plain && scalar.Value is "" or "~" or "null");
            case SequenceStart:
                var items = new List<DataNode>();
                parser.MoveNext();
                while (parser.Current is not SequenceEnd) items.Add(Node(parser, depth + 1));
                parser.MoveNext();
                return new DataList(line, items);
            case MappingStart:
                var entries = new List<(string Key, int Line, DataNode Value)>();
                parser.MoveNext();
                while (parser.Current is not MappingEnd)
                {
                    if (parser.Current is not Scalar key) throw new YamlException(parser.Current!.Start, parser.Current.End,
                        "a key is not plain text");
                    parser.MoveNext();
                    entries.Add((key.Value, (int)key.Start.Line, Node(parser, depth + 1)));
                }
                parser.MoveNext();
                return new DataMap(line, entries);
            default:
                throw new YamlException(at.Start, at.End, "anchors and aliases are not used here");
        }
    }
}

/// <summary>A single value.</summary>
internal sealed record DataScalar(int Line, string Text, bool IsNull) : DataNode(Line);

/// <summary>A list.</summary>
internal sealed record DataList(int Line, IReadOnlyList<DataNode> Items) : DataNode(Line);

/// <summary>Keys with their values, in the file's order.</summary>
internal sealed record DataMap(int Line, IReadOnlyList<(string Key, int Line, DataNode Value)> Entries) : DataNode(Line);

/// <summary>Takes the entries of a map one by one, adds faults for what is missing, of the wrong sort, doubled or left over.</summary>
internal sealed class DataEntries
{
    private readonly DataFile _file;
    private readonly FaultList _faults;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly DataMap _map;

    private DataEntries(DataFile file, FaultList faults, DataMap map) => (_file, _faults, _map) = (file, faults, map);

    public int Line => _map.Line;

    public static DataEntries? Of(DataNode? node, DataFile file, FaultList faults)
    {
        if (node is DataMap map) return new DataEntries(file, faults, map);
        if (node is not null) faults.Add(file.Path, node.Line, "keys with values are expected here");
        return null;
    }

    public void Fault(int line, string what, string? mend = null) => _faults.Add(_file.Path, line, what, mend);

    public DataNode? Find(string key)
    {
        _taken.Add(key);
        DataNode? found = null;
        foreach (var entry in _map.Entries)
        {
            if (entry.Key != key) continue;
            if (found is not null) Fault(entry.Line, $"'{key}' is there twice");
            found = entry.Value;
        }
        return found;
    }

    public (string Text, int Line)? Text(string key, bool required = true)
    {
        switch (Find(key))
        {
            case DataScalar { IsNull: false } scalar:
                return (scalar.Text.Trim(), scalar.Line);
            case null or DataScalar:
                if (required) Fault(Line, $"'{key}' is missing");
                return null;
            case var other:
                Fault(other.Line, $"'{key}' should be a single value");
                return null;
        }
    }

    public IReadOnlyList<DataNode> List(string key, bool required = true)
    {
        switch (Find(key))
        {
            case DataList list:
                return list.Items;
            case null:
                if (required) Fault(Line, $"'{key}' is missing");
                return [];
            case var other:
                Fault(other.Line, $"'{key}' should be a list");
                return [];
        }
    }

    public double? Number(string key, double least, double most)
    {
        if (Text(key) is not { } found) return null;
        if (Parse(found.Text) is { } value && value >= least && value <= most) return value;
        Fault(found.Line, FormattableString.Invariant($"'{key}' should be a number from {least} to {most}, not '{found.Text}'"));
        return null;
    }

    public static double? Parse(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            ? value : null;

    /// <summary>Tells of every key that nobody asked for.</summary>
    public void Done()
    {
        foreach (var entry in _map.Entries)
        {
            if (!_taken.Contains(entry.Key)) Fault(entry.Line, $"'{entry.Key}' is not known here",
                $"Known are {string.Join(", ", _taken)}");
        }
    }
}
