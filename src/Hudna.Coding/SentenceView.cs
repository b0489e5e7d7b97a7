using Hudna.Language;

namespace Hudna.Coding;

/// <summary>A sentence with its tokens in normal form and, where there is one, its tree; tokens are counted from 0 within it.</summary>
internal sealed class SentenceView
{
    private static readonly HashSet<string> NounModifiers =
        new(StringComparer.Ordinal) { "det", "amod", "compound", "nmod:poss", "nummod", "flat", "det:predet", "case", "advmod", "nmod:desc", "punct", "goeswith", "fixed", "nmod:unmarked" };

    private readonly int[]? _heads;

    public SentenceView(Document document, int index)
    {
        Document = document;
        Index = index;
        var sentence = document.Sentences[index];
        Span = sentence.Span;
        Paragraph = sentence.Paragraph;
        First = sentence.FirstToken;
        Count = sentence.TokenCount;
        Words = new string[Count];
        for (var i = 0; i < Count; i++) Words[i] = Normal.Token(Unglued(document[document.Tokens[First + i]]));
        Body = Dateline();
        Dense = [.. Enumerable.Range(0, Count).Where(i => Words[i].Length > 0)];
        DenseWords = [.. Dense.Select(i => Words[i])];
        if (document.Trees.Count == document.Sentences.Count && document.Trees[index] is { } tree && tree.Heads.Count == Count)
        {
            _heads = [.. tree.Heads.Select(h => h - 1)];
            Upos = tree.Upos;
            Relations = tree.Relations;
            Xpos = tree.Xpos;
        }
    }

    public Document Document { get; }
    public int Index { get; }
    public TextSpan Span { get; }
    public int Paragraph { get; }
    public int First { get; }
    public int Count { get; }

    /// <summary>Normal form of every token; empty for punctuation.</summary>
    public string[] Words { get; }

    /// <summary>First token behind a dateline ("CITY, Country (Agency) – "); 0 where there is none.</summary>
    public int Body { get; }

    /// <summary>Token numbers without the empty ones, and their words.</summary>
    public int[] Dense { get; }

    public string[] DenseWords { get; }

    public IReadOnlyList<string>? Upos { get; }
    public IReadOnlyList<string>? Relations { get; }
    public IReadOnlyList<string>? Xpos { get; }
    public bool HasTree => _heads is not null;

    public int Head(int token) => _heads is null || token < 0 ? -1 : _heads[token];

    public string Rel(int token) => Relations is null || token < 0 ? "" : Relations[token];

    public bool IsPos(int token, string upos) => Upos is not null && token >= 0 && token < Count && Upos[token] == upos;

    public TextSpan TokenSpan(int token) => Document.Tokens[First + token];

    public string TokenText(int token) => Document[TokenSpan(token)].ToString();

    public string Text(TextSpan span) => Document.Text[span.Start..span.End];

    public TextSpan SpanOf(int first, int last) => new(TokenSpan(first).Start, TokenSpan(last).End);

    // "revealedSmith": machine translation and broken pages lose blanks; the name behind is what matters.
    private static ReadOnlySpan<char> Unglued(ReadOnlySpan<char> token)
    {
        if (token.Length < 7 || !char.IsLower(token[0])) return token;
        for (var i = 3; i + 3 < token.Length; i++)
            if (char.IsUpper(token[i]) && char.IsLower(token[i - 1]) && char.IsLower(token[i + 1])) return token[i..];
        return token;
    }

    private int Dateline()
    {
        if (Count < 5 || !char.IsUpper(TokenText(0)[0])) return 0;
        for (var i = 1; i < Math.Min(Count - 3, 14); i++)
        {
            var text = TokenText(i);
            var apart = text is "-" && TokenSpan(i).Start > TokenSpan(i - 1).End && TokenSpan(i + 1).Start > TokenSpan(i).End && TokenText(0).Length > 2 && TokenText(0).All(char.IsUpper);
            if (apart) return i + 1;
            if (text is "–" or "—" or "--" or "-" && (TokenText(i - 1) is ")" || TokenText(0).Length > 2 && TokenText(0).All(char.IsUpper) && text is not "-")) return i + 1;
            if (text is "." or ":" or "!" or "?") break;
        }
        return 0;
    }

    public IEnumerable<int> Children(int token)
    {
        if (_heads is null) yield break;
        for (var i = 0; i < Count; i++)
            if (_heads[i] == token) yield return i;
    }

    public int Child(int token, params string[] relations)
    {
        foreach (var c in Children(token)) if (relations.Contains(Rel(c))) return c;
        return -1;
    }

    /// <summary>Tokens inside a span, first and last; (0, -1) for none.</summary>
    public (int First, int Last) TokensIn(TextSpan span)
    {
        int first = -1, last = -1;
        for (var i = 0; i < Count; i++)
        {
            if (!TokenSpan(i).Overlaps(span)) continue;
            if (first < 0) first = i;
            last = i;
        }
        return first < 0 ? (0, -1) : (first, last);
    }

    /// <summary>Normal words inside a span.</summary>
    public string[] WordsIn(TextSpan span)
    {
        var (first, last) = TokensIn(span);
        return last < first ? [] : [.. Words[first..(last + 1)].Where(w => w.Length > 0)];
    }

