namespace Hudna.Coding;

/// <summary>A report of questions and answers: the paragraphs that ask, those that answer, and who answers.</summary>
/// <param name="Questions">Paragraphs that ask.</param>
/// <param name="Answers">Paragraphs that answer.</param>
/// <param name="Answerer">The one introduced before the first question.</param>
internal sealed record Interview(IReadOnlySet<int> Questions, IReadOnlySet<int> Answers, Speaker Answerer)
{
    private const int LeastQuestions = 3;

    /// <summary>The interview that a report's sentences are; null where they are none.</summary>
    public static Interview? Of(IReadOnlyList<SentenceView> views, SpeakerNames names)
    {
        var paragraphs = views.GroupBy(v => v.Paragraph).OrderBy(p => p.Key).ToList();
        var asking = paragraphs.Where(p => Asks([.. p])).ToList();
        // A list has dashes too: half of what looks like a question must ask, by its mark or a "Q" in front.
        if (asking.Count < LeastQuestions || 2 * asking.Count(p => p.First().TokenText(0) is "Q" or "Question" || p.Last() is { Count: > 0 } last && last.TokenText(last.Count - 1) is "?") < asking.Count) return null;
        var questions = asking.Select(p => p.Key).ToHashSet();
        var first = questions.Min();
        var answers = paragraphs.Where(p => p.Key > first && !questions.Contains(p.Key)).Select(p => p.Key).ToHashSet();
        if (answers.Count < LeastQuestions) return null;
        foreach (var view in views.Where(v => v.Paragraph < first).Reverse())
            foreach (var name in view.Document.NameSpans.Where(n => n.Scheme == "names" && n.Label == "PER" && view.Span.Contains(n.Span)).OrderByDescending(n => n.Span.Start))
            {
                var (a, b) = view.TokensIn(name.Span);
                if (b < a) continue;
                var (x, y) = view.HasTree ? view.Subtree(Head(view, a, b)) : (a, b);
                var (from, to) = (Math.Min(a, x), Math.Max(b, y));
                if (!names.IsPublic(view, a, b) && names.Read(view, from, to, view.Text(view.SpanOf(from, to))) is { } answerer) return new(questions, answers, answerer);
            }
        return null;
    }

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
