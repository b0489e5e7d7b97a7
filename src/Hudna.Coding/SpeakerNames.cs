using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>Reads who a speaker is off the words for them, and remembers those met in a report.</summary>
internal sealed class SpeakerNames(ActorRegister register, ActorFinder finder, Lexicon lexicon, string? publisher, Affiliations affiliations)
{
    private static readonly HashSet<string> Independent = new(StringComparer.Ordinal)
        { "analyst", "journalist", "researcher", "expert", "resident", "defected", "former", "writer", "academic", "scholar", "residents", "observers", "analysts", "experts" };

    private readonly List<Speaker> _met = [];
    private readonly HashSet<string> _bodies = new(StringComparer.Ordinal); // named organisations that no register has
    private string? _subject;

    /// <summary>The publisher itself: no link of its own.</summary>
    public bool IsPublisher(Speaker speaker) =>
        publisher is not null && (speaker.Name == publisher || (speaker.Affiliation is { } id && IdOf(publisher) == id && register[id]?.Kind is ActorKind.Media or ActorKind.Monitor && speaker.Name != Attribution.Unnamed));

    /// <summary>"X activists", "X correspondents" said by X: the report's own people.</summary>
    public bool OfPublisher(string[] words)
    {
        if (publisher is null) return false;
        var own = Normal.Tokens(publisher);
        var initials = string.Concat(own.Select(w => w[0]));
        return words.Any(w => own.Contains(w) && w.Length > 3 || w == initials && w.Length > 2) && words.All(w => own.Contains(w) || w == initials || w is "the" or "of" or "our" or "field" or "local" or "special" or "s" or "correspondent" or "correspondents" or "statistics" or "data" or "database" || lexicon.Is("source-noun", w));
    }

    /// <summary>Whether tokens name a public person of the register.</summary>
    public bool IsPublic(SentenceView view, int first, int last) => finder.Find(view, first, last, metonyms: false).Any(h => h.Person is not null);

    /// <summary>The register's id for a publisher's name: the whole name, or the front of it where that is an outlet's or a monitor's; null for none.</summary>
    public string? IdOf(string name)
    {
        var tokens = Normal.Tokens(name);
        var (length, id) = register.Names.Match(tokens, 0);
        return length == tokens.Length || length > 0 && register[id]?.Kind is ActorKind.Media or ActorKind.Monitor ? id : null;
    }

