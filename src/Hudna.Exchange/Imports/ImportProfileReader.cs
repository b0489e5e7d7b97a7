using Hudna.Codebook;
using Hudna.Exchange.Theatres;

namespace Hudna.Exchange;

/// <summary>Reads a mapping file; adds a fault with its line for all that is wrong in it.</summary>
internal sealed class ImportProfileReader(DataFile file, FaultList faults)
{
    public ImportProfile? Read()
    {
        if (DataEntries.Of(DataNode.Read(file, faults), file, faults) is not { } map) return null;
        var id = map.Text("id");
        if (id is { } named && !named.Text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) map
            .Fault(named.Line, "'id' may hold small letters, digits and hyphens");
        var claims = map.Text("claims", false);
        if (claims is { Text: not ("none" or "events") } odd) map.Fault(odd.Line, "'claims' is events or none");
        var separator = map.Text("separator", false) switch
        {
            null or { Text: "auto" } => (char?)null,
            { Text: "tab" } => '\t',
            { Text: "comma" } => ',',
            { Text: "semicolon" } => ';',
            { Text: "bar" } => '|',
            { } other => Refused(map, other.Line, "'separator' is auto, tab, comma, semicolon or bar"),
        };
        var (published, publishedFormat) = Published(map);
        var date = Sub(map, "date");
        var place = Sub(map, "place");
        var profile = new ImportProfile
        {
            Id = id?.Text ?? "",
            Name = map.Text("name")?.Text ?? "",
            Publisher = map.Text("publisher")?.Text ?? "",
            HasClaims = claims?.Text != "none",
            Scheme = map.Text("scheme", false)?.Text,
            Separator = separator,
            Columns = Texts(map, "columns").ConvertAll(Column.Fold),
            Required = Texts(map, "required").ConvertAll(Column.Fold),
            Key = Of(map, "key"),
            Published = published,
            PublishedFormat = publishedFormat,
            Address = Of(map, "address"),
            Start = date is null ? Column.None : Of(date, "start"),
            End = date is null ? Column.None : Of(date, "end"),
            DateFormats = date is null ? [] : Texts(date, "formats"),
            DatePrecision = date is null ? Choice<string>.None
                : ReadChoice(date, "precision", (node, _) => node is DataScalar { Text: "day" or "about" or "month" or "year" } s ? s.Text
                : null, "day, about, month or year"),
            Acts = ReadActs(map),
            Parties = ReadParties(map),
            Place = place is null ? Column.None : Of(place, "name"),
            Lat = place is null ? Column.None : Of(place, "lat"),
            Lon = place is null ? Column.None : Of(place, "lon"),
            PlacePrecision = place is null ? Choice<PlacePrecision?>.None
                : ReadChoice<PlacePrecision?>(place, "precision", (node, _) => node is DataScalar s
                    && Names.TryRead<PlacePrecision>(s.Text, out var p) ? p : null, string.Join(", ", Names.All<PlacePrecision>())),
            Counts = ReadCounts(map),
            Source = Of(map, "source"),
        };
        date?.Done();
        place?.Done();
        map.Done();
        if (profile.HasClaims && profile.Acts == Choice<Act>.None) map
            .Fault(map.Line, "'act' is missing: it says which type of event a row is",
            "Write for all rows: act: {otherwise: {type: ASSAULT, modes: [other]}}");
        return profile;
    }

    private static char? Refused(DataEntries map, int line, string what)
    {
        map.Fault(line, what);
        return null;
    }

    private DataEntries? Sub(DataEntries map, string key) => map.Find(key) is { } node ? DataEntries.Of(node, file, faults) : null;

    private static Column Of(DataEntries map, string key) => Texts(map, key) is { Count: > 0 } names
        ? new Column(names.ConvertAll(Column.Fold)) : Column.None;

