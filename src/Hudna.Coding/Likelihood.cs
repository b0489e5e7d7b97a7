namespace Hudna.Coding;

/// <summary>
/// How likely a draft is a claim that a coder after the codebook would write: logistic regression over <see cref="Evidence"/>, weights from
/// <c>data/lexicon/likelihood.csv</c>, learnt from hand-coded reports by <c>tools/Hudna.Evaluation likelihood</c>. It decides what is kept and is the claim's confidence.
/// </summary>
internal sealed class Likelihood(Lexicon lexicon, Evidence evidence)
{
    /// <summary>The probability of one draft, 0 to 1.</summary>
    public double Of(Draft draft, IReadOnlyList<Draft> beside)
    {
        draft.Evidence = [.. evidence.Of(draft, beside)];
        var sum = draft.Evidence.Sum(e => lexicon.Likelihood.GetValueOrDefault(e.Name) * e.Value);
        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The step of a draft's trace that says what spoke most for and against it.</summary>
    public TraceStep Told(Draft draft) => new("confidence", "evidence weighed", null, Math.Round(Math.Clamp(draft.Confidence, 0.05, 0.99), 2),
        [.. draft.Evidence.Select(e => (e.Name, Part: lexicon.Likelihood.GetValueOrDefault(e.Name) * e.Value)).Where(e => Math.Abs(e.Part) >= 0.2).OrderByDescending(e => Math.Abs(e.Part)).ThenBy(e => e.Name, StringComparer.Ordinal).Take(MostTold)
            .Select(e => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{e.Name} {e.Part:+0.00;-0.00}"))]);

    private const int MostTold = 8;

    /// <summary>Weighs the drafts of one segment and takes out those below the least likelihood of their kind.</summary>
    public void Sift(List<Draft> drafts, bool keepAll)
    {
        var all = drafts.ToList();
        foreach (var draft in all)
        {
            draft.Confidence = Of(draft, all);
            if (!keepAll && draft.Confidence < lexicon.Keep(draft.Kind)) drafts.Remove(draft);
        }
        if (keepAll) return;
        // One word tells one claim of a kind, and no act and position of one type: of a marked word's rivals the likelier stays.
        var kept = new List<Draft>();
        foreach (var draft in drafts.OrderByDescending(d => d.Confidence).ToList())
        {
            if (kept.Exists(k => Rivals(k, draft))) drafts.Remove(draft);
            else kept.Add(draft);
        }
    }

    private static bool Rivals(Draft a, Draft b) =>
        a != b && a.Trigger == b.Trigger && (a.Kind == b.Kind || a.Type is not null && a.Type == b.Type) && (Marked.Made(a) || Marked.Made(b));
}
