using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>Reads tables of places and joins them to one gazetteer.</summary>
internal sealed class Gazetteer(FaultList faults, LeftOut leftOut)
{
    private static readonly string[] Required = ["id", "name", "kind", "lat", "lon", "radius_m"];
    private static readonly string[] Optional = ["name_ar", "other_names", "within", "population", "note"];
    private const int DeepestNesting = 32;
    private readonly List<Row> _rows = new(16_384);
    private readonly Dictionary<string, int> _byId = new(16_384, StringComparer.Ordinal);
    private readonly Dictionary<string, string[]> _chains = new(1_024, StringComparer.Ordinal);

    private record struct Row(Place Place, string Parent, string File, int Line, int Theatre);

    /// <summary>Whether there is a place of this id.</summary>
    public bool Has(string id) => _byId.ContainsKey(id);

    /// <summary>
    /// Reads one table. A place that an earlier theatre (a lower number) has already is passed over, for the theatre's own entry holds, and
    /// so is one of a fallback that the theatre leaves out, with what lies directly in it.
    /// </summary>
    public void Read(DataFile file, int theatre)
    {
        if (CsvTable.Open(file, faults, Required, Optional) is not { } table) return;
        var (id, name, kind, lat, lon, radius) =
            (table.Column("id"), table.Column("name"), table.Column("kind"), table.Column("lat"), table.Column("lon"),
                table.Column("radius_m"));
        var (arabic, others, within, population, note) =
            (table.Column("name_ar"), table.Column("other_names"), table.Column("within"), table.Column("population"),
                table.Column("note"));
        while (table.Next())
        {
            var key = table.Value(id);
            if (!IsId(key))
            {
                table.Fault($"the id '{key}' is none", "Write a scheme, a colon and a name without spaces: hudna:jabal-al-zawiya");
                continue;
            }
            if (theatre > 0 && (leftOut.Has(key) || leftOut.Has(table.Value(within)))) continue;
            if (_byId.TryGetValue(key, out var earlier))
            {
                if (_rows[earlier].Theatre == theatre)
                    table.Fault($"the id '{key}' is there twice; it stands in line {_rows[earlier].Line} of " +
                        $"{Path.GetFileName(_rows[earlier].File)} already");
                continue;
            }
            var shown = table.Value(name);
            if (shown.Length == 0) table.Fault($"the place '{key}' has no name");
            if (!Codebook.Names.TryRead<PlaceKind>(table.Value(kind), out var sort))
            {
                table.Fault($"the kind '{table.Value(kind)}' is not known",
                    $"Known are {string.Join(", ", Codebook.Names.All<PlaceKind>())}");
            }
            var latitude = Fields.Number(table, lat, "latitude", -90, 90);
            var longitude = Fields.Number(table, lon, "longitude", -180, 180);
            var metres = Fields.Number(table, radius, "radius", 1, 10_000_000);
            var people = table.Span(population);
            var inhabitants = 0L;
            if (!people.IsEmpty && (!long.TryParse(people, NumberStyles.None, CultureInfo.InvariantCulture, out inhabitants)))
                table.Fault($"the population '{people}' is no whole number");
            var place = new Place
            {
                Id = key,
                Name = shown,
                NameArabic = NullIfEmpty(table.Value(arabic)),
                OtherNames = Fields.Names(table.Span(others)),
                Kind = sort,
                Lat = latitude ?? 0,
                Lon = longitude ?? 0,
                RadiusMetres = metres ?? 1,
                Population = inhabitants,
                Note = NullIfEmpty(table.Value(note)),
            };
            _byId.Add(key, _rows.Count);
            _rows.Add(new Row(place, table.Value(within), file.Path, table.Line, theatre));
        }
    }

    /// <summary>
    /// Reads a table of spellings (<c>id,name,other_names,note</c>): further names for places of other tables; a name given replaces the
    /// place's own, which stays as another name.
    /// </summary>
    public void ReadSpellings(DataFile file)
    {
        if (CsvTable.Open(file, faults, ["id", "name", "other_names"], "note") is not { } table) return;
        var (id, name, others, note) = (table.Column("id"), table.Column("name"), table.Column("other_names"), table.Column("note"));
        while (table.Next())
        {
            var key = table.Value(id);
            if (!_byId.TryGetValue(key, out var at))
            {
                table.Fault($"there is no place '{key}'");
                continue;
            }
            var row = _rows[at];
            var shown = table.Value(name);
            var names = new List<OtherName>(row.Place.OtherNames);
            void Add(OtherName other)
            {
                if (other.Text != row.Place.Name && other.Text != shown && other.Text != row.Place.NameArabic
                    && !names.Contains(other)) names.Add(other);
            }
            if (shown.Length > 0 && shown != row.Place.Name)
            {
                names.RemoveAll(n => n.Text == shown);
                names.Insert(0, new OtherName(row.Place.Name, "en"));
            }
            foreach (var other in Fields.Names(table.Span(others))) Add(other);
            var place = row.Place with { OtherNames = [.. names], Note = NullIfEmpty(table.Value(note)) ?? row.Place.Note };
            _rows[at] = row with { Place = shown.Length > 0 ? place with { Name = shown } : place };
        }
    }

    /// <summary>All places, in the order of the tables, each with the areas that it lies in.</summary>
    public Place[] Build()
    {
        var places = new Place[_rows.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var row = _rows[i];
            if (row.Parent.Length > 0 && !_byId.ContainsKey(row.Parent))
            {
                faults.Add(row.File, row.Line, $"the place '{row.Place.Id}' lies within '{row.Parent}', which is no place");
                places[i] = row.Place;
                continue;
            }
            places[i] = row.Parent.Length == 0 ? row.Place : row.Place with { Within = Chain(row.Parent, 0) };
        }
        foreach (var area in _chains.Keys)
        {
            var row = _rows[_byId[area]];
            if (InCircle(row)) faults.Add(row.File, row.Line, $"the area '{area}' lies within itself");
        }
        return places;
    }

    private string[] Chain(string id, int depth)
    {
        if (_chains.TryGetValue(id, out var known)) return known;
        var parent = _rows[_byId[id]].Parent;
        var more = depth < DeepestNesting && parent.Length > 0 && _byId.ContainsKey(parent);
        return _chains[id] = more ? [id, .. Chain(parent, depth + 1)] : [id];
    }

    private bool InCircle(Row row)
    {
        var at = row.Parent;
        for (var steps = 0; steps < DeepestNesting && at.Length > 0 && _byId.TryGetValue(at, out var next); steps++)
        {
            if (at == row.Place.Id) return true;
            at = _rows[next].Parent;
        }
        return false;
    }

    private static bool IsId(string id)
    {
        var colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < id.Length - 1 && !id.Contains(' ', StringComparison.Ordinal);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
