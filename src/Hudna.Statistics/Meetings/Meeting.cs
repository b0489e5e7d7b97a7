using System.Globalization;
using System.Text.RegularExpressions;
using Hudna.Codebook;

namespace Hudna.Statistics.Meetings;

/// <summary>A meeting with the dates that hang on it.</summary>
/// <param name="Id">Its id in the calendar.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Announced">Day on which it was made known; null where unknown.</param>
/// <param name="Signed">Day on which something was signed; null where nothing was, or unknown.</param>
/// <param name="InForce">First day on which that was in force; null likewise.</param>
public sealed record Meeting(
    string Id, string Name, DateOnly Start, DateOnly End, DateOnly? Announced = null, DateOnly? Signed = null, DateOnly? InForce = null)
{
    /// <summary>The date that a window hangs on; null where it is not known.</summary>
    public DateOnly? At(Anchor anchor) => anchor switch
    {
        Anchor.Announced => Announced,
        Anchor.Start => Start,
        Anchor.End => End,
        Anchor.Signed => Signed,
        Anchor.InForce => InForce,
        _ => throw new ArgumentOutOfRangeException(nameof(anchor)),
    };
}

/// <summary>A date of a meeting that a window may hang on.</summary>
public enum Anchor
{
    /// <summary>The day on which it was made known.</summary>
    Announced,

    /// <summary>Its first day.</summary>
    Start,

    /// <summary>Its last day.</summary>
    End,

    /// <summary>The day of signature.</summary>
    Signed,

    /// <summary>The first day in force.</summary>
    InForce,
}

/// <summary>A window of days about a meeting: from one date to another, each moved by some days, both included.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="From">The date that it begins by.</param>
/// <param name="FromDays">Days added to that date; negative for before.</param>
/// <param name="To">The date that it ends by.</param>
/// <param name="ToDays">Days added to that date.</param>
public sealed partial record Phase(string Name, Anchor From, int FromDays, Anchor To, int ToDays)
{
    /// <summary>The longest window, in days.</summary>
    public const int MostDays = 366;

    /// <summary>The phases of a meeting in their order: announced, before, meeting, after, signed but not in force, in force.</summary>
    /// <param name="days">Length of those that have no end of their own.</param>
    public static IReadOnlyList<Phase> All(int days = 14) =>
    [
        new("announced, not yet met", Anchor.Announced, 0, Anchor.Start, -1),
        new($"{days} days before", Anchor.Start, -days, Anchor.Start, -1),
        new("meeting", Anchor.Start, 0, Anchor.End, 0),
        new($"{days} days after", Anchor.End, 1, Anchor.End, days),
        new("signed, not yet in force", Anchor.Signed, 0, Anchor.InForce, -1),
        new($"first {days} days in force", Anchor.InForce, 0, Anchor.InForce, days - 1),
    ];

    /// <summary>
    /// Reads a window: <c>-14..-1</c> counts from the first day of the meeting, <c>0..0</c> is the meeting, all its days, from +1 on days
    /// count from its last day; <c>signed+0..in-force-1</c> names the dates.
    /// </summary>
    /// <exception cref="UserFaultException">It is no window.</exception>
    public static Phase Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var match = Written().Match(text.Trim());
        Refusal.Unless(match.Success, $"'{text}' is no window", "Write -14..-1 for the fourteen days before, 1..14 for those after");
        var from = Offset(match.Groups[2].Value);
        var to = Offset(match.Groups[4].Value);
        var a = Dated(match.Groups[1].Value, from > 0);
        var b = Dated(match.Groups[3].Value, to >= 0);
        Refusal.Unless((a != b || from <= to) && (a, b) != (Anchor.End, Anchor.Start), $"the window '{text}' ends before it begins", "Write the earlier day first");
        Refusal.Unless(Math.Abs((long)to - from) <= MostDays, $"the window '{text}' is longer than a year", "Ask about a shorter one");
        var name = (from, to) switch
        {
            _ when match.Groups[1].Length > 0 || match.Groups[3].Length > 0 => text.Trim(),
            ( < 0, -1) => $"{-from} days before",
            (1, > 0) => $"{to} days after",
            (0, 0) => "meeting",
            _ => $"day {from} to day {to}",
        };
        return new Phase(name, a, from, b, to);
    }

    /// <summary>Its days about a meeting; null where a date that it hangs on is not known, or nothing lies between.</summary>
    public (DateOnly First, DateOnly Last)? About(Meeting meeting, int lag = 0)
    {
        ArgumentNullException.ThrowIfNull(meeting);
        if (meeting.At(From) is not { } from || meeting.At(To) is not { } to) return null;
        var (first, last) = (from.AddDays(FromDays + lag), to.AddDays(ToDays + lag));
        return first <= last && last.DayNumber - first.DayNumber <= MostDays ? (first, last) : null;
    }

    private static Anchor Dated(string name, bool fromLast) => name.ToUpperInvariant() switch
    {
        "" => fromLast ? Anchor.End : Anchor.Start,
        "ANNOUNCED" => Anchor.Announced,
        "START" => Anchor.Start,
        "END" => Anchor.End,
        "SIGNED" => Anchor.Signed,
        _ => Anchor.InForce,
    };

    private static int Offset(string text) => text.Length == 0 ? 0 : int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(announced|start|end|signed|in-force)?([+-]?[0-9]{1,4})?\.\.(announced|start|end|signed|in-force)?([+-]?[0-9]{1,4})?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Written();
}
