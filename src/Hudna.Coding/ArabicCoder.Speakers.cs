using Hudna.Codebook;

namespace Hudna.Coding;

// Who says what an Arabic clause tells: the verb's own noun phrase, behind it or in front of it; "and added" goes on with whoever spoke last.
internal sealed partial class ArabicCoder
{
    private readonly record struct Voice(Attribution? Link, string? Holder, int First, int Last, int Verb);

    private readonly List<(Attribution Link, string[] Words)> _voices = [];
    private readonly Dictionary<string, string> _bodies = new(StringComparer.Ordinal);
    private Attribution? _speaking; // whose words the sentence is
    private (int First, int Last) _named = (0, -1); // the tokens that name the speaker of this clause: no party to what is told

    private Attribution Publisher => new(report.Publisher ?? Attribution.Unnamed, "publisher", report.Publisher is { } p && register.Names.Match(Normal.Tokens(p), 0) is { Length: > 0 } m ? m.Value : null);

    // Whoever the clause names as its source; whoever the sentence named before it.
    private void Listen(ArabicClause clause)
    {
        var view = clause.View;
        _named = (0, -1);
        if (!clause.Joined || clauses.Find("turn", view, clause.First).Length > 0 || view.Words[clause.First] is "التي" or "الذي") _speaking = Quoted(clause) ? _voices[^1].Link : null;
        // "A source in X: …".
        for (var i = clause.First + 1; i < Math.Min(clause.Last, clause.First + 12); i++)
        {
            if (view.TokenText(i) is not [.., ':'] || view.Document.Quantities.Any(q => view.Span.Contains(q.Span) && view.TokensIn(q.Span).First - i is 1 or 2) || Front(clause, i) is not { } front || clauses.Find("source", view, front).Length == 0 && (Named(view, front).Id is null && register.People.Match(view.Words, front).Length == 0 || i - front > 5) || clauses.First("act", clause) is >= 0 and var act && act < i) continue;
            var end = view.Words[i].Length == 0 ? i - 1 : i;
            (_named, _speaking) = ((front, end), Own(view, front, end) ? null : Reads(view, front, end, front));
            return;
        }
        for (var i = clause.Last; i >= clause.First; i--)
        {
            if (clauses.Find("according", view, i) is not { Length: > 0 and var n }) continue;
            var from = i + n;
            while (from <= clause.Last && (view.Words[from] is "ما" or "" || clauses.Find("speak", view, from).Length > 0)) from++;
            // "as our correspondent has it from X".
            for (var k = from; k < Math.Min(clause.Last, from + 7); k++) if (view.Words[k] == "عن") from = k + 1;
            // "as follows" names nobody.
            if (from <= clause.Last && view.Words[from] is "يلي" or "ياتي" or "الاتي" or "التالي" || Phrase(clause, from) is not { } last) continue;
            _named = (i, last);
            _speaking = Own(view, from, Math.Min(last, from + 3)) ? null : Reads(view, from, last, i);
            // Cited once, no voice that goes on.
            if (_speaking is not null) { _voices.Insert(0, _voices[^1]); _voices.RemoveAt(_voices.Count - 1); }
            return;
        }
        for (var i = clause.First; i <= clause.Last; i++)
        {
            if (!clauses.Told("speak", view, i) && !clauses.Told("foresee", view, i)) continue;
            if (Voiced(clause, i) is not { } voice) continue;
            _named = (voice.First, voice.Last);
            _speaking = voice.Link;
            return;
        }
    }

    // Words of a quotation that opened before the sentence.
    private bool Quoted(ArabicClause clause) => !clause.Joined && _voices.Count > 0
        && clause.View.Document.Quotations.Any(q => q.Start < clause.View.Span.Start && q.End > clause.View.TokenSpan(clause.First).End);