    /// <summary>The speaker that a stretch of tokens names.</summary>
    public Speaker? Read(SentenceView view, int first, int last, string words)
    {
        while (first <= last && (view.Words[first].Length == 0 || view.Words[first] is "the" or "and")) first++;
        while (last >= first && view.Words[last].Length == 0) last--;
        if (first > last) return null;
        var text = view.Words[first..(last + 1)].Where(w => w.Length > 0).ToArray();
        if (text.Length == 0) return null;
        if (text.Length == 1 && lexicon.Is("pronoun-person", text[0])) return InSentence(view, first) ?? Last(s => !s.IsOutlet && IsSomebody(s));
        if (text is ["it"]) return Last(IsBody);
        if (text.Length == 1 && (lexicon.Is("pronoun-group", text[0]) || lexicon.Is("we", text[0]))) return null;
        var span = view.SpanOf(first, last);
        var raw = view.Text(span);
        var person = Person(view, span, first, last);
        var hits = finder.Find(view, first, last, metonyms: true);
        if (hits.Count == 0 && _subject is { } owner && (text[0] is "its" or "their" || text.Contains("of") && (text.Contains("its") || text.Contains("their")))) hits = [new ActorHit(owner, first, first, "its: the subject before")];
        if (person is { } p) return Remember(NamedPerson(p.Name, raw, text, hits, words));
        if (hits.All(h => h.Person is null) && CallsHimself(view, first, last) is { } alias) return Remember(new Speaker(alias, raw, hits.Count > 0 ? hits[0].Id : null, words, false));
        if (SomebodyOf(view, first, last) is { } theirs) return Remember(new Speaker(Attribution.Unnamed, raw, text.Any(Independent.Contains) ? null : theirs, words, false));
        if (Organisation(view, span, hits) is { } body0)
        {
            _bodies.Add(body0);
            return Remember(new Speaker(body0, raw.Length > body0.Length ? Role(raw, body0) : null, null, words, false));
        }
        // "the pro-government daily X": the paper, not whose side it takes.
        if (hits is [{ Person: null }, ..] && register[hits[0].Id]?.Kind is not ActorKind.Media && text.Any(w => lexicon.Is("outlet", w) || w is "daily" or "paper" or "weekly") && finder.All(view, first, last).FirstOrDefault(h => register[h.Id]?.Kind == ActorKind.Media) is { } paper) hits = [paper];
        var known = hits.FirstOrDefault(h => h.Person is not null);
        if (known is not null) return Remember(new Speaker(AsWritten(view, first, last) ?? known.Person!, Role(raw, known.Person!), known.Id, words, false));
        // "the observatory", "the centre": a body whose name has the word; "the alliance": the group that the sentence before is about.
        if (hits.Count == 0 && text.Length <= 2 && first > 0 && view.Words[first - 1] is "the" or "this" or "same" or "that")
        {
            if (text[^1].Length >= 4 && Last(s => s.Name != Attribution.Unnamed && Normal.Tokens(s.Name) is { Length: > 1 } own && own.Contains(text[^1])) is { } body) return body with { Words = words };
            if (lexicon.Is("group-noun", text[^1]) && _subject is { } subject && register[subject] is { Kind: ActorKind.ArmedGroup or ActorKind.Political or ActorKind.International or ActorKind.Monitor } group)
                return Remember(new Speaker(ShortName(group), KindWord(group.Kind), subject, words, false));
        }
        if (hits.Count == 0 && text.Length == 1 && first > 0 && view.Words[first - 1] == "the" && lexicon.Is("body-noun", text[0]) && Last(IsBody) is { } lately) return lately with { Words = words };
        // "the source", "the group": one met before.
        var back = text.Any(w => lexicon.Is("anaphora-source", w) || lexicon.Is("title", w)) && text.Length <= 3 && (view.Words[first] is var w0 && (first > 0 && view.Words[first - 1] == "the" || w0 is "this" or "same"));
        if (back && !text.Any(w => lexicon.Is("outlet", w)))
        {
            var affiliation = hits.Count > 0 ? hits[0].Id : null;
            var met = Last(s => !s.IsOutlet && (affiliation is null || s.Affiliation is { } a && ActorRegister.Root(a) == ActorRegister.Root(affiliation)) && (s.Name == Attribution.Unnamed && Normal.Tokens(s.Role ?? "") is var called && called.Any(c => lexicon.Is("anaphora-source", c) || c is "sources" or "officials" or "military") || text.Any(w => s.Role is { } r && Normal.Tokens(r).Contains(w))));
            if (met is not null) return met;
            // "the admiral": whoever was named last.
            if (hits.Count == 0 && text.All(w => lexicon.Is("title", w)) && Last(s => !s.IsOutlet && s.Name != Attribution.Unnamed && (s.Affiliation is null || register[s.Affiliation]?.Name is not { } org || !org.StartsWith(s.Name, StringComparison.Ordinal))) is { } named) return named;
        }
        if (text.Length <= 2 && BySurname(text) is { } again) return again;
        if (Glued(text) is { } glued) hits = [new ActorHit(glued, first, last, "name with the verb glued on")];
        var source = text.Any(w => lexicon.Is("source-noun", w));
        var id = text.Any(Independent.Contains) ? null : hits.Count > 0 ? hits[0].Id : null;
        if (text.Any(w => lexicon.Is("outlet", w)) && hits.FirstOrDefault(h => register[h.Id]?.Kind == ActorKind.Media) is { } media) id = media.Id;
        if (!source && id is not null)
        {
            // "the governor of Hatay": somebody of the state that the place stands for.
            if (hits[0].Rule.StartsWith("place", StringComparison.Ordinal) && lexicon.Is("title", text[Array.IndexOf(text, "of") is > 0 and var of ? of - 1 : ^1])) return Remember(new Speaker(Attribution.Unnamed, raw, id, words, false));
            var entry = register[id];
            var outlet = entry?.Kind == ActorKind.Media;
            var hit = hits[0];
            if (entry?.Kind is ActorKind.ArmedGroup or ActorKind.ArmedForces or ActorKind.Political or ActorKind.Civilian && char.IsLower(view.TokenText(last)[0]) && !text.Any(w => lexicon.Is("outlet", w) || w is "government" or "regime")
                && (!hit.Rule.StartsWith("name", StringComparison.Ordinal) || Enumerable.Range(first, last - first + 1).All(i => view.Words[i].Length == 0 || char.IsLower(view.TokenText(i)[0]))))
                return Remember(new Speaker(Attribution.Unnamed, raw, id, words, false));
            return Remember(new Speaker(entry is null ? raw : Written(view, hit, entry) ?? ShortName(entry), entry is null ? null : KindWord(entry.Kind), id, words, outlet));
        }
        if (!source && text.Any(w => lexicon.Is("outlet", w))) return Remember(new Speaker(raw, "outlet", id, words, true));
        if (!source && !char.IsUpper(raw[0]) && !text.Any(w => lexicon.Is("title", w))) return null;
        if (!source && char.IsUpper(raw[0]) && !text.Any(w => lexicon.Is("title", w)) && first > 0 && text.Length <= 4) return Remember(new Speaker(raw, null, id, words, false));
        return Remember(new Speaker(Attribution.Unnamed, raw, id, words, false));
    }

