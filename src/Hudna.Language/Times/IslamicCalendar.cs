namespace Hudna.Language.Times;

/// <summary>
/// The tabular Islamic calendar (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29 of thirty), as in Reingold and Dershowitz,
/// Calendrical Calculations. Months begin when the moon is seen, so a date may be a day or two off: callers mark it as approximate.
/// </summary>
internal static class IslamicCalendar
{
    // Day 1 of year 1 is 19 July 622, proleptic Gregorian, counted as DateOnly.DayNumber does.
    private static readonly int Epoch = new DateOnly(622, 7, 19).DayNumber;

    /// <summary>The Gregorian day of a Hijri date; a day past a month's end runs on.</summary>
    public static DateOnly Day(int year, int month, int day) =>
        DateOnly.FromDayNumber(Epoch + day - 1 + 29 * (month - 1) + month / 2 + 354 * (year - 1) + (3 + 11 * year) / 30);

    /// <summary>The Hijri year that a day lies in.</summary>
    public static int YearOf(DateOnly day) => (30 * (day.DayNumber - Epoch) + 10646) / 10631;
}
