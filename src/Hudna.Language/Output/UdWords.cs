using Hudna.Language.Text;

namespace Hudna.Language.Output;

/// <summary>
/// Puts the model's tokens together to the words of Universal Dependencies where those are longer: runs of marks, faces, dates by figures,
/// telephone numbers, file and host names, ordinals, words behind a prefix with a hyphen. The tree is carried over: a word hangs where the one of
/// its tokens hangs whose head lies outside. Used for CoNLL-U only; everything else speaks of tokens.
/// </summary>
internal static class UdWords
{
    private static readonly HashSet<string> Prefixes = new(
        "e non re anti semi over mis vice counter pre co ex pro sub ultra inter multi un post".Split(' '), StringComparer.OrdinalIgnoreCase);

    /// <summary>A word: tokens First … Last of the sentence, and the tags that its form tells, if it does.</summary>
    public readonly record struct Group(int First, int Last, string? Upos, string? Xpos);

    /// <summary>The words of a sentence, in order, together all its tokens.</summary>
    public static List<Group> Of(Document document, Sentence sentence)
    {
        var groups = new List<Group>(sentence.TokenCount);
        for (var i = 0; i < sentence.TokenCount;)
        {
            var group = At(document, sentence, i);
            groups.Add(group);
            i = group.Last + 1;
        }
        return groups;
    }

    private static Group At(Document document, Sentence sentence, int i)
    {
        var stop = i;
        while (stop + 1 < sentence.TokenCount && Token(stop + 1).Start == Token(stop).End && stop - i < 40) stop++;
        if (stop == i) return new Group(i, i, null, null);
        return Marks() ?? Figures() ?? Names() ?? new Group(i, i, null, null);

        TextSpan Token(int k) => document.Tokens[sentence.FirstToken + k];

        ReadOnlySpan<char> Text(int k) => document[Token(k)];

        bool Is(int k, string text) => k <= stop && Text(k).SequenceEqual(text);

        Group? Marks()
        {
            var first = Text(i)[0];
            var to = i;
            if (first is '.' or '!' or '?')
            {
                while (to < stop && Text(to + 1)[0] is '.' or '!' or '?') to++;
                return to > i ? new Group(i, to, "PUNCT", ".") : null;
            }
            if (first is '*' or '=' or '+' or '~' or '_' or '<' or '>' or '$' or '#' or '-' or '|' or '^')
            {
                while (to < stop && Text(to + 1)[0] is '*' or '=' or '+' or '~' or '_' or '<' or '>' or '$' or '-' or '|' or '^') to++;
                return to > i ? new Group(i, to, "PUNCT", "NFP") : Hash();
            }
            if (first is ':' or ';' or '=')
            {
                if (Is(to + 1, "-") || Is(to + 1, "'")) to++;
                if (to + 1 <= stop && Text(to + 1) is ")" or "(" or "D" or "P" or "/" or "|" or "p") return new Group(i, to + 1, "SYM", "NFP");
            }
            return null;

            Group? Hash() => first == '#' && Letters.IsLetter(Text(i + 1)[0]) ? new Group(i, i + 1, "X", "ADD") : null;
        }

        // 08/16/2000, 713-664-7478, 755-1109, 5th, 1990s, r2d2
        Group? Figures()
        {
            if (!Letters.IsDigit(Text(i)[0]) && !Letters.IsLetter(Text(i)[0])) return null;
            var (to, parts) = (i, 1);
            if (Letters.IsDigit(Text(i)[0]))
            {
                while (to + 2 <= stop && Is(to + 1, "/") && Letters.IsDigit(Text(to + 2)[0])) (to, parts) = (to + 2, parts + 1);
                if (parts > 1) return new Group(i, to, "NUM", "CD");
                while (to + 2 <= stop && Is(to + 1, "-") && Letters.IsDigit(Text(to + 2)[0])) (to, parts) = (to + 2, parts + 1);
                if (parts > 2 || (parts == 2 && Text(i).Length is 1 or 3 && Text(to).Length == 4)) return new Group(i, to, "NUM", "CD");
                if (Text(i + 1) is "st" or "nd" or "rd" or "th") return new Group(i, i + 1, "ADJ", "JJ");
                if (Is(i + 1, "s")) return new Group(i, i + 1, "NOUN", "NNS");
                if (Text(i + 1) is "am" or "pm" or "AM" or "PM" or "a.m." or "p.m." or "k" or "m" or "bn" or "km" or "kg" or "mm" or "ft" or "lb" or "lbs") return null;
            }
            to = i;
            var mixed = false;
            while (to < stop && Letters.IsWord(Text(to + 1)[0]) && Text(to + 1)[0] != '_' && Letters.IsDigit(Text(to)[^1]) != Letters.IsDigit(Text(to + 1)[0]))
            {
                to++;
                mixed = true;
            }
            return mixed ? new Group(i, to, null, null) : null;
        }

        // API.pdf, alt.animals.cat, someone@somewhere, e-mail, b/c, O'Neill
        Group? Names()
        {
            if (!Letters.IsLetter(Text(i)[0])) return null;
            var to = i;
            while (to + 2 <= stop && Text(to + 1) is "." or "@" or "_" && Letters.IsWord(Text(to + 2)[0])) to += 2;
            if (to > i) return new Group(i, to, null, null);
            if (Is(i + 1, "-") && i + 2 <= stop && Letters.IsLetter(Text(i + 2)[0]) && Prefixes.Contains(Text(i).ToString())) return new Group(i, i + 2, null, null);
            if (Is(i + 1, "/") && i + 2 <= stop && Text(i).Length == 1 && Text(i + 2).Length == 1) return new Group(i, i + 2, null, null);
            if (Text(i) is "O" or "o" && Text(i + 1) is "'" or "’" && i + 2 <= stop && Letters.IsLetter(Text(i + 2)[0])) return new Group(i, i + 2, "PROPN", "NNP");
            return null;
        }
    }

    /// <summary>The token of a word that hangs outside it: the root, or the first whose head lies in another word.</summary>
    public static int Anchor(Group group, Tree tree)
    {
        for (var t = group.First; t <= group.Last; t++)
            if (tree.Heads[t] == 0 || tree.Heads[t] - 1 < group.First || tree.Heads[t] - 1 > group.Last) return t;
        return group.First;
    }
}
