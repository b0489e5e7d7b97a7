using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// Divides the sentences of a report into segments with one chain of speakers each: verbs of attribution, "according to", quotations
/// over several sentences, and speech that goes on in the same paragraph without marks.
/// </summary>
internal sealed class Speakers(SpeakerNames names, CueFinder cueFinder, Lexicon lexicon, IReadOnlyList<TextSpan> askingHeadings)
{
    /// <summary>The segments of every sentence, by sentence number; none for the questions of an interview.</summary>
    public Dictionary<int, List<Segment>> Read(Document document, IReadOnlyList<SentenceView> views)
    {
        var interview = Interview.Of(views, names, askingHeadings);
        var result = new Dictionary<int, List<Segment>>();
        var cues = views.ToDictionary(v => v.Index, cueFinder.Find);
        IReadOnlyList<Speaker> carried = [];
        var carriedParagraph = -9;
        var carriedCloses = false;
        var carriedQuoted = false;
        var ours = false; // the report has spoken of itself as "we"
        foreach (var view in views)
        {
            if (interview?.Questions.Contains(view.Paragraph) == true)
            {
                result[view.Index] = [];
                continue;
            }
            var own = cues[view.Index];
            var chains = Chains(view, own);
            // Answers are the answerer's word; who is cited in them stands behind.
            if (interview?.Answers.Contains(view.Paragraph) == true)
            {
                if (chains.Count == 0) (carried, carriedParagraph, carriedCloses, carriedQuoted) = ([interview.Answerer], view.Paragraph, false, false);
                else chains = [.. chains.Select(c => (c.Cue, (IReadOnlyList<Speaker>)Join([interview.Answerer], c.Chain)))];
            }
            // A quotation with a believer inside it still has the speaker who opened it.
            if (chains.Count > 0 && Opens(document, view) >= 0 && carried.Count > 0 && view.Paragraph - carriedParagraph is 0 or 1 or 2 && chains.TrueForAll(c => lexicon.Is("believe", view.Words[c.Cue.Verb])))
                chains = [.. chains.Select(c => (c.Cue, (IReadOnlyList<Speaker>)Join(carried, c.Chain)))];
            var segments = new List<Segment>();
            if (chains.Count > 0)
            {
                segments = Divide(view, document, own, chains);
                if (interview?.Answers.Contains(view.Paragraph) == true) segments = [.. segments.Select(s => s.IsCited ? s : s with { Chain = [interview.Answerer] })];
                // What stands before an opening quotation's cue may go on from an earlier sentence's quotation.
                var last = segments.LastOrDefault(s => s.IsCited);
                if (last is not null)
                {
                    carried = chains.Count > 1 && own[^1].Backs ? chains[^1].Chain : last.Chain;
                    carriedParagraph = view.Paragraph;
                    carriedQuoted = last.Quoted;
                    carriedCloses = own[^1].Kind == "according" || own.All(c => view.Words[c.Verb] is var w && lexicon.Is("say-weak", w) && !Quoted(document, view));
                }
            }
            else
            {
                var quotation = QuotationAt(document, view.Span.Start);
                var opens = Opens(document, view);
                var chain = carried;
                // A quotation that opens here and is closed in a later sentence belongs to that sentence's speaker.
                var ahead = opens >= 0 ? Ahead(document, opens, views, cues, view) : null;
                if (ahead is not null) chain = ahead;
                else
                {
                    var inside = quotation >= 0 && document.Quotations[quotation].Start < view.Span.Start;
                    var same = view.Paragraph == carriedParagraph && !carriedCloses && !Turns(view) && !(opens < 0 && !Continues(view) && !QuotesIn(document, view));
                    var next = view.Paragraph - carriedParagraph is 0 or 1 or 2 && (opens >= 0 || (view.Paragraph == carriedParagraph || !carriedQuoted) && view.DenseWords.Take(3).Any(w => lexicon.Is("we", w)))
                        || view.Paragraph - carriedParagraph is 0 or 1 && lexicon.Class("add-on").Match(view.DenseWords, 0).Length > 0;
                    if (!inside && !same && !next || opens < 0 && quotation < 0 && carried.Count > 0 && names.SomebodyElse(view, carried[^1])) chain = [];
                }
                // "We ask the guarantors …" outside of all marks, by a body that speaks so of itself.
                if (opens < 0 && quotation < 0 && view.DenseWords.Take(4).Any(w => lexicon.Is("we", w)))
                {
                    if (carried.Count == 0) ours = true;
                    if (ours) chain = [];
                }
                if (interview?.Answers.Contains(view.Paragraph) == true) chain = carried;
                if (chain.Count == 0) Notice(view);
                var span = view.Span;
                if (view.Body > 0) span = new TextSpan(view.TokenSpan(view.Body).Start, span.End);
                segments.Add(new Segment(span, chain, null, opens >= 0 || quotation >= 0, opens >= 0 ? opens : quotation));
                if (chain.Count > 0) (carried, carriedParagraph) = (chain, view.Paragraph);
            }
            if (segments.LastOrDefault(s => s.IsCited) is { } spoken) names.Spoke(spoken.Chain[^1]);
            result[view.Index] = segments;
        }
        return result;
    }