    /// <summary>Whether a speaker is a person, not a body.</summary>
    public bool IsPerson(Speaker speaker) => speaker.Affiliation is not { } id || register[id]?.Name is not { } org || !org.StartsWith(speaker.Name, StringComparison.Ordinal);

    // A person: by name, or by an office or trade where no name is given.
    private bool IsSomebody(Speaker speaker) =>
        (speaker.Name != Attribution.Unnamed || speaker.Role is { } role && Normal.Tokens(role).Any(t => lexicon.Is("anaphora-source", t) || lexicon.Is("title", t) || lexicon.Is("source-noun", t) && !t.EndsWith('s')))
        && IsPerson(speaker);

    // A body or an outlet, not a person: what "it" may be.
    private bool IsBody(Speaker speaker) => speaker.Name != Attribution.Unnamed && (speaker.IsOutlet || !IsPerson(speaker) || _bodies.Contains(speaker.Name)) && !(speaker.Affiliation is { } id && ActorRegister.Root(id) == register.Civilians);

    // "a captain of the X Front", "an aide of the president": somebody without a name, theirs.
    private string? SomebodyOf(SentenceView view, int first, int last)
    {
        if (!(first > 0 && view.Words[first - 1] is "a" or "an" or "one" || view.Words[first] is "a" or "an" or "one")) return null;
        var found = finder.All(view, first, last);
        var hit = found.Count > 0 ? found[0] : null;
        if (hit is null || register[hit.Id]?.Kind is ActorKind.Media) return null;
        var title = Enumerable.Range(first, Math.Max(0, hit.First - first)).FirstOrDefault(i => lexicon.Is("title", view.Words[i]) || lexicon.Is("source-noun", view.Words[i]) || lexicon.Is("combatants", view.Words[i]), -1);
        return title >= 0 && Enumerable.Range(title, hit.First - title).Any(i => view.Words[i] is "of" or "for" or "from" or "in" or "with" or "at") ? hit.Id : null;
    }

    // "His colleague N. N. disagrees: …, he believes": the subject of the sentence's own first part.
    private Speaker? InSentence(SentenceView view, int before)
    {
        if (!view.HasTree) return null;
        foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER" && view.Span.Contains(n.Span)).OrderByDescending(n => n.Span.Start))
        {
            var (a, b) = view.TokensIn(name.Span);
            if (b < a || b >= before || view.Document.Quotations.Any(q => q.Contains(name.Span))) continue;
            var head = Enumerable.Range(a, b - a + 1).FirstOrDefault(i => view.Head(i) < a || view.Head(i) > b, a);
            while (view.Rel(head) is "appos" or "flat" or "compound" && view.Head(head) is >= 0 and var over && over < before) head = over;
            if (view.Rel(head) is not ("nsubj" or "nsubj:pass")) continue;
            var (x, y) = view.Phrase(head);
            return Read(view, Math.Min(a, x), Math.Max(b, y), view.Text(view.SpanOf(Math.Min(a, x), Math.Max(b, y))));
        }
        return null;
    }

