using System.Text.Json;

namespace Hudna.Evaluation;

/// <summary>How the slots of a matched pair are compared.</summary>
internal static class SlotRule
{
    /// <summary>The slots, in the order of the report.</summary>
    public static readonly string[] Slots =
        ["actor", "actor-root", "target", "target-root", "place", "date", "date-overlap", "counts", "modality", "speaker", "modes", "type",
            "horizon"];

    private static readonly string[] s_mutual = ["CONSULT", "AGREE", "COOPERATE", "REJECT"];

    private static readonly HashSet<string> s_unnamed =
        ["", "unnamed", "anonymous", "unidentified", "unknown", "none", "null", "unspecified", "reportedly"];

    /// <summary>Slot → true positives, false positives, false negatives.</summary>
    public static List<(string Slot, Tally Tally)> Compare(JsonElement gold, JsonElement predicted)
    {
        var off = gold.Texts("unscoredSlots");
        var slots = new List<(string, Tally)>();
        // Matched by an alternative of another kind: who acts may then be somebody else.
        var crossed = gold.Raw("kind") != predicted.Raw("kind");
        if (!crossed)
        {
            foreach (var (name, field) in new[] { ("actor", "actors"), ("target", "targets") })
            {
                if (Actors(gold, predicted, field) is not { } both) continue;
                Add(name, Pair(both.Gold, both.Predicted));
                Add(name + "-root", Pair(Roots(both.Gold), Roots(both.Predicted)));
            }
        }
        Add("place", Places(gold, predicted));
        AddDates();
        Add("counts", Pair(Numbers(gold), Numbers(predicted), SameNumber));
        if (!crossed)
        {
            var (wanted, given) = (gold.Raw("modality"), predicted.Raw("modality"));
            Add("modality", wanted == given ? Tally.Hit : new(0, Some(predicted.Holds("modality")), Some(gold.Holds("modality"))));
            Add("modes", Pair(Sorted(gold.Texts("modes")), Sorted(predicted.Texts("modes"))));
            if (gold.Raw("kind") is not ("event" or "statement") && gold.Holds("type"))
                Add("type", gold.Raw("type") == predicted.Raw("type") ? Tally.Hit : new(0, Some(predicted.Holds("type")), 1));
        }
        Add("speaker", SameSpeaker(gold, predicted) ? Tally.Hit
            : new(0, Some(predicted.List("attribution") is [.., var last] && last.EnumerateObject().Any()), 1));
        if (!crossed && gold.Get("horizon")?.Text("edtf") is { } horizon)
        {
            var told = predicted.Get("horizon") is { } h ? h.ValueKind == JsonValueKind.String ? h.GetString() : h.Text("edtf") : null;
            Add("horizon", told is not null && EdtfDays.Same(horizon, told) ? Tally.Hit : new(0, Some(!string.IsNullOrEmpty(told)), 1));
        }
        return slots;

        void Add(string slot, Tally tally)
        {
            var unscored = slot switch { "actor-root" => "actor", "target-root" => "target", "date" or "date-overlap" => "time", _ =>
                slot };
            if (!off.Contains(unscored)) slots.Add((slot, tally));
        }

        void AddDates()
        {
            var time = gold.Get("time");
            List<string> wanted = time is { ValueKind: JsonValueKind.Object } t
                ? [.. t.Text("edtf") is { } e ? (string[])[e] : [], .. t.Texts("alternatives").Where(a => a.Length > 0)] : [];
            var given = predicted.Get("time") is { ValueKind: JsonValueKind.Object } p ? p.Text("edtf") : null;
            foreach (var (name, same) in new (string, Func<string, string, bool>)[] { ("date", EdtfDays.Same),
                ("date-overlap", EdtfDays.Near) })
            {
                var hit = given is not null && wanted.Exists(w => same(w, given));
                Add(name, hit ? Tally.Hit : new(0, Some(given is not null), Some(wanted.Count > 0)));
            }
        }
    }

