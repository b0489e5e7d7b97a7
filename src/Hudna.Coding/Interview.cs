using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A report of questions and answers: the paragraphs that ask, those that answer, and who answers.</summary>
/// <param name="Questions">Paragraphs that ask.</param>
/// <param name="Answers">Paragraphs that answer.</param>
/// <param name="Answerer">The one introduced before the first question.</param>
internal sealed record Interview(IReadOnlySet<int> Questions, IReadOnlySet<int> Answers, Speaker Answerer)
{
    private const int LeastQuestions = 3;

    /// <summary>The interview that a report's sentences are; null where they are none.</summary>
    /// <param name="views">Its sentences.</param>
    /// <param name="names">Reads who answers.</param>
    /// <param name="headings">Lines that stand apart and ask: questions are often taken for headings.</param>
    public static Interview? Of(IReadOnlyList<SentenceView> views, SpeakerNames names, IReadOnlyList<TextSpan> headings)
    {
        var paragraphs = views.GroupBy(v => v.Paragraph).OrderBy(p => p.Key).ToList();
        if (headings.Count >= LeastQuestions) return OfHeadings(paragraphs, names, headings);
        var asking = paragraphs.Where(p => Asks([.. p])).ToList();
        // A list has dashes too: half of what looks like a question must ask, by its mark or a "Q" in front.
        if (asking.Count < LeastQuestions || 2 * asking.Count(p => p.First().TokenText(0) is "Q" or "Question" || p.Last() is { Count: > 0 } last && last.TokenText(last.Count - 1) is "?") < asking.Count) return null;
        var questions = asking.Select(p => p.Key).ToHashSet();
        var first = questions.Min();
        var answers = paragraphs.Where(p => p.Key > first && !questions.Contains(p.Key)).Select(p => p.Key).ToHashSet();
        var initials = paragraphs.Where(p => answers.Contains(p.Key)).Select(p => p.First()).Select(v => v.Count > 2 && v.TokenText(1) is ":" && v.TokenText(0) is { Length: > 1 and < 4 } label && label.All(char.IsUpper) ? label : null).FirstOrDefault(l => l is not null);
        if (answers.Count < LeastQuestions) return null;
        var before = views.Where(v => v.Paragraph < first).ToList();
        return ((initials is null ? null : Introduced(before, names, initials)) ?? Introduced(before, names)) is { } answerer ? new(questions, answers, answerer) : null;
    }

    private static Interview? OfHeadings(List<IGrouping<int, SentenceView>> paragraphs, SpeakerNames names, IReadOnlyList<TextSpan> headings)
    {
        var first = headings.Min(h => h.Start);
        var behind = paragraphs.Where(p => p.First().Span.Start > first).ToList();
        // Between two answers a line that neither asks nor is long puts something to the answerer.
        var put = behind.Where((p, i) => i > 0 && i + 1 < behind.Count && p.Count() == 1 && p.Sum(v => v.DenseWords.Length) is > 3 and <= 20 && behind[i + 1].Sum(v => v.DenseWords.Length) > 20
            && !headings.Any(h => h.Start > behind[i - 1].First().Span.Start && h.Start < p.First().Span.Start)).Select(p => p.Key).ToHashSet();
        var answers = behind.Select(p => p.Key).Where(p => !put.Contains(p)).ToHashSet();
        // An explainer asks in its headings too: those who answer say "I" or "we", or stand in marks.
        var own = behind.Count(p => answers.Contains(p.Key) && p.Any(v => v.DenseWords.Any(w => w is "i" or "we" or "my" or "our" or "us") || v.Document.Quotations.Any(q => q.Overlaps(v.Span))));
        return answers.Count >= LeastQuestions && 2 * own >= answers.Count && Introduced(paragraphs.SelectMany(p => p).Where(v => v.Span.Start < first), names) is { } answerer ? new(put, answers, answerer) : null;
    }

    // The person named last before the first question who does not ask; where answers carry initials, the one whose they are.
    private static Speaker? Introduced(IEnumerable<SentenceView> before, SpeakerNames names, string? initials = null)
    {
        foreach (var view in before.Reverse())
            foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER" && view.Span.Contains(n.Span)).OrderByDescending(n => n.Span.Start))
            {
                var (a, b) = view.TokensIn(name.Span);
                if (b < a) continue;
                if (initials is not null && !string.Concat(Enumerable.Range(a, b - a + 1).Select(i => view.TokenText(i)).Where(t => char.IsUpper(t[0])).Select(t => t[0])).Equals(initials, StringComparison.Ordinal)) continue;
                if (Asking(view, Head(view, a, b))) continue;
                var (x, y) = view.HasTree ? view.Subtree(Head(view, a, b)) : (a, b);
                var (from, to) = (Math.Min(a, x), Math.Max(b, y));
                if (!names.IsPublic(view, a, b) && names.Read(view, from, to, view.Text(view.SpanOf(from, to))) is { } answerer && names.IsPerson(answerer)) return answerer;
            }
        return null;
    }

    // "N. N. asked him": the interviewer.
    private static bool Asking(SentenceView view, int head) =>
        view.HasTree && view.Rel(head) == "nsubj" && view.Head(head) is >= 0 and var verb && view.Words[verb] is "asked" or "interviewed" or "questioned";

    // The word of the name that the rest of the sentence hangs on, or the office before it.
    private static int Head(SentenceView view, int first, int last)
    {
        var head = Enumerable.Range(first, last - first + 1).FirstOrDefault(i => view.Head(i) < first || view.Head(i) > last, first);
        return view.Rel(head) is "appos" or "flat" or "compound" && view.Head(head) is >= 0 and var over ? over : head;
    }

    // A dash or "Q" in front, or one or two sentences of which the last asks.
    private static bool Asks(List<SentenceView> paragraph)
    {
        var (first, last) = (paragraph[0], paragraph[^1]);
        if (paragraph.Sum(v => v.DenseWords.Length) > 60 || first.Count == 0) return false;
        var marked = first.TokenText(0) is "-" or "–" or "—" or "Q" or "Question" && first.DenseWords.Length > 0;
        return marked || (paragraph.Count <= 2 && last.Count > 0 && last.TokenText(last.Count - 1) is "?");
    }
}