    // The speaker of a verb: none where its words name nobody that speaks.
    private Voice? Voiced(ArabicClause clause, int verb)
    {
        var view = clause.View;
        var length = Math.Max(1, Math.Max(clauses.Find("speak", view, verb).Length, Math.Max(clauses.Find("stance", view, verb).Length, clauses.Find("foresee", view, verb).Length)));
        var after = verb + length;
        var front = Front(clause, verb);
        var behind = Phrase(clause, after) is { } end ? Subject(view, verb, after, end) : (int?)null;
        if (front is { } f && (behind is null && (Holds(view, f, verb - 1) || !Goes(view)) || Holds(view, f, verb - 1) && !Holds(view, after, Math.Min(behind ?? after, after + 1)) || Present(view, verb) && Holds(view, f, verb - 1)))
        {
            var last = verb - 1;
            while (last > f && (view.Words[last].Length == 0 || view.Words[last] is "قد" or "كان" or "فقد")) last--;
            return Heard(view, Own(view, f, last) ? new Voice(null, Publisher.Affiliation, f, verb, verb) : new Voice(Reads(view, f, last, f), HolderOf(view, f, last), f, verb, verb));
        }
        if (Addressed(view, verb, after)) return _heard is { } asks ? new Voice(asks.Link, asks.Holder, verb, verb, verb) : new Voice(null, Publisher.Affiliation, verb, verb, verb);
        if (behind is { } b)
            return Own(view, after, Math.Min(b, after + 3)) ? Heard(view, new Voice(null, Publisher.Affiliation, verb, b, verb))
                : Speaks(view, after, b) ? Heard(view, new Voice(Reads(view, after, b, verb), HolderOf(view, after, b), verb, b, verb)) : null;
        // "and added that": whoever spoke last; "and calls on Ankara": whoever spoke last in the paragraph.
        if (Goes(view)) return new Voice(_heard!.Value.Link, _heard.Value.Holder, verb, verb, verb);
        return after <= clause.Last && (view.Words[after].Length == 0 || view.Words[after] is "ان" or "انه" or "انها" or "بان" or "ايضا" or "الي" or "ل") && _voices.Count > 0 ? new Voice(_voices[^1].Link, _voices[^1].Link.Affiliation, verb, verb, verb) : null;
    }

    private (Attribution? Link, string? Holder, int Paragraph)? _heard; // whoever spoke last, the publisher too

    private Voice Heard(SentenceView view, Voice voice)
    {
        _heard = (voice.Link, voice.Holder, view.Paragraph);
        return voice;
    }

    // Where the subject of a verb of stance ends: a state or body that follows whoever holds it is its object: "the minister N. N. accused Turkey of".
    private int Subject(SentenceView view, int verb, int first, int last)
    {
        if (clauses.Find("stance", view, verb).Length == 0) return last;
        for (var k = first + 1; k <= last; k++)
        {
            if (!Stately(view, k) && !(Named(view, k) is { Id: { } id, Length: > 1 } && !view.Words[k].StartsWith('ل') && register[id]?.Kind is not ActorKind.State)) continue;
            if (!Holds(view, first, k - 1) || Inside(view, first, k) || view.Words[k - 1] is "في" or "من" or "الي" or "علي" or "لدي" or "عن" or ['ب', ..] || clauses.Find("source", view, k - 1).Length > 0 || register.Words.Match(view.Words, k - 1).Length > 0 || view.Words[k] is ['و', ..]) continue;
            return k - 1;
        }
        return last;
    }

    // Whether somebody spoke in the paragraph before.
    private bool Goes(SentenceView view) => _heard is { } heard && heard.Paragraph == view.Paragraph;

    // Whether the noun behind a verb of stance is spoken to, no subject: it differs from the verb in gender, or stands in the oblique.
    private bool Addressed(SentenceView view, int verb, int noun)
    {
        if (noun >= view.Count || view.Words[noun].Length == 0 || clauses.Find("stance", view, verb).Length == 0) return false;
        var (word, head) = (view.Words[verb] is ['و' or 'ف', _, _, ..] and var w ? w[1..] : view.Words[verb], view.Words[noun]);
        if (word.EndsWith("وا", StringComparison.Ordinal) || word.EndsWith("ون", StringComparison.Ordinal) || register.People.Match(view.Words, noun).Length > 0 || clauses.Find("given-name", view, noun).Length > 0) return false;
        var feminine = word is ['ت', ..] && clauses.Find("past", view, verb).Length == 0 || word.EndsWith('ت');
        if (head is [_, _, _, _, .., 'ي', 'ن'] && clauses.Find("source", view, noun).Length == 0) return true;
        if (feminine) return clauses.Find("masculine", view, noun).Length > 0;
        return clauses.Find("masculine", view, noun).Length == 0 && (head.EndsWith('ه') || head is [_, _, _, .., 'ا', 'ت'] || clauses.Find("feminine", view, noun).Length > 0 || Stately(view, noun));
    }