    /// <summary>What a claim holds in a slot, for a reader.</summary>
    public static string Shown(JsonElement claim, string slot)
    {
        var told = slot switch
        {
            "actor" or "target" => claim.List(slot + "s").Select(a => $"{a.Text("text")} = {a.Text("id")}"),
            "place" => claim.List("places").Select(p => $"{p.Text("text")} = {p.Text("name")}"),
            "date" => [claim.Get("time") is { ValueKind: JsonValueKind.Object } t ? $"{t.Text("text")} = {t.Text("edtf")}" : ""],
            "counts" => Numbers(claim).Select(n => $"{n.What} {n.Range}"),
            "speaker" => claim.List("attribution").Select(a => $"{a.Text("name")} = {a.Text("affiliation")}"),
            "modes" => claim.Texts("modes"),
            "horizon" => [claim.Get("horizon")?.GetRawText() ?? ""],
            _ => [claim.Raw(slot) ?? ""],
        };
        return string.Join("; ", told);
    }

    /// <summary>
    /// Ids of a slot on both sides; null where it is not scored. Equal parties count whether they stand as actors or targets; gold actors
    /// without an id, people, are neutral, and so are predictions that name them.
    /// </summary>
    private static (List<string> Gold, List<string> Predicted)? Actors(JsonElement gold, JsonElement predicted, string field)
    {
        var mutual = Array.IndexOf(s_mutual, gold.Raw("type"));
        var together = gold.Raw("kind") == "event"
            && (mutual is >= 0 and < 3 || (mutual >= 0 && gold.List("actors").Count > 1 && !gold.Holds("targets")));
        if (together && field == "targets") return null;
        string[] fields = together ? ["actors", "targets"] : [field];
        var wanted = fields.SelectMany(f => gold.List(f)).ToList();
        var people = wanted.Where(a => !a.Holds("id")).Select(a => TextKeys.Tokens(a.Text("text"))).ToList();
        var ids = Sorted(wanted.Select(a => a.Text("id")).OfType<string>());
        var found = new List<string>();
        foreach (var actor in fields.SelectMany(f => predicted.List(f)))
        {
            if (actor.Text("id") is not { } id) continue;
            if (ids.Contains(id) || !people.Exists(p => TextKeys.Inside(p, TextKeys.Tokens(actor.Text("text"))))) found.Add(id);
        }
        return (ids, Sorted(found));
    }

    private static List<string> Roots(List<string> ids) => Sorted(ids.Select(i => i.Split('/')[0]));