    /// <summary>Whether a sentence without words of attribution tells what another person or body than the speaker did or holds.</summary>
    public bool SomebodyElse(SentenceView view, Speaker speaker)
    {
        if (!view.HasTree) return false;
        for (var i = 0; i < view.Count; i++)
        {
            if (view.Rel(i) is not "nsubj" || view.Rel(view.Head(i)) != "root") continue;
            var (a, b) = view.Phrase(i);
            if (view.Document.Quotations.Any(q => q.Contains(view.TokenSpan(i)))) return false;
            var person = Person(view, view.SpanOf(a, b), a, b)?.Name ?? finder.Find(view, a, b, metonyms: false).FirstOrDefault(h => h.Person is not null)?.Person;
            var stance = Stances.Any(c => lexicon.Is(c, view.Words[view.Head(i)]));
            if (person is not null) return Normal.Tokens(person).LastOrDefault() != Normal.Tokens(speaker.Name).LastOrDefault() && (person.Contains(' ') || stance);
            // Another body takes a position of its own.
            return stance && finder.Find(view, a, b, metonyms: true) is [{ Id: var other }] && register[other]?.Kind is not (ActorKind.Civilian or ActorKind.Media) && (speaker.Affiliation is not { } own || ActorRegister.Root(own) != ActorRegister.Root(other));
        }
        return false;
    }

    private static readonly string[] Stances = ["say", "believe", "request-cue", "reject-cue", "accuse-cue", "threaten-cue", "support-cue", "agree-cue", "deny-cue"];

    /// <summary>Somebody has spoken: "he" in the next sentence is whoever spoke last.</summary>
    public void Spoke(Speaker speaker) => _met.Add(speaker);