    private static bool Present(SentenceView view, int verb) => view.Words[verb] is ['ي' or 'ت', _, _, _, ..] && !view.Words[verb].EndsWith('ت');

    // Names somebody: a party, a person, a word for a source.
    private bool Holds(SentenceView view, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (clauses.Find("source", view, i).Length > 0 || clauses.Find("given-name", view, i).Length > 0 || i < last && view.Words[i] is "ابو" or "ام" || Party(view, i).Id is not null || register.People.Match(view.Words, i).Length > 0) return true;
        return false;
    }

    private bool Speaks(SentenceView view, int first, int last) =>
        Holds(view, first, Math.Min(last, first + 2)) || clauses.Find("title", view, first).Length > 0 && Holds(view, first, last) || (view.Words[first].StartsWith("ال", StringComparison.Ordinal) && Spoken(view.Words[first]) is not null);

    // The last token of the noun phrase that starts at a token; null where none does.
    private int? Phrase(ArabicClause clause, int first)
    {
        var view = clause.View;
        while (first < view.Count && view.Words[first].Length == 0 && view.TokenText(first) is "\"" or "«" or "“") first++;
        var last = first - 1;
        for (var i = first; i <= Math.Min(Math.Min(view.Count - 1, clause.Last + 4), first + 16); i++)
        {
            var word = view.Words[i];
            if (word.Length == 0)
            {
                // An apposition: ", General X".
                if (view.TokenText(i) is "\"" or "«" or "»" or "“" or "”" && view.TokenText(i) is not ":") continue;
                if (view.TokenText(i) is "،" && i + 1 < view.Count && clauses.Find("title", view, i + 1).Length > 0) continue;
                break;
            }
            if (clauses.Find("phrase-end", view, i).Length > 0 || word is ['ل', _, _, ..] && clauses.Find("outlet", view, i).Length > 0 && i > first) break;
            if (i > first && view.TokenText(i - 1) is [.., '،' or ':'] && clauses.Find("title", view, i).Length == 0) break;
            if (view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(i)))) break;
            if (i == first && view.Document.Quantities.Any(q => q.Span.Overlaps(view.TokenSpan(i)))) break;
            if (clauses.Find("speak", view, i).Length > 0 || clauses.Find("stance", view, i).Length > 0 || (i > first && word[0] is 'ب' && clauses.Find("act", view, i).Length > 0)) break;
            // What was reported: "documented the entry of a column".
            if (i > first && clauses.Find("source", view, i - 1).Length == 0 && (clauses.Find("deed", view, i).Length > 0 || clauses.Find("killed", view, i).Length > 0 || clauses.Find("act", view, i) is { Length: > 0, Value: { } done } && !done.StartsWith("CONSULT", StringComparison.Ordinal) && !Inside(view, first, i))) break;
            if (i == first && word is ['ل', 'ل', ..] or ['ب', 'ا', 'ل', ..]) break;
            if (word is "في" or "علي" or "من" or "الي" && (i == first || word is "علي" or "من" && clauses.Find("source", view, first).Length == 0 || word is "الي")) break;
            last = i;
        }
        return last >= first ? last : null;
    }

    // A token within a name that starts before it.
    private bool Inside(SentenceView view, int first, int at) => Enumerable.Range(first, at - first).Any(k => Named(view, k) is { Id: not null, Length: var n } && k + n > at);

    // The first token of what stands before a verb in its clause, conjunctions off; null where the verb opens it.
    private int? Front(ArabicClause clause, int verb)
    {
        var view = clause.View;
        var first = clause.First;
        for (var i = clause.First; i < verb; i++) if (view.TokenText(i) is [.., '،' or ':' or '|'] or "|" or "⬅" || clauses.Find("speak", view, i).Length > 0) first = i + 1;
        while (first < verb && (view.Words[first].Length == 0 || view.Words[first] is "قد" or "كان" or "وكان" or "وكانت" or "ان" or "لكن" or "اما" or "بيد" or "غير" or "حيث" or "انه" || clauses.Find("split", view, first).Length > 0)) first += Math.Max(1, clauses.Find("split", view, first).Length);
        return first < verb && verb - first <= 14 && !view.Document.Times.Any(t => t.Span.Overlaps(view.TokenSpan(first))) ? first : null;
    }

    private Attribution Reads(SentenceView view, int first, int last, int from)
    {
        var text = view.Text(view.SpanOf(first, last)).Trim('"', '«', '»', '،', ' ', ':');
        var words = view.Text(view.SpanOf(Math.Min(from, first), last));
        var link = Link(view, first, last, text, words);
        _voices.Add((link, view.Words[first..(last + 1)]));
        return link;
    }

    private Attribution Link(SentenceView view, int first, int last, string text, string words)
    {
        for (var i = first; i <= last; i++)
            if (register.People.Match(view.Words, i) is { Length: > 0 and var n } who && (n > 1 || last - first <= 3)) return new Attribution(who.Value!.Name, text, who.Value.Actor, words);
        var id = HolderOf(view, first, last);
        if (first == last && Spoken(view.Words[first]) is { } met) return met with { Words = words };
        // "the centre called on …": a body named in full before.
        if (_bodies.TryGetValue(view.Words[first], out var known) && (first == last || Named(view, first).Length < 2) && register[known] is { } again) return new Attribution(English(again), null, known, words);
        // A surname after the full name.
        if (last - first <= 3)
            for (var i = _voices.Count - 1; i >= 0; i--)
                if (_voices[i].Link.Name != Attribution.Unnamed && ArabicClauses.Forms(view.Words[last]).Any(f => f.Length > 3 && _voices[i].Words.Contains(f) && !f.StartsWith("ال", StringComparison.Ordinal))) return _voices[i].Link with { Words = words };
        if (PersonAt(view, first, last) is { } person) return new Attribution(person, text, id, words);
        // "an official of": whoever that is, the body does not speak.
        if (clauses.Find("no-name", view, first).Length > 0) return new Attribution(Attribution.Unnamed, text, id, words);
        if (Named(view, first) is { Id: { } whole, Length: > 1 } && whole == id && register[whole] is { } institution) return new Attribution(English(institution), null, id, words);
        var heads = Enumerable.Range(first, Math.Min(2, last - first + 1)).Any(i => Party(view, i) is { Id: { } found } && found == id);
        var source = clauses.Find("source", view, first).Length > 0;
        // A definite office with two words behind it that nothing explains: a name.
        if (last - first >= 2 && (view.Words[first].StartsWith("ال", StringComparison.Ordinal) || source && view.Words[first + 1].StartsWith("ال", StringComparison.Ordinal)) && Unknown(view, last) && Unknown(view, last - 1))
            return new Attribution(view.Text(view.SpanOf(last - 1, last)), text, id, words);
        if (id is not null && heads && !source && register[id] is { } body) return new Attribution(English(body), null, id, words);
        return new Attribution(Attribution.Unnamed, text, id, words);
    }

    // A given name with what stands behind it in the phrase, "father of" and "mother of" among them.
    private string? PersonAt(SentenceView view, int first, int last)
    {
        for (var i = first; i < last; i++)
        {
            if (clauses.Find("given-name", view, i).Length == 0 && (view.Words[i] is not ("ابو" or "ام") || view.Words[i + 1].Length == 0 || i > 0 && view.Words[i - 1] is "في" or "من" or "بلده" or "قريه" or "مدينه" or "مطار")) continue;
            var end = i + 1;
            // A third word only where it is a name by itself or has the article.
            while (end < last && end < i + 2 && (clauses.Find("given-name", view, end).Length > 0 || view.Words[end] is "حاج" || view.Words[end + 1].StartsWith("ال", StringComparison.Ordinal) && view.Words[end] is "عبد") && view.Words[end + 1].Length > 0 && view.TokenText(end) is not [.., '،'] && clauses.Find("speak", view, end + 1).Length == 0) end++;
            if (view.Words[i + 1].Length > 0 && view.TokenText(i) is not [.., '،']) return view.Text(view.SpanOf(i, view.Words[i] is "ابو" or "ام" ? i + 1 : end)).Trim('،', '"', '«', '»', ':', ' ');
        }
        return null;
    }

    // "the centre", "the source": a body named in full before, or whoever spoke under that word.
    private Attribution? Spoken(string word)
    {
        if (_bodies.TryGetValue(word, out var body) && register[body] is { } actor) return new Attribution(English(actor), null, body);
        var same = lexicon.Arabic.MatchAll([word], 0).Values?.Any(e => e.Class == "same-source") == true;
        for (var i = _voices.Count - 1; i >= 0; i--)
            if (same || _voices[i].Words.Contains(word) || word.Length > 4 && _voices[i].Words.Contains(word[2..])) return _voices[i].Link;
        return null;
    }

    private bool Unknown(SentenceView view, int at) => view.Words[at].Length > 2 && !view.Words[at].StartsWith("ال", StringComparison.Ordinal) && Party(view, at).Id is null
        && clauses.Find("source", view, at).Length == 0 && clauses.Find("place-class", view, at).Length == 0 && !register.Words.Any([view.Words[at]]);

    private static string English(Actor actor)
    {
        var name = SpeakerNames.ShortName(actor);
        return name.Contains(" of ", StringComparison.Ordinal) && actor.OtherNames.FirstOrDefault(n => n.Text.All(char.IsAscii) && n.Text.Contains(' ', StringComparison.Ordinal) && !n.Text.Contains(" of ", StringComparison.Ordinal)) is { } plain ? plain.Text : name;
    }

    // The party that a phrase for a speaker belongs to.
    private string? HolderOf(SentenceView view, int first, int last)
    {
        for (var i = first; i <= last; i++)
            if (register.People.Match(view.Words, i) is { Length: > 0 and var n } who && (n > 1 || last - first <= 3)) return who.Value!.Actor;
        if (clauses.Find("independent", view, first).Length > 0) return null;
        for (var i = first; i <= last; i++) if (Party(view, i).Id is { } id) return id;
        return first == last && Spoken(view.Words[first]) is { } met ? met.Affiliation : null;
    }

    // A name of the register, an adjective of an owner, a capital that stands for a government.
    private (string? Id, int Length) Party(SentenceView view, int at)
    {
        if (view.Words[at].Length == 0) return (null, 0);
        if (Named(view, at) is { Id: not null } named) return named;
        foreach (var form in ArabicClauses.Forms(view.Words[at]))
        {
            var words = new[] { form }.Concat(view.Words.Skip(at + 1).Take(3)).ToArray();
            if (register.Adjectives.Match(words, 0) is { Length: > 0 } adjective) return (adjective.Value, adjective.Length);
            if (register.Metonyms.Match(words, 0) is { Length: > 0 } capital) return (capital.Value, capital.Length);
        }
        return (null, 0);
    }

    private void Says(Draft draft)
    {
        draft.Attribution = [Publisher];
        if (_speaking is { } speaker) draft.Attribution.Add(speaker);
    }

    // The report's own people: "our correspondent", a word of the publisher's name.
    private bool Own(SentenceView view, int first, int last)
    {
        static string Bare(string w) => w.StartsWith("ال", StringComparison.Ordinal) ? w[2..] : w;
        var own = Normal.Tokens(report.Publisher ?? "").Where(w => w.Length > 3).Select(Bare).ToList();
        for (var i = first; i <= last && i < view.Count; i++)
            if ((clauses.Find("own-people", view, i).Length > 0 && i == first && clauses.Find("source", view, i + 1).Length == 0) || own.Contains(Bare(view.Words[i]))) return true;
        return false;
    }
}
