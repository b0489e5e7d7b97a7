namespace Hudna.Evaluation.Incidents;

/// <summary>English words as tf-idf and heads of mentions need them: stems by a few rules, irregular forms, function words.</summary>
internal static class NewsWords
{
    private static readonly HashSet<string> s_function =
    [
        .. ("the a an of to in on at for and or but with by from as is was were be been has have had he she it they his her its their that this "
            + "which who will would said after before not no into out up over about than more one two i you we").Split(' '),
    ];

    // Each line a base form and what is taken for it.
    private static readonly Dictionary<string, string> s_irregular = """
        be am is are was were been being
        have has had having
        say said
        go goes went gone
        come came
        take took taken
        give gave given
        make made
        get got gotten
        find found
        shoot shot shooting
        win won winning
        lose lost
        break broke broken
        steal stole stolen
        flee fled
        die died dying dies
        hold held
        bring brought
        buy bought
        sell sold
        leave left
        strike struck striking
        fight fought
        fall fell fallen
        rise rose risen
        run ran running
        begin began begun beginning
        speak spoke spoken
        tell told
        meet met
        hit hitting
        cut cutting
        put putting
        set setting
        quit quitting
        beat beaten
        see saw seen
        know knew known
        think thought
        feel felt
        send sent
        spend spent
        pay paid
        lead led
        drive drove driven
        write wrote written
        throw threw thrown
        shake shook shaken
        sink sank sunk
        stand stood
        catch caught
        sit sat
        seek sought
        lie lay lain
        choose chose chosen
        wear wore worn
        bear bore born
        do did done does
        show shown
        stab stabbed stabbing
        slay slew slain
        hear heard
        build built
        keep kept
        become became
        grow grew grown
        fly flew flown
        """.Split('\n').Select(l => l.Trim().Split(' ')).SelectMany(l => l.Select(w => (w, l[0]))).ToDictionary(p => p.w, p => p.Item2, StringComparer.Ordinal);

    private static readonly (string Ending, string Instead)[] s_endings =
        [("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("s", "")];

    /// <summary>Whether a word says something of what a text is about.</summary>
    public static bool IsContent(string word) => word.Any(char.IsLetterOrDigit) && !s_function.Contains(word.ToLowerInvariant());

    /// <summary>The stem: equal for the forms of one word, no word of its own.</summary>
    public static string Stem(string word)
    {
        word = word.ToLowerInvariant();
        if (s_irregular.TryGetValue(word, out var irregular)) return irregular;
        foreach (var (ending, instead) in s_endings)
            if (word.EndsWith(ending, StringComparison.Ordinal) && word.Length - ending.Length > 2 && !word.EndsWith("ss", StringComparison.Ordinal))
                return Bare(word[..^ending.Length] + instead);
        return Bare(word);
    }

    // stopp → stop, acquire → acquir
    private static string Bare(string stem)
    {
        if (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's' or 'z')) stem = stem[..^1];
        return stem.Length > 3 ? stem.TrimEnd('e') : stem;
    }
}
