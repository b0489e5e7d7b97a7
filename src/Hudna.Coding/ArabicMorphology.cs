namespace Hudna.Coding;

/// <summary>
/// The forms that an inflected Arabic word may come from, in the letters that words are compared in: endings of persons and pronouns taken
/// off verbs, the present tied to the past, nouns of action and participles to their verbs. It proposes; the lexicon knows which exist.
/// </summary>
internal static class ArabicMorphology
{
    private static readonly string[] s_pronouns = ["هما", "ها", "هم", "هن", "كم", "نا", "ني", "ه"];
    private static readonly string[] s_past = ["تا", "وا", "ت", "ا"];
    private static readonly string[] s_present = ["ون", "ان", "ين", "وا", "ن", "ا", "و"];

    /// <summary>Third persons singular of the verbs that a word may be a form of, the likeliest first.</summary>
    /// <param name="word">A word without the clitics before it.</param>
    public static IEnumerable<string> Verbs(string word)
    {
        // A noun with its article is what is talked of, no verb.
        if (word.Length < 3 || word.StartsWith("ال", StringComparison.Ordinal)) yield break;
        foreach (var stem in Bare(word))
        {
            if (stem.Length < word.Length) yield return stem;
            // "they shelled it": the silent alif gives way to the pronoun.
            foreach (var verb in Finite(stem.Length < word.Length && stem[^1] == 'و' ? stem + "ا" : stem)) yield return verb;
        }
    }

    /// <summary>The verb of a noun of action, its pronoun or ending off; none for a word of another pattern.</summary>
    public static IEnumerable<string> OfMasdar(string word)
    {
        foreach (var stem in word is [_, _, _, _, .., 'ا'] ? [word, word[..^1]] : Bare(word))
        {
            if (Masdar(stem) is not { } verb) continue;
            yield return verb;
            yield return "ي" + (verb[0] == 'ا' ? verb[1..] : verb);
        }
    }

    /// <summary>The presents of the verbs whose participle in the accusative a word may be: "warning", "refusing".</summary>
    public static IEnumerable<string> OfParticiple(string word)
    {
        var bare = word.Length > 4 && word[0] is 'و' or 'ف' ? word[1..] : word;
        if (bare is not ['م', _, _, _, ..]) yield break;
        if (bare[^1] is 'ا' or 'ه') yield return "ي" + bare[1..^1];
        if (bare.Length > 5 && (bare.EndsWith("ين", StringComparison.Ordinal) || bare.EndsWith("ان", StringComparison.Ordinal) || bare.EndsWith("ات", StringComparison.Ordinal))) yield return "ي" + bare[1..^2];
    }

    // The word, and the word without a pronoun at its end.
    private static IEnumerable<string> Bare(string word)
    {
        yield return word;
        foreach (var pronoun in s_pronouns)
            if (word.Length - pronoun.Length >= 3 && word.EndsWith(pronoun, StringComparison.Ordinal) && (pronoun != "ه" || Takes(word[..^1]))) yield return word[..^pronoun.Length];
    }

    // The letter of "him" is that of feminine nouns too: taken for the pronoun where a verb's ending or a present stands before it.
    private static bool Takes(string stem) => stem[^1] is 'ت' or 'و' or 'ا' || stem[0] is 'ي' or 'ت' && stem.Length > 3;

    private static IEnumerable<string> Finite(string stem)
    {
        foreach (var ending in s_past)
        {
            if (stem.Length - ending.Length < 2 || !stem.EndsWith(ending, StringComparison.Ordinal)) continue;
            var root = stem[..^ending.Length];
            if (root.Length > 2) yield return root;
            // "she threw", "they threw": the weak last letter comes back.
            if (ending is "ا" || root.Length == 2 && root[0] is 'ي' or 'ت' or 'و') continue;
            yield return root + "ي";
            if (root.Length == 2) yield return root + "ا";
        }
        // The passive of those with an alif behind the first letter: "was besieged".
        if (stem is [not ('ي' or 'ت' or 'ن' or 'ا') and var first, 'و', _, _, ..]) yield return first + "ا" + stem[2..];
        if (stem[0] is not ('ي' or 'ت' or 'ن' or 'ا') || stem.Length < 3) yield break;
        // The first persons are rare and look like much else: taken as they stand.
        foreach (var root in stem[0] is 'ي' or 'ت' ? Roots(stem[1..]) : [stem[1..]])
        {
            yield return "ي" + root;
            if (root.Length < stem.Length - 1) yield return stem[0] + root;
            if (stem[0] == 'ا') continue;
            foreach (var past in Pasts(root)) yield return past;
        }
    }

    private static IEnumerable<string> Roots(string stem)
    {
        yield return stem;
        foreach (var ending in s_present)
            if (stem.Length - ending.Length >= 3 && stem.EndsWith(ending, StringComparison.Ordinal)) yield return stem[..^ending.Length];
    }

    // What the present's stem sounds like in the past: as it is, behind an alif, with its weak middle or end as alif.
    private static IEnumerable<string> Pasts(string root)
    {
        if (root.Length < 2) yield break;
        yield return root;
        yield return "ا" + root;
        if (root.Length > 2 && root[^2] is 'و' or 'ي')
        {
            var hollow = root[..^2] + "ا" + root[^1];
            yield return hollow;
            yield return "ا" + hollow;
        }
        if (root[^1] is 'و') yield return root[..^1] + "ا";
    }

    // Nouns of action by their patterns: taf'il, mufa'ala, and those that lengthen the last syllable of a verb in alif.
    private static string? Masdar(string noun) => noun switch
    {
        ['ت', var a, var b, 'ي', var c] => $"{a}{b}{c}",
        ['م', var a, 'ا', var b, var c, 'ه'] => $"{a}ا{b}{c}",
        ['ا', _, _, 'ا', _] or ['ا', _, _, _, 'ا', _] or ['ا', _, _, _, _, 'ا', _] => noun[..^2] + noun[^1],
        _ => null,
    };
}