    /// <summary>A single text or a list of them.</summary>
    private static List<string> Texts(DataEntries map, string key)
    {
        var texts = new List<string>();
        switch (map.Find(key))
        {
            case null: break;
            case DataScalar { IsNull: false } one: texts.Add(one.Text); break;
            case DataList list:
                foreach (var item in list.Items)
                {
                    if (item is DataScalar { IsNull: false } text) texts.Add(text.Text);
                    else map.Fault(item.Line, $"'{key}' should hold plain texts");
                }
                break;
            case var other: map.Fault(other.Line, $"'{key}' should be a text or a list of texts"); break;
        }
        return texts;
    }

    private (Column, string?) Published(DataEntries map)
    {
        if (Sub(map, "published") is not { } published) return (Column.None, null);
        var result = (Of(published, "column"), published.Text("format", false)?.Text);
        published.Done();
        return result;
    }

    private Choice<T> ReadChoice<T>(DataEntries map, string key, Func<DataNode, DataEntries, T?> read, string known)
    {
        if (Sub(map, key) is not { } choice) return Choice<T>.None;
        var column = Of(choice, "column");
        var values = new List<KeyValuePair<string, T>>();
        if (choice.Find("map") is { } node)
        {
            if (node is not DataMap entries) choice.Fault(node.Line, "'map' should hold cells with their values");
            else
                foreach (var entry in entries.Entries)
                {
                    if (read(entry.Value, choice) is { } value) values.Add(new(Words.Fold(entry.Key), value));
                    else choice.Fault(entry.Line, $"the value of '{entry.Key}' is none of {known}");
                }
        }
        var contains = choice.Text("contains", false)?.Text == "true";
        var rest = choice.Find("otherwise");
        var otherwise = rest is null ? default : read(rest, choice);
        if (rest is not null && otherwise is null) choice.Fault(rest.Line, $"the value of 'otherwise' is none of {known}");
        choice.Done();
        return new(column, values, contains, otherwise);
    }

    private Choice<Act> ReadActs(DataEntries map) =>
        ReadChoice(map, "act", ReadAct, "the codebook's types with their modes, as {type: ASSAULT, modes: [shelling]}");

    private Act? ReadAct(DataNode node, DataEntries within)
    {
        if (node is not DataMap || DataEntries.Of(node, file, faults) is not { } act) return null;
        var type = act.Text("type");
        var modes = new List<Mode>();
        foreach (var name in Texts(act, "modes"))
        {
            if (Names.TryRead<Mode>(name, out var mode)) modes.Add(mode);
            else within.Fault(node.Line, $"'{name}' is no mode", $"Choose from {string.Join(", ", Names.All<Mode>())}");
        }
        act.Done();
        return Names.TryRead<EventType>(type?.Text, out var known) ? new Act(known, [.. modes.Distinct().Order()]) : null;
    }

    private List<Party> ReadParties(DataEntries map)
    {
        var parties = new List<Party>();
        foreach (var node in map.List("parties", false))
        {
            if (DataEntries.Of(node, file, faults) is not { } party) continue;
            var role = party.Text("role", false);
            if (role is { Text: not ("actor" or "target") } odd) party.Fault(odd.Line, "'role' is actor or target");
            var condition = Sub(party, "target_if");
            var (column, values) = condition is null ? (null, [])
                : (Of(condition, "column"), Texts(condition, "is").ConvertAll(v => Words.Fold(v)));
            condition?.Done();
            parties.Add(new(Of(party, "column"), role?.Text == "target", column, values, party.Text("split", false)?.Text));
            party.Done();
        }
        return parties;
    }

    private List<CountColumns> ReadCounts(DataEntries map)
    {
        var counts = new List<CountColumns>();
        foreach (var node in map.List("counts", false))
        {
            if (DataEntries.Of(node, file, faults) is not { } count) continue;
            counts.Add(new(count.Text("what")?.Text ?? "", Of(count, "min"), Of(count, "best"), Of(count, "max"),
                count.Text("skip_zero", false)?.Text == "true"));
            count.Done();
        }
        return counts;
    }
}
