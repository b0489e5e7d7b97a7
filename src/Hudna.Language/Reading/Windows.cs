using Hudna.Language.Model;

namespace Hudna.Language.Reading;

/// <summary>Cuts sentences that are too long for the model into windows, at a clause's end where there is one.</summary>
internal static class Windows
{
    /// <summary>Stretches of a sentence's tokens (first, count), together all of them.</summary>
    public static IEnumerable<(int First, int Count)> Of(Document document, Sentence sentence, TokenPieces pieces, int firstPieceToken)
    {
        var (from, n) = (0, sentence.TokenCount);
        while (from < n)
        {
            var (to, room) = (from, LanguageEngine.LongestSentence);
            while (to < n && (to == from || pieces.Length(firstPieceToken + to) <= room)) room -= pieces.Length(firstPieceToken + to++);
            if (to < n) to = Cut(document, sentence.FirstToken, from, to);
            yield return (from, to - from);
            from = to;
        }
    }

    // Behind the last semicolon, dash or comma of the second half; else where the room ends.
    private static int Cut(Document document, int firstToken, int from, int to)
    {
        var (best, rank) = (to, 0);
        for (var i = to - 1; i > from + (to - from) / 2; i--)
        {
            var token = document[document.Tokens[firstToken + i]];
            var r = token is ";" or ":" or "." or "!" or "?" ? 3 : token is "--" or "–" or "—" or "-" ? 2 : token is "," ? 1 : 0;
            if (r > rank) (best, rank) = (i + 1, r);
        }
        return best;
    }
}
