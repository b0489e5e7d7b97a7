namespace Hudna.Language.Times;

/// <summary>What a place of a pattern matches.</summary>
internal enum Slot
{
    /// <summary>One of some words.</summary>
    Words,

    /// <summary>A month's name.</summary>
    Month,

    /// <summary>A month of the Islamic calendar.</summary>
    Hijri,

    /// <summary>A weekday.</summary>
    Weekday,

    /// <summary>A unit of time.</summary>
    Unit,

    /// <summary>A season.</summary>
    Season,

    /// <summary>A feast or other fixed day.</summary>
    Feast,

    /// <summary>A day of the month, with or without an ending (5, 5th, fifth).</summary>
    Day,

    /// <summary>A month by number, 1 to 12.</summary>
    MonthNumber,

    /// <summary>A year of four digits.</summary>
    Year,

    /// <summary>A year of two digits.</summary>
    ShortYear,

    /// <summary>A cardinal number, in digits or words.</summary>
    Number,

    /// <summary>An ordinal number.</summary>
    Ordinal,

    /// <summary>A time of day.</summary>
    Clock,

    /// <summary>A date written as one token (2021.12.30, 30.12.2021).</summary>
    Dotted,

    /// <summary>A temporal expression found before.</summary>
    Time,
}

/// <summary>One place of a pattern.</summary>
/// <param name="Slot">What it matches.</param>
/// <param name="Optional">Whether it may be left out.</param>
/// <param name="Words">The words of <see cref="Slot.Words"/>.</param>
internal sealed record PatternPlace(Slot Slot, bool Optional, HashSet<string>? Words);

/// <summary>A rule: what it matches and the function that gives the value.</summary>
/// <param name="Name">Name, as written in the data file.</param>
/// <param name="Places">The pattern.</param>
/// <param name="Function">Name of the value function.</param>
/// <param name="Arguments">Its fixed arguments.</param>
/// <param name="Line">Where it stands in the data file.</param>
internal sealed record TimeRule(string Name, IReadOnlyList<PatternPlace> Places, string Function, IReadOnlyList<string> Arguments, int Line);

/// <summary>What the places of a pattern were filled with.</summary>
internal sealed class Captures
{
    /// <summary>Months, in order.</summary>
    public List<int> Months { get; } = [];

    /// <summary>Month of the Islamic calendar; 0 for none.</summary>
    public int Hijri { get; set; }

    /// <summary>Weekday, 1 for Monday; 0 for none.</summary>
    public int Weekday { get; set; }

    /// <summary>Unit of time.</summary>
    public string? Unit { get; set; }

    /// <summary>Season, 1 for spring; 0 for none.</summary>
    public int Season { get; set; }

    /// <summary>Fixed day as month × 100 + day; 0 for none.</summary>
    public int Feast { get; set; }

    /// <summary>Days of the month, in order.</summary>
    public List<int> Days { get; } = [];

    /// <summary>Years, in order.</summary>
    public List<int> Years { get; } = [];

    /// <summary>Numbers, in order.</summary>
    public List<decimal> Numbers { get; } = [];

    /// <summary>Expressions found before, in order.</summary>
    public List<FoundTime> Times { get; } = [];

    /// <summary>A date written as one token.</summary>
    public DateOnly? Dotted { get; set; }

    /// <summary>Words that matched, in order: a function may look at which it was.</summary>
    public List<string> Words { get; } = [];

    /// <summary>A copy, for another way to match the rest.</summary>
    public Captures Copy()
    {
        var copy = new Captures { Hijri = Hijri, Weekday = Weekday, Unit = Unit, Season = Season, Feast = Feast, Dotted = Dotted };
        copy.Months.AddRange(Months);
        copy.Days.AddRange(Days);
        copy.Years.AddRange(Years);
        copy.Numbers.AddRange(Numbers);
        copy.Times.AddRange(Times);
        copy.Words.AddRange(Words);
        return copy;
    }
}

/// <summary>A temporal expression within a sentence; positions are tokens of the sentence.</summary>
/// <param name="From">First token.</param>
/// <param name="To">One past the last.</param>
/// <param name="Value">Its value.</param>
/// <param name="Rule">The rule that found it.</param>
internal sealed record FoundTime(int From, int To, TimeValue Value, TimeRule Rule);