    /// <summary>Whether one token stands below another (or is it) in the tree.</summary>
    public bool Under(int token, int ancestor)
    {
        for (var steps = 0; token >= 0 && steps <= Count; steps++, token = Head(token))
            if (token == ancestor) return true;
        return false;
    }

    /// <summary>The predicate that a token belongs to: itself if a verb, else the nearest verb or clause head above it.</summary>
    public int Predicate(int token)
    {
        for (var steps = 0; token >= 0 && steps <= Count; steps++)
        {
            if (IsPos(token, "VERB")) return token;
            var rel = Rel(token);
            if (rel is "root" or "ccomp" or "xcomp" or "advcl" or "acl:relcl" or "acl" or "parataxis" or "advcl:relcl") return token;
            token = Head(token);
        }
        return -1;
    }

    /// <summary>The main clauses side by side in a stretch ("…, and it seems that …"), each with a subject of its own; the stretch itself where there is one.</summary>
    public List<TextSpan> MainClauses(TextSpan span)
    {
        var cuts = new List<int>();
        var (from, to) = TokensIn(span);
        for (var i = from; HasTree && i <= to; i++)
        {
            if (Rel(i) is not ("conj" or "parataxis") || Head(i) is not (>= 0 and var head) || head < from || head >= i) continue;
            if (!(IsPos(i, "VERB") || Child(i, "cop") >= 0) || Child(i, "nsubj", "nsubj:pass", "expl") < 0 || Child(head, "nsubj", "nsubj:pass", "expl") < 0) continue;
            if (!Main(head, from, to)) continue;
            var first = Enumerable.Range(head + 1, i - head).First(k => Under(k, i));
            if (first - from >= 5 && to - first >= 4 && Enumerable.Range(first, i - first).All(k => Under(k, i))) cuts.Add(first);
        }
        if (cuts.Count == 0) return [span];
        var clauses = new List<TextSpan>();
        foreach (var cut in cuts.Order().Append(to + 1))
        {
            var (a, b) = (from, cut - 1);
            while (a < b && (Words[a].Length == 0 && TokenText(a) is "," or ";" || a > 0 && Words[a] is "and" or "but" && cuts.Contains(a))) a++;
            while (b > a && Words[b].Length == 0 && TokenText(b) is "," or ";" or "-" or "–") b--;
            clauses.Add(SpanOf(a, b));
            from = cut;
        }
        clauses[^1] = new TextSpan(clauses[^1].Start, Math.Max(clauses[^1].End, span.End));
        clauses[0] = new TextSpan(span.Start, clauses[0].End);
        return clauses;
    }

    /// <summary>What "and that" adds, as stretches of their own; the stretch itself where nothing does.</summary>
    public List<TextSpan> ThatClauses(TextSpan span)
    {
        var (from, to) = TokensIn(span);
        var parts = new List<TextSpan>();
        var start = from;
        for (var i = from + 4; i + 4 <= to; i++)
        {
            if (Words[i] is not ("and" or "but") || Words[i + 1] != "that" || i - start < 4 || IsPos(i + 2, "VERB") || IsPos(i + 2, "AUX")) continue;
            var end = i - 1;
            while (end > start && Words[end].Length == 0) end--;
            parts.Add(SpanOf(start, end));
            start = i + 2;
        }
        parts.Add(new TextSpan(TokenSpan(start).Start, span.End));
        if (parts.Count > 1) parts[0] = new TextSpan(span.Start, parts[0].End);
        return parts.Count > 1 ? parts : [span];
    }

    private bool Main(int head, int from, int to)
    {
        for (var steps = 0; steps < 4; steps++)
        {
            if (Rel(head) is "root" or "parataxis") return true;
            if (Rel(head) == "ccomp") return Head(head) < from || Head(head) > to;
            if (Rel(head) != "conj") return false;
            head = Head(head);
        }
        return false;
    }

    /// <summary>The whole subtree as a span, first to last token.</summary>
    public (int First, int Last) Subtree(int token)
    {
        int first = token, last = token;
        for (var i = 0; i < Count; i++)
        {
            if (!Under(i, token)) continue;
            first = Math.Min(first, i);
            last = Math.Max(last, i);
        }
        return (first, last);
    }

    /// <summary>
    /// A noun phrase: the head, what stands before it, and names and "of" phrases behind it; relative clauses and further parts left out.
    /// </summary>
    public (int First, int Last) Phrase(int head, bool behind = true)
    {
        int first = head, last = head;
        foreach (var c in Children(head))
        {
            var rel = Rel(c);
            if (c < head && NounModifiers.Contains(rel) && rel is not ("case" or "punct"))
                first = Math.Min(first, Subtree(c).First);
            else if (c > head && rel is "flat" or "compound" or "fixed" or "goeswith") last = Math.Max(last, Subtree(c).Last);
            else if (behind && c > head && (rel is "nmod" or "appos" or "nmod:desc")) last = Math.Max(last, Subtree(c).Last);
        }
        // No leading preposition, no trailing punctuation.
        while (first < head && Words[first].Length == 0) first++;
        while (last > head && Words[last].Length == 0 && TokenText(last) is not (")" or "”" or "\"")) last--;
        return (first, last);
    }
}