    private static List<string> Sorted(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Tally Places(JsonElement gold, JsonElement predicted)
    {
        var wanted = gold.List("places");
        var given = predicted.List("places").Where(p => Keys(p).Count > 0).ToList();
        var hits = 0;
        // Exact names first, then contained ones, so that the name of a province does not take its city.
        foreach (var same in new Func<JsonElement, JsonElement, bool>[] { Named, Exact, SamePlace })
        {
            var rest = new List<JsonElement>();
            foreach (var place in wanted)
            {
                var at = given.FindIndex(g => same(place, g));
                if (at < 0) rest.Add(place);
                else
                {
                    given.RemoveAt(at);
                    hits++;
                }
            }
            wanted = rest;
        }
        return new(hits, given.Count, wanted.Count);
    }

    private static List<List<string>> Keys(JsonElement place) =>
        [.. new[] { place.Text("name"), place.Text("text") }.Concat(place.Texts("aliases")).Select(TextKeys.Tokens)
            .Where(t => t.Count > 0)];

    private static bool Named(JsonElement a, JsonElement b) => TextKeys.Tokens(a.Text("name")) is { Count: > 0 } name
        && name.SequenceEqual(TextKeys.Tokens(b.Text("name")), StringComparer.Ordinal);

    private static bool Exact(JsonElement a, JsonElement b) =>
        Keys(a).Exists(x => Keys(b).Exists(y => x.SequenceEqual(y, StringComparer.Ordinal)));

    private static bool SamePlace(JsonElement a, JsonElement b)
    {
        foreach (var x in Keys(a))
        {
            foreach (var y in Keys(b))
            {
                if (TextKeys.Inside(x, y)) return true;
                var (bonesX, bonesY) = (TextKeys.Skeleton(x), TextKeys.Skeleton(y));
                if (string.Concat(bonesX).EnumerateRunes().Skip(1).Any()
                    && bonesX.SequenceEqual(bonesY, StringComparer.Ordinal)) return true;
            }
        }
        return false;
    }

    /// <summary>The counts of a claim, those of its tally included, as comparable texts; what is counted is null for a tally.</summary>
    private static List<(string? What, string Range)> Numbers(JsonElement claim)
    {
        var numbers = new List<(string?, string)>();
        foreach (var count in claim.List("counts"))
        {
            if (Range(count) is { } range) numbers.Add((What(count.Text("what")), range));
            foreach (var part in (ReadOnlySpan<string>)["civilians", "children", "women", "combatants"])
            {
                var own = count.Get(part) switch
                {
                    { ValueKind: JsonValueKind.Object } o => Range(o),
                    { ValueKind: JsonValueKind.Number } => $"{count.Value(part)}/{count.Value(part)}/{count.Value(part)}",
                    _ => null,
                };
                if (own is not null) numbers.Add((What(count.Text("what"), part), own));
            }
        }
        if (claim.Get("tally") is { ValueKind: JsonValueKind.Object } tally && Range(tally) is { } told
            && !numbers.Exists(n => n.Item2 == told)) numbers.Add((null, told));
        return numbers;
    }

    private static string? Range(JsonElement e)
    {
        if (!e.IsNumber("min") && !e.IsNumber("best") && !e.IsNumber("max")) return null;
        var (low, best, high) = (e.Value("min"), e.Value("best"), e.Value("max"));
        // An exact number may leave its ends empty.
        if (best is not null) (low, high) = (low ?? best, high ?? best);
        else if (low is not null && low == high) best = low;
        return $"{low}/{best}/{high}";
    }

    private static string What(string? text, string? part = null)
    {
        var words = TextKeys.Words(TextKeys.Norm(text)).Select(w => w switch
        {
            "injured" or "injuries" => "wounded",
            "deaths" or "dead" or "fatalities" => "killed",
            "civilian" => "civilians",
            "points" or "sites" => "locations",
            _ => w,
        });
        return string.Join(' ', Sorted(part is null ? words : words.Append(part)));
    }

    private static bool SameNumber((string? What, string Range) a, (string? What, string Range) b) =>
        a.Range == b.Range && (a.What is null || b.What is null || a.What == b.What);

    private static bool SameSpeaker(JsonElement gold, JsonElement predicted)
    {
        var (wanted, given) = (gold.List("attribution"), predicted.List("attribution"));
        // The publisher alone, however written.
        if (wanted.Count <= 1 && given.Count <= 1) return true;
        if (wanted.Count == 0 || given.Count == 0) return false;
        var (a, b) = (wanted[^1], given[^1]);
        var (nameA, nameB) = (TextKeys.Norm(a.Text("name")), TextKeys.Norm(b.Text("name")));
        var (unnamedA, unnamedB) = (IsUnnamed(nameA), IsUnnamed(nameB));
        if (unnamedA || unnamedB)
        {
            var (x, y) = (a.Text("affiliation"), b.Text("affiliation"));
            return unnamedA && unnamedB && (x is null || y is null || x == y || x.Split('/')[0] == y.Split('/')[0]);
        }
        var (wordsA, wordsB) = (TextKeys.Tokens(a.Text("name")), TextKeys.Tokens(b.Text("name")));
        if (wordsA.All(wordsB.Contains) || wordsB.All(wordsA.Contains)) return wordsA.Count > 0 && wordsB.Count > 0;
        if (TextKeys.Initials(nameA) == nameB.Replace(" ", "", StringComparison.Ordinal)
            || TextKeys.Initials(nameB) == nameA.Replace(" ", "", StringComparison.Ordinal)) return true;
        return wordsA.Count > 0 && wordsB.Count > 0 && wordsA[^1] == wordsB[^1];
    }

    private static bool IsUnnamed(string name) => s_unnamed.Contains(name) || name.StartsWith("unnamed", StringComparison.Ordinal);

    private static Tally Pair(List<string> gold, List<string> predicted) => Pair(gold, predicted, (a, b) => a == b);

    /// <summary>Pairs the elements of two lists one to one under an equality.</summary>
    private static Tally Pair<T>(List<T> gold, List<T> predicted, Func<T, T, bool> same)
    {
        var left = new List<T>(predicted);
        var hits = 0;
        foreach (var g in gold)
        {
            var at = left.FindIndex(p => same(g, p));
            if (at < 0) continue;
            left.RemoveAt(at);
            hits++;
        }
        return new(hits, left.Count, gold.Count - hits);
    }

    private static int Some(bool there) => there ? 1 : 0;
}
