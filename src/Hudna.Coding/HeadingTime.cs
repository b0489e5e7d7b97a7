using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>The days, the month or the year that a report's title or first line says it is about.</summary>
internal static class HeadingTime
{
    private const int LongestLine = 300;

    /// <summary>Null where the heading names no time that ends shortly before the report appeared.</summary>
    /// <param name="engine">Reads the heading's times.</param>
    /// <param name="report">The report.</param>
    /// <param name="figures">Whether it is a report of figures: such headings may speak of a month or a year, as may those that count something.</param>
    public static Edtf? Of(LanguageEngine engine, Report report, bool figures)
    {
        if (report.Published is not { } day) return null;
        foreach (var line in Lines(report))
        {
            var read = engine.Read(line, [new Passage(0, line.Length, PassageRole.Body)], day, Layers.Times | Layers.Quantities);
            var counts = figures || read.Quantities.Any(q => !read.Times.Any(t => t.Span.Overlaps(q.Span)));
            foreach (var time in read.Times)
                if (time.Value is { Start: { } from, End: { } to, Days: { } days } value && from <= day && (days < 10 && to <= day && day.DayNumber - to.DayNumber <= 10 && time.Basis == TimeBasis.Stated
                    || counts && days is >= 10 and <= 366 && day.DayNumber - to.DayNumber is >= -3 and var ago && ago <= (days > 40 ? 60 : 35))) return value;
            if (figures && Year(line) is { } year && year == day.AddDays(-60).Year) return Edtf.Interval(Edtf.Day(new DateOnly(year, 1, 1)), Edtf.Day(new DateOnly(year, 12, 31)));
        }
        return null;
    }

    private static IEnumerable<string> Lines(Report report)
    {
        if (report.Title is { Length: > 0 } title) yield return title;
        var text = report.Text.AsSpan().TrimStart();
        var end = text[..Math.Min(LongestLine + 1, text.Length)].IndexOf('\n');
        if (end > 0) yield return text[..end].ToString();
    }

    // "2019 in the north-west by figures": a year that opens the line.
    private static int? Year(string line) =>
        line.Length > 5 && line[4] == ' ' && int.TryParse(line.AsSpan(0, 4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2100 ? year : null;
}
