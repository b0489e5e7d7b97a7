using Hudna.Language;
using Hudna.Language.Output;

namespace Hudna.Evaluation.Language;

/// <summary>
/// Scores a reading of raw text against a treebank as the CoNLL-18 shared task does: words are aligned by their characters (inside a
/// multiword token by the longest common subsequence of forms), and each measure is an F1 over the words of both sides.
/// </summary>
internal static class ParseScore
{
    public static void Run(LanguageCommand command, TextWriter output)
    {
        var gold = Treebank.Read(LanguageCommand.Lines(command.Gold));
        using var conllu = new StringWriter();
        ConlluWriter.Write(command.Read(gold.Text, Layers.Trees), conllu);
        var system = Treebank.Read(conllu.ToString().Split('\n'), gold.Text);
        var pairs = Align(gold, system);
        var other = new Dictionary<int, int>(pairs.Count);
        foreach (var (g, s) in pairs) other[s] = g;
        int upos = 0, uas = 0, las = 0;
        foreach (var (g, s) in pairs)
        {
            if (gold.Words[g].Upos == system.Words[s].Upos) upos++;
            var head = system.HeadOf(s);
            var same = head < 0 ? gold.HeadOf(g) < 0 : other.TryGetValue(head, out var aligned) && aligned == gold.HeadOf(g);
            if (!same) continue;
            uas++;
            if (gold.Words[g].Relation == system.Words[s].Relation) las++;
        }
        string Words(int right) => LanguageCommand.F1(right, gold.Words.Count, system.Words.Count);
        output.WriteLine($"{command.Model}, {Path.GetFileName(command.Gold)}: {gold.Words.Count} words, {gold.Sentences.Count} sentences, raw text, F1");
        output.WriteLine($"tokens {LanguageCommand.F1(gold.Tokens.Intersect(system.Tokens).Count(), gold.Tokens.Count, system.Tokens.Count)}, words {Words(pairs.Count)}, "
            + $"sentences {LanguageCommand.F1(gold.Sentences.Intersect(system.Sentences).Count(), gold.Sentences.Count, system.Sentences.Count)}");
        output.WriteLine($"UPOS {Words(upos)}, UAS {Words(uas)}, LAS {Words(las)}");
        if (!command.Verbose) return;
        Differences(gold, system, output);
        foreach (var g in Enumerable.Range(0, gold.Words.Count).Except(pairs.Select(p => p.Gold))) output.WriteLine($"word {gold.Words[g].Form}");
    }

    private static void Differences(Treebank gold, Treebank system, TextWriter output)
    {
        var bare = string.Concat(gold.Text.Where(c => !char.IsWhiteSpace(c)));
        string Near(int at) => bare[Math.Max(0, at - 25)..at] + "‖" + bare[at..Math.Min(bare.Length, at + 25)];
        foreach (var end in gold.Sentences.Select(s => s.Item2).Except(system.Sentences.Select(s => s.Item2)).Take(400)) output.WriteLine($"missed end  {Near(end)}");
        foreach (var end in system.Sentences.Select(s => s.Item2).Except(gold.Sentences.Select(s => s.Item2)).Take(400)) output.WriteLine($"false end   {Near(end)}");
        foreach (var (a, b) in gold.Tokens.Except(system.Tokens).Take(400)) output.WriteLine($"token       {bare[a..b]}  in {Near(a)}");
    }

    // Pairs of aligned words, in order.
    private static List<(int Gold, int System)> Align(Treebank gold, Treebank system)
    {
        var pairs = new List<(int, int)>();
        var (g, s) = (0, 0);
        while (g < gold.Words.Count && s < system.Words.Count)
        {
            var (a, b) = (gold.Words[g], system.Words[s]);
            if (a.InMultiword || b.InMultiword)
            {
                // Everything that the multiword token touches, on both sides.
                var end = a.InMultiword ? a.End : b.End;
                if (!a.InMultiword && a.End <= b.Start)
                {
                    g++;
                    continue;
                }
                if (!b.InMultiword && b.End <= a.Start)
                {
                    s++;
                    continue;
                }
                var (gTo, sTo) = (g, s);
                while ((gTo < gold.Words.Count && gold.Words[gTo].Start < end) || (sTo < system.Words.Count && system.Words[sTo].Start < end))
                {
                    if (gTo < gold.Words.Count && (sTo >= system.Words.Count || gold.Words[gTo].Start <= system.Words[sTo].Start))
                    {
                        if (gold.Words[gTo].InMultiword && gold.Words[gTo].End > end) end = gold.Words[gTo].End;
                        gTo++;
                    }
                    else sTo++;
                }
                Common(gold, system, g, gTo, s, sTo, pairs);
                (g, s) = (gTo, sTo);
            }
            else if (a.Start == b.Start && a.End == b.End)
            {
                pairs.Add((g++, s++));
            }
            else if (a.Start <= b.Start) g++;
            else s++;
        }
        return pairs;
    }

    private static void Common(Treebank gold, Treebank system, int g, int gTo, int s, int sTo, List<(int, int)> pairs)
    {
        var (n, m) = (gTo - g, sTo - s);
        var best = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
            for (var j = m - 1; j >= 0; j--)
                best[i, j] = Same(i, j) ? 1 + best[i + 1, j + 1] : Math.Max(best[i + 1, j], best[i, j + 1]);
        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (Same(i, j)) pairs.Add((g + i++, s + j++));
            else if (best[i + 1, j] >= best[i, j + 1]) i++;
            else j++;
        }

        bool Same(int i, int j) => gold.Words[g + i].Form.Equals(system.Words[s + j].Form, StringComparison.OrdinalIgnoreCase);
    }
}