    // An organisation that no register has: its name as it is written.
    private string? Organisation(SentenceView view, TextSpan span, IReadOnlyList<ActorHit> hits)
    {
        foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "ORG" && span.Contains(n.Span)))
        {
            var (a, b) = view.TokensIn(name.Span);
            var words = Enumerable.Range(a, b - a + 1).Count(i => view.Words[i].Length > 0);
            if (words < 2 || !char.IsUpper(view.TokenText(a)[0])) continue;
            if (hits.Any(h => h.Rule is not "adjective" && !h.Rule.StartsWith("place", StringComparison.Ordinal) && h.First <= b && h.Last >= a && h.Last - h.First + 1 >= (b - a + 1) / 2.0)) continue;
            if (Enumerable.Range(a, b - a + 1).Any(i => register.Words.Match([view.Words[i]], 0).Length > 0 && lexicon.Is("institution-noun", view.Words[i]))) continue;
            return view.Text(view.SpanOf(a, b));
        }
        return null;
    }

    // "the officer, who goes by A. B.", "a fighter who gave his name as A. B.".
    private static string? CallsHimself(SentenceView view, int first, int last)
    {
        for (var i = first + 1; i < Math.Min(view.Count, last + 12); i++)
        {
            // Only in the phrase itself or in a clause set off right behind it.
            if (view.TokenText(i) is ";" or "." or ":" || i == last + 1 && !(view.Words[i] is "who" or "known" or "nicknamed" || view.TokenText(i) is ",")) return null;
            if (i > last && view.IsPos(i, "VERB") && view.Words[i] is not ("goes" or "gave" or "identified" or "calling" or "known" or "nicknamed" or "wanted" or "called")) return null;
            var rest = view.Words[i..Math.Min(view.Count, i + 5)];
            var length = rest is ["goes", "by", "the", "name", "of"] ? 5 : rest is ["gave", "his" or "her", "name", "as", ..] ? 4 : rest is ["goes", "by", ..] or ["known", "as", ..] or ["identified", "as", ..] or ["calling", "himself" or "herself", ..] ? 2
                : rest is ["identified", "himself" or "herself", "as", ..] or ["wanted", "to", "be", "called", ..] ? rest[0] == "identified" ? 3 : 4 : rest is ["nicknamed", ..] ? 1 : 0;
            if (length == 0) continue;
            var (from, to) = (i + length, i + length - 1);
            while (to + 1 < view.Count && to - from < 4 && (view.TokenText(to + 1) is "-" || view.TokenText(to + 1) is [var c, ..] && char.IsUpper(c) || view.Words[to + 1] is "al" or "el" or "abu")) to++;
            return to >= from && char.IsUpper(view.TokenText(from)[0]) ? view.Text(view.SpanOf(from, to)) : null;
        }
        return null;
    }

    // "Agencyreported": machine translation loses blanks.
    private string? Glued(string[] text)
    {
        foreach (var word in text)
            for (var k = 5; k + 3 < word.Length; k++)
                if (lexicon.Is("say", word[k..]) && register.Names.Match([word[..k]], 0) is { Length: 1 } match) return match.Value;
        return null;
    }

    // The full name as the report writes it; a bare surname gives way to the register's full name.
    private string? AsWritten(SentenceView view, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            var at = Enumerable.Range(i, last - i + 1).Where(k => view.Words[k].Length > 0).ToArray();
            var (length, _) = register.People.Match([.. at.Select(k => view.Words[k])], 0);
            if (length > 1 && view.Words[i].Length > 0) return view.Text(view.SpanOf(at[0], at[length - 1]));
        }
        return null;
    }

    /// <summary>An entry's name without what stands in brackets.</summary>
    public static string ShortName(Actor actor)
    {
        var bracket = actor.Name.IndexOf(" (", StringComparison.Ordinal);
        return bracket > 0 ? actor.Name[..bracket] : actor.Name;
    }

    // The name that the report uses, where it is one; states go by their own.
    private string? Written(SentenceView view, ActorHit hit, Actor entry)
    {
        var (a, b) = (hit.First, hit.Last);
        if (hit.Rule.StartsWith("place", StringComparison.Ordinal)) return view.Text(view.SpanOf(a, b));
        if (hit.Rule is "adjective" || hit.Rule.StartsWith("its", StringComparison.Ordinal)) return null;
        var capitals = Enumerable.Range(a, b - a + 1).Count(i => view.Words[i].Length > 1 && char.IsUpper(view.TokenText(i)[0]));
        var body = entry.Kind == ActorKind.Political && Enumerable.Range(a, b - a + 1).Any(i => lexicon.Is("institution-noun", view.Words[i]));
        if (entry.Kind is ActorKind.State or ActorKind.Political && !body && (capitals < 2 || char.IsLower(view.TokenText(b)[0]))) return null;
        while (a < b && (view.Words[a] is "the" or "" || char.IsLower(view.TokenText(a)[0]) && view.Words[a] is not "al")) a++;
        while (b > a && (view.Words[b].Length == 0 || char.IsLower(view.TokenText(b)[0]) && !lexicon.Is("institution-noun", view.Words[b]))) b--;
        if (Enumerable.Range(a, b - a + 1).All(i => view.Words[i].Length == 0 || register.Adjectives.Match([view.Words[i]], 0).Length > 0)) return null;
        return char.IsUpper(view.TokenText(a)[0]) && b - a <= 6 && !Enumerable.Range(a, b - a + 1).Any(i => view.TokenText(i) is "," or "(") ? view.Text(view.SpanOf(a, b)) : null;
    }

    private static string KindWord(ActorKind kind) => kind switch
    {
        ActorKind.State => "state",
        ActorKind.Media => "media",
        ActorKind.Monitor => "monitor",
        ActorKind.ArmedForces or ActorKind.ArmedGroup => "armed group",
        _ => "organisation",
    };

    private Speaker NamedPerson(string name, string raw, string[] text, IReadOnlyList<ActorHit> hits, string words)
    {
        var tokens = Normal.Tokens(name);
        var met = tokens.Length <= 2 ? BySurname(tokens) : null;
        if (met is not null && (tokens.Length == 1 || met.Role is null || raw.Length <= name.Length + 4)) return met with { Words = words };
        var known = hits.FirstOrDefault(h => h.Person is not null);
        var id = known?.Id ?? (text.Any(Independent.Contains) ? null : hits.FirstOrDefault(h => h.Id is not null)?.Id);
        var role = Role(raw, name);
        // "a farmer, N. N.", "N. N., a mother of four": one of the civilians.
        if (id is null && role is not null && Normal.Tokens(role) is var called && called.Any(w => lexicon.Is("civilian-person", w) || w is "resident" or "mother" or "father" or "grandmother" or "widow") && !called.Any(w => lexicon.Is("expert-word", w))) id = register.Civilians;
        if (id is null && !text.Any(Independent.Contains)) id = affiliations.Of(name);
        return new Speaker(tokens.Length > 1 ? name : known?.Person ?? name, role, id, words, false);
    }

    private static string? Role(string raw, string name)
    {
        var at = raw.IndexOf(name, StringComparison.Ordinal);
        var role = at < 0 ? raw : (raw[..at] + raw[(at + name.Length)..]);
        foreach (var end in new[] { " who ", ", who", " which ", ", told", " told " })
            if (role.IndexOf(end, StringComparison.Ordinal) is > 2 and var cut) role = role[..cut];
        role = role.Trim(' ', ',', '(', ')', '“', '”', '"');
        return role.Length < 3 ? null : role;
    }

    // The PER name inside; one whose last word is right behind it is widened over "al-" and the like.
    private (string Name, int First, int Last)? Person(SentenceView view, TextSpan span, int first, int last)
    {
        var names = view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER" && n.Span.Overlaps(span)).Select(n => n.Span).OrderBy(s => s.Start).ToList();
        names.RemoveAll(n => InRegister(view, n, first, last));
        // "Kremlin spokesman N. N.": a body's one word beside a name.
        if (names.Count > 1) names.RemoveAll(n => view.TokensIn(n) is var (x, y) && x == y && finder.All(view, x, y).Any(h => h.Person is null));
        // "a resident of X", "N. N., who fled X": a town taken for a person.
        names.RemoveAll(n => view.TokensIn(n).First is var x && x > first && view.Words[x - 1] is "of" or "from" or "in" or "near" or "at" && Enumerable.Range(first, x - first).Any(i => lexicon.Is("title", view.Words[i]) || lexicon.Is("source-noun", view.Words[i]) || lexicon.Is("civilian-person", view.Words[i]))
            || names.Count > 1 && view.Document.NameSpans.Any(l => l.Label is "Location" && l.Span.Contains(n)));
        if (names.Count == 0) return AfterTitle(view, first, last);
        names = [.. names.Where(n => n.Length * 2 > names.Max(x => x.Length))];
        var (a, b) = view.TokensIn(names[0]);
        foreach (var next in names.Skip(1))
        {
            var (c, d) = view.TokensIn(next);
            if (c - b <= 2 && Enumerable.Range(b + 1, Math.Max(0, c - b - 1)).All(i => view.TokenText(i) is "-")) b = d;
        }
        while (b + 1 <= last && view.TokenText(b + 1) is "-" or "–" && b + 2 <= last) b += 2;
        if (b + 1 <= last && view.Words[b] is "al" or "el" or "abu" or "bin") b++;
        while (a > first && (view.TokenText(a - 1) is "-" && a - 2 >= first && view.Words[a - 2] is "al" or "el")) a -= 2;
        a = Math.Max(a, first);
        b = Math.Min(b, last);
        if (a > b || !char.IsUpper(view.TokenText(a)[0]) && view.Words[a] is not ("al" or "el")) return null;
        return (view.Text(view.SpanOf(a, b)), a, b);
    }

    // "Orientalist Grigory L.", "Rear Admiral Oleg M.": capitals behind an office are a name, though no layer has them.
    private (string Name, int First, int Last)? AfterTitle(SentenceView view, int first, int last)
    {
        if (!view.HasTree) return null;
        for (var i = first; i <= last - 2; i++)
        {
            if (!lexicon.Is("title", view.Words[i]) || lexicon.Is("title", view.Words[i + 1])) continue;
            var to = i;
            while (to < last && (view.TokenText(to + 1) is "-" || view.IsPos(to + 1, "PROPN") && char.IsUpper(view.TokenText(to + 1)[0]) || view.Words[to + 1] is "al" or "el" or "abu")) to++;
            var from = i + 1;
            if (to - from is < 1 or > 5 || finder.Find(view, from, to, metonyms: true).Count > 0 || Enumerable.Range(from, to - from + 1).Any(k => lexicon.Is("institution-noun", view.Words[k]))) continue;
            return (view.Text(view.SpanOf(from, to)), from, to);
        }
        return null;
    }

    // A group or outlet of the register whose name was taken for a person's.
    private bool InRegister(SentenceView view, TextSpan name, int first, int last)
    {
        var (a, b) = view.TokensIn(name);
        return finder.Find(view, Math.Max(first, a), Math.Min(last, b + 4), metonyms: false)
            .Any(h => h.Person is null && h.Rule == "name in the register" && h.First <= a && h.Last >= a && register[h.Id]?.Kind is not (ActorKind.State or ActorKind.Political));
    }

    /// <summary>Remembers the people of a sentence that cites nobody: its subject before all others.</summary>
    public void Notice(SentenceView view, int first, int last)
    {
        foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER" && view.Span.Contains(n.Span)))
        {
            var (a, b) = view.TokensIn(name.Span);
            if (b >= a && (b < first || a > last)) Meet(view, a, b);
        }
        if (last < first) return;
        var hits = finder.Find(view, first, last, metonyms: true);
        if (hits.Count == 1 && hits[0].Person is null && register[hits[0].Id]?.Kind is not (ActorKind.Media or ActorKind.Civilian)) _subject = hits[0].Id;
        if (Meet(view, first, last)) return;
        if (finder.Find(view, first, last, metonyms: false) is [{ Person: null } hit] && register[hit.Id]?.Kind == ActorKind.Political && view.Words[last] is "minister" or "president" or "spokesman" or "envoy")
            _met.Add(new Speaker(Attribution.Unnamed, view.Text(view.SpanOf(first, last)), hit.Id, null, false));
    }

    private bool Meet(SentenceView view, int first, int last)
    {
        var hits = finder.Find(view, first, last, metonyms: false);
        if (hits.FirstOrDefault(h => h.Person is not null) is { } known)
        {
            _met.Add(new Speaker(AsWritten(view, first, last) ?? known.Person!, null, known.Id, null, false));
            return true;
        }
        if (Person(view, view.SpanOf(first, last), first, last) is not { } person) return false;
        if (BySurname(Normal.Tokens(person.Name)) is { } again) _met.Add(again);
        else if (person.Name.Contains(' ')) _met.Add(new Speaker(person.Name, Role(view.Text(view.SpanOf(first, last)), person.Name), view.WordsIn(view.SpanOf(first, last)).Any(Independent.Contains) ? null : hits.Count > 0 ? hits[0].Id : affiliations.Of(person.Name), null, false));
        else return false;
        return true;
    }

    private Speaker? BySurname(string[] tokens)
    {
        if (tokens.Length == 0) return null;
        var wanted = tokens.Where(t => t is not ("al" or "el" or "mr" or "dr")).ToArray();
        if (wanted.Length == 0) return null;
        return Last(s => s.Name != Attribution.Unnamed && !s.IsOutlet && Normal.Tokens(s.Name).LastOrDefault() == wanted[^1])
            ?? Last(s => s.Name != Attribution.Unnamed && !s.IsOutlet && wanted.All(w => Normal.Tokens(s.Name).Contains(w)));
    }

    private Speaker? Last(Func<Speaker, bool> wanted)
    {
        for (var i = _met.Count - 1; i >= 0; i--) if (wanted(_met[i])) return _met[i];
        return null;
    }

    private Speaker Remember(Speaker speaker)
    {
        _met.Add(speaker);
        return speaker;
    }
}
