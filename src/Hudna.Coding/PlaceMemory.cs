using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// The places that a report names, in the order of its text: what "the town" or "the mountain" stands for is the one of its kind that is spoken of most
/// and was spoken of last.
/// </summary>
internal sealed class PlaceMemory
{
    // What one sentence of distance takes from a place, against the logarithm of how often it was named before.
    private const double Fading = 0.15;

    // Sentences after which a place is no longer meant by a word for many of its kind.
    private const int Forgotten = 12;

    private readonly List<(int At, int Sentence, PlaceMention Mention, Place Entry)> _told = [];

    public PlaceMemory(Document document, PlaceFinder places, IReadOnlyList<Place> anchors, DateOnly? day)
    {
        var names = document.NameSpans.Where(n => n.Label is "LOC" or "Location").Select(n => n.Span).OrderBy(s => s.Start).ToList();
        var next = 0;
        for (var i = 0; i < document.Sentences.Count; i++)
        {
            var sentence = document.Sentences[i];
            while (next < names.Count && names[next].Start < sentence.Span.Start) next++;
            var own = new List<TextSpan>();
            for (; next < names.Count && names[next].End <= sentence.Span.End; next++) own.Add(names[next]);
            if (own.Count == 0 || sentence.Language == "ar") continue;
            var view = new SentenceView(document, i);
            // Each by itself: what only locates another place ("a village in the mountain") can be called back as well.
            foreach (var hit in own.Where(s => view.Body == 0 || s.Start >= view.TokenSpan(view.Body).Start).SelectMany(s => places.Find(view, [s], anchors, day)))
                if (hit.Entry is { } entry && (places.AtHome(entry) || entry.Kind == PlaceKind.Country)) _told.Add((view.TokenSpan(hit.First).Start, i, hit.Mention, entry));
        }
    }

    /// <summary>Whether a word is a class of places that this can tell apart.</summary>
    public static bool Knows(string word) => KindsOf(word).Length > 0;

    /// <summary>What a class word stands for at a point of the text; null where nothing of the kind was named before.</summary>
    public PlaceMention? Meant(string word, int at, int sentence)
    {
        var kinds = KindsOf(word);
        var many = kinds.Contains(PlaceKind.Village) || kinds.Contains(PlaceKind.City);
        return Weighed(t => kinds.Contains(t.Kind) && (word is not "zone" || t.Name.Contains("zone", StringComparison.OrdinalIgnoreCase)), at, sentence, many ? Forgotten : int.MaxValue);
    }

    /// <summary>The settlement or site that "there" stands for; null where none was named close before.</summary>
    public PlaceMention? There(int at, int sentence) =>
        _told.LastOrDefault(t => t.At < at && sentence - t.Sentence <= 1 && t.Entry.Kind is not (PlaceKind.Country or PlaceKind.Road or PlaceKind.River)).Mention;

    /// <summary>The last so many places of a kind, in the order of the text; empty where there are not as many.</summary>
    public IReadOnlyList<PlaceMention> Last(string word, int many, int at, int sentence)
    {
        var kinds = KindsOf(word);
        var found = new List<PlaceMention>();
        for (var i = _told.Count - 1; i >= 0 && found.Count < many; i--)
            if (_told[i].At < at && sentence - _told[i].Sentence <= Forgotten && kinds.Contains(_told[i].Entry.Kind) && !found.Exists(f => f.Id == _told[i].Mention.Id)) found.Insert(0, _told[i].Mention);
        return found.Count == many ? found : [];
    }

    private PlaceMention? Weighed(Func<Place, bool> fits, int at, int sentence, int reach)
    {
        var weights = new Dictionary<string, (int Times, int Sentence, PlaceMention Mention)>(StringComparer.Ordinal);
        foreach (var told in _told.TakeWhile(t => t.At < at).Where(t => fits(t.Entry)))
            weights[told.Entry.Id] = (weights.TryGetValue(told.Entry.Id, out var had) ? had.Times + 1 : 1, told.Sentence, told.Mention);
        PlaceMention? best = null;
        var most = double.NegativeInfinity;
        foreach (var (times, last, mention) in weights.Values.OrderBy(w => w.Sentence))
        {
            if (sentence - last > reach || Math.Log(times) - (Fading * (sentence - last)) is var weight && weight < most) continue;
            (best, most) = (mention, weight);
        }
        return best;
    }

    private static PlaceKind[] KindsOf(string word) => word switch
    {
        "town" or "towns" => [PlaceKind.City, PlaceKind.Town, PlaceKind.Village],
        "village" or "villages" => [PlaceKind.Village, PlaceKind.Town],
        "city" or "cities" => [PlaceKind.City],
        "province" or "governorate" or "provinces" or "governorates" => [PlaceKind.Governorate],
        "mountain" or "mountains" => [PlaceKind.Mountain],
        "plain" => [PlaceKind.Plain],
        "camp" or "camps" => [PlaceKind.Camp],
        "crossing" or "crossings" => [PlaceKind.Crossing],
        "base" or "airbase" => [PlaceKind.Base],
        "airport" => [PlaceKind.Airport],
        "hill" => [PlaceKind.Hill],
        "highway" or "motorway" => [PlaceKind.Road],
        "zone" => [PlaceKind.Region],
        "country" => [PlaceKind.Country],
        _ => [],
    };
}