    // Who is the subject may be "he" in the next sentence.
    private void Notice(SentenceView view)
    {
        if (!view.HasTree) return;
        for (var i = 0; i < view.Count; i++)
        {
            if (view.Rel(i) != "nsubj" || view.Rel(view.Head(i)) != "root") continue;
            var (a, b) = view.Phrase(i);
            names.Notice(view, a, b);
            return;
        }
        names.Notice(view, 0, -1);
    }

    private bool Continues(SentenceView view) => view.DenseWords.Length > 0 && view.DenseWords[0] is var w
        && (lexicon.Is("pronoun-person", w) || lexicon.Is("pronoun-group", w) || lexicon.Is("we", w) || w is "this" or "these" or "those" or "that" or "also" or "and" or "but" || char.IsLower(view.Document.Text[view.Span.Start]));

    // Words of some length in marks, with nobody named for them.
    private static bool QuotesIn(Document document, SentenceView view) => document.Quotations.Any(q => view.Span.Contains(q) && q.Length > 30);

    private static bool Quoted(Document document, SentenceView view) => document.Quotations.Any(q => q.Overlaps(view.Span));

    // "Meanwhile", "On 7 September": the report itself speaks again.
    private static bool Turns(SentenceView view) =>
        view.DenseWords.Length > 0 && view.DenseWords[0] is "meanwhile" or "however" or "yesterday" or "earlier" or "hours" or "later" or "simultaneously"
        || view.Document.Times.Any(t => t.Span.Start <= view.Span.Start + 4 && t.Span.End > view.Span.Start);

    private List<(Cue Cue, IReadOnlyList<Speaker> Chain)> Chains(SentenceView view, List<Cue> cues)
    {
        var chains = new List<(Cue, IReadOnlyList<Speaker>)>();
        foreach (var cue in cues)
        {
            var words = view.Text(view.SpanOf(cue.First, Math.Min(cue.Last, view.Count - 1)));
            if (cue.SpeakerFirst < 0)
            {
                var carried = chains.Count > 0 ? chains[^1].Item2.ToList() : [];
                if (cue.Source.Last >= cue.Source.First && names.Read(view, cue.Source.First, cue.Source.Last, words) is { } cited) carried.Add(cited);
                if (carried.Count > 0) chains.Add((cue, carried));
                continue;
            }
            var chain = new List<Speaker>();
            var subjects = view.Words[cue.SpeakerFirst..(cue.SpeakerLast + 1)].Where(w => w.Length > 0).ToArray();
            if (subjects is ["i"] or ["we"] or ["you"] or ["who"] or ["which"] or ["that"] or ["this"] or ["it"] && !lexicon.Is("say", view.Words[cue.Verb])) continue;
            var ours = lexicon.Is("we", subjects.FirstOrDefault() ?? "") && subjects.Length > 1 && !Quoted(view.Document, view);
            var speaker = ours || names.OfPublisher(subjects) ? null : names.Read(view, cue.SpeakerFirst, cue.SpeakerLast, words);
            if (speaker is null && !ours && !names.OfPublisher(subjects)) continue;
            if (speaker is not null && !names.IsPublisher(speaker)) chain.Add(speaker);
            if (cue.Source.Last >= cue.Source.First && names.Read(view, cue.Source.First, cue.Source.Last, words) is { } source && !chain.Contains(source)) chain.Add(source);
            chains.Add((cue, chain));
        }
        return chains;
    }

