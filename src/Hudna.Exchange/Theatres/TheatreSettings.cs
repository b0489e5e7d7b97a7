using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>What <c>theatre.yaml</c> says.</summary>
internal sealed record TheatreSettings(
    string Id, string Name, string? NameArabic, string TimeZone, Bounds Bounds, IReadOnlyList<(string Name, int Line)> Fallbacks,
    IReadOnlyList<(string Id, int Line)> Without)
{
    public static TheatreSettings Read(List<DataFile> files, string folder, FaultList faults)
    {
        var empty = new TheatreSettings("", "", null, "", new Bounds(0, 0, 0, 0), [], []);
        var file = files.Find(f => f.Name == "theatre.yaml")!;
        if (DataEntries.Of(DataNode.Read(file, faults), file, faults) is not { } top) return empty;
        var id = top.Text("id");
        var own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        if (id is { } given && given.Text != own) top.Fault(given.Line, $"the id '{given.Text}' is not the folder's name '{own}'");
        var name = top.Text("name");
        var arabic = top.Text("name_ar", required: false);
        var zone = top.Text("time_zone");
        if (zone is { } z && !z.Text.Contains('/', StringComparison.Ordinal) && z.Text != "UTC")
            top.Fault(z.Line, $"'{z.Text}' is no name of a time zone", "Write it like Europe/London");
        var bounds = new Bounds(0, 0, 0, 0);
        if (DataEntries.Of(top.Find("bounds"), file, faults) is { } box)
        {
            bounds = new Bounds(
                box.Number("west", -180, 180) ?? 0, box.Number("south", -90, 90) ?? 0, box.Number("east", -180, 180) ?? 0,
                    box.Number("north", -90, 90) ?? 0);
            if (bounds.West >= bounds.East || bounds.South >= bounds.North) box.Fault(box.Line,
                "the bounds are empty: west must be less than east, south less than north");
            box.Done();
        }
        else if (top.Find("bounds") is null)
        {
            top.Fault(top.Line, "'bounds' is missing");
        }
        var fallbacks = Names(top, "fallback", "the name of a theatre is expected here");
        var without = Names(top, "without", "the id of a place or actor is expected here");
        top.Done();
        return new TheatreSettings(id?.Text ?? "", name?.Text ?? "", arabic?.Text, zone?.Text ?? "", bounds, fallbacks, without);
    }

    private static List<(string, int)> Names(DataEntries top, string key, string what)
    {
        var names = new List<(string, int)>();
        foreach (var node in top.List(key, required: false))
        {
            if (node is DataScalar { IsNull: false } scalar) names.Add((scalar.Text, scalar.Line));
            else top.Fault(node.Line, what);
        }
        return names;
    }
}