    private static List<Segment> Divide(SentenceView view, Document document, List<Cue> _, List<(Cue Cue, IReadOnlyList<Speaker> Chain)> chains)
    {
        // "A, according to X, B": all of it.
        if (chains.Count == 1 && chains[0].Cue.Kind == "according" && chains[0].Cue.First > 2 && view.Count - chains[0].Cue.Last > 5)
            return [Make(view, document, (view.Body, view.Count - 1), chains[0].Chain, "according")];
        // Stretches between the words of attribution.
        var pieces = new List<(int First, int Last)>();
        var at = view.Body;
        foreach (var (cue, _) in chains)
        {
            pieces.Add((at, cue.First - 1));
            at = Math.Max(at, cue.Last + 1);
        }
        pieces.Add((at, view.Count - 1));
        var content = pieces.Select(p => HasClause(view, p)).ToArray();
        var segments = new List<Segment>();
        // One cue in the middle of one clause: "Russia, he said, is trying …".
        if (chains.Count == 1 && content.Length == 2 && !content[0] && content[1] && Splits(view, chains[0].Cue, pieces[0]))
            return [Make(view, document, (view.Body, view.Count - 1), chains[0].Chain, CueWord(view, chains[0].Cue))];
        var outer = -1;
        if (!content[^1] && chains.Count > 1 && content[..^1].Any(c => c)) outer = chains.Count - 1; // "…, X said" at the end
        for (var k = 0; k < pieces.Count; k++)
        {
            if (!content[k]) continue;
            var cue = k == 0 ? 0 : k - 1;
            if (cue == outer && k - 1 == outer) continue;
            IReadOnlyList<Speaker> chain = chains[cue].Chain;
            if (k > 1 && Nested(view, chains[k - 2].Cue, chains[k - 1].Cue, content[k - 1])) chain = Join(segments.Count > 0 && content[k - 1] ? segments[^1].Chain : chains[k - 2].Chain, chain);
            if (k == 0 && !chains[0].Cue.Backs && chains[0].Cue.Kind is null && !view.IsPos(chains[0].Cue.Verb, "VERB") && chains.Count == 1) chain = chains[0].Chain;
            if (k == 0 && !Covers(view, chains[0].Cue)) chain = [];
            if (outer >= 0 && cue != outer) chain = Join(chains[outer].Chain, k == 0 ? [] : chain);
            segments.Add(Make(view, document, pieces[k], chain, CueWord(view, chains[outer >= 0 && k == 0 ? outer : cue].Cue)));
        }
        if (segments.Count == 0) segments.Add(Make(view, document, (view.Body, view.Count - 1), chains[^1].Chain, CueWord(view, chains[^1].Cue)));
        return segments;
    }

    private static string CueWord(SentenceView view, Cue cue) => cue.Kind ?? view.Words[cue.Verb];

    // Whether the words in front of the first cue are what is said: the cue's verb is beside or below them, or marks stand around them.
    private static bool Covers(SentenceView view, Cue cue)
    {
        if (cue.Backs || cue.Kind == "according") return true;
        if (!view.HasTree) return true;
        if (view.Rel(cue.Verb) == "parataxis") return true;
        for (var i = 0; i < cue.First; i++) if (view.TokenText(i) is "“" or "”" or "\"") return true;
        return view.Rel(cue.Verb) is "advcl";
    }

    private static List<Speaker> Join(IReadOnlyList<Speaker> outer, IReadOnlyList<Speaker> inner)
    {
        var chain = outer.ToList();
        foreach (var speaker in inner) if (!chain.Exists(s => s.Name == speaker.Name && s.Role == speaker.Role)) chain.Add(speaker);
        return chain;
    }

    private static bool Nested(SentenceView view, Cue outer, Cue inner, bool between)
    {
        if (inner.SpeakerFirst < 0) return false;
        if (!view.HasTree) return !between;
        if (view.Children(inner.Verb).Any(c => view.Rel(c) is "mark" or "cc" or "advmod" && view.Words[c] is "while" or "whereas" or "and" or "but")) return false;
        for (int at = inner.Verb, steps = 0; at >= 0 && steps < view.Count; steps++, at = view.Head(at))
        {
            if (at == outer.Verb) return true;
            if (view.Rel(at) is "conj" or "parataxis" && view.Head(at) == outer.Verb) return false;
        }
        return !between;
    }

    // A subject or adverb alone stands in front, the verb behind.
    private static bool Splits(SentenceView view, Cue cue, (int First, int Last) piece) =>
        view.HasTree && piece.Last >= piece.First && view.Rel(cue.Verb) == "parataxis"
        && Enumerable.Range(piece.First, piece.Last - piece.First + 1).Any(i => view.Rel(i) is "nsubj" or "nsubj:pass");

    private static bool HasClause(SentenceView view, (int First, int Last) piece)
    {
        if (piece.Last < piece.First) return false;
        var words = Enumerable.Range(piece.First, piece.Last - piece.First + 1).Where(i => view.Words[i].Length > 0).ToArray();
        if (words.Length < 4) return false;
        if (!view.HasTree) return words.Length >= 6;
        return words.Any(i => (view.IsPos(i, "VERB") || view.IsPos(i, "AUX")) && view.Rel(i) is not ("amod" or "acl" or "acl:relcl" or "compound" or "case"))
            && words.Any(i => view.Rel(i) is "nsubj" or "nsubj:pass" or "expl" or "nsubj:outer" or "csubj");
    }

    private static Segment Make(SentenceView view, Document document, (int First, int Last) piece, IReadOnlyList<Speaker> chain, string cue)
    {
        var (first, last) = piece;
        while (first < last && view.Words[first].Length == 0 && view.TokenText(first) is not ("“" or "\"" or "«" or "‘" or "[" or "(")) first++;
        while (last > first && view.Words[last].Length == 0 && view.TokenText(last) is "," or ":" or ";" or "-" or "–" or "—") last--;
        var span = view.SpanOf(first, last);
        var quotation = -1;
        for (var q = 0; q < document.Quotations.Count; q++)
            if (document.Quotations[q].Overlaps(span) && Overlap(document.Quotations[q], span) * 2 >= Math.Min(span.Length, document.Quotations[q].Length)) quotation = q;
        return new Segment(span, chain, cue, quotation >= 0, quotation);
    }

    private static int Overlap(TextSpan a, TextSpan b) => Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);

    private static int QuotationAt(Document document, int offset)
    {
        for (var q = 0; q < document.Quotations.Count; q++)
            if (document.Quotations[q].Start <= offset && offset < document.Quotations[q].End) return q;
        return -1;
    }

    private static int Opens(Document document, SentenceView view)
    {
        for (var q = 0; q < document.Quotations.Count; q++)
            if (document.Quotations[q].Start >= view.Span.Start && document.Quotations[q].Start <= view.Span.Start + 2 && document.Text[document.Quotations[q].Start] is '“' or '"' or '«' or '„' or '‘' or '”') return q;
        return -1;
    }

    private IReadOnlyList<Speaker>? Ahead(Document document, int quotation, IReadOnlyList<SentenceView> views, Dictionary<int, List<Cue>> cues, SentenceView here)
    {
        var end = document.Quotations[quotation].End;
        foreach (var view in views)
        {
            if (view.Index <= here.Index) continue;
            if (view.Span.Start >= end + 3 || view.Paragraph != here.Paragraph) break;
            if (cues[view.Index].Count == 0) continue;
            var chains = Chains(view, cues[view.Index]);
            if (chains.Count > 0) return chains[^1].Chain;
        }
        return null;
    }
}
