using System.Globalization;
using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>What the tables of a theatre have in common: names with their language, lists, numbers, dates.</summary>
internal static class Fields
{
    /// <summary>Separates the items of a list within a field.</summary>
    public const char Separator = '|';

    /// <summary>The items of a list; none for an empty field.</summary>
    public static string[] List(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty) return [];
        var items = new string[field.Count(Separator) + 1];
        var n = 0;
        foreach (var range in field.Split(Separator))
        {
            var item = field[range].Trim();
            if (!item.IsEmpty) items[n++] = item.ToString();
        }
        if (n < items.Length) Array.Resize(ref items, n);
        return items;
    }

    /// <summary>
    /// Names with their languages. A name may carry its language in front (<c>tr:Rusya</c>); without one the script tells: Arabic letters
    /// <c>ar</c>, Cyrillic <c>ru</c>, all others <c>en</c>.
    /// </summary>
    public static OtherName[] Names(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty) return [];
        var names = new OtherName[field.Count(Separator) + 1];
        var n = 0;
        foreach (var range in field.Split(Separator))
        {
            var item = field[range].Trim();
            if (!item.IsEmpty) names[n++] = Name(item);
        }
        if (n < names.Length) Array.Resize(ref names, n);
        return names;
    }

    /// <summary>One name with its language.</summary>
    public static OtherName Name(ReadOnlySpan<char> item)
    {
        if (item.Length > 3 && item[2] == ':' && char.IsAsciiLetterLower(item[0]) && char.IsAsciiLetterLower(item[1]))
            return new OtherName(item[3..].Trim().ToString(), Known(item[..2]));
        return new OtherName(item.ToString(), LanguageOf(item));
    }

    /// <summary>A number; a fault and null where it is none or lies outside the range.</summary>
    public static double? Number(CsvTable table, int column, string what, double least, double most)
    {
        var field = table.Span(column);
        if (double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least
            && value <= most) return value;
        table.Fault(string.Create(CultureInfo.InvariantCulture, $"the {what} '{field}' is no number from {least} to {most}"));
        return null;
    }

    /// <summary>A date or interval; null for an empty field, and with a fault for a bad one.</summary>
    public static Edtf? Date(CsvTable table, int column, string what)
    {
        var text = table.Value(column);
        if (text.Length == 0) return null;
        if (Edtf.TryRead(text) is { } date) return date;
        table.Fault(DateFault(text, what), "Write dates like 2020-03-05, 2020-03, 2020-03-05/2020-08-18 or 2017-01-28/..");
        return null;
    }

    /// <summary>Says what is wrong with a date that cannot be read.</summary>
    public static string DateFault(string text, string what)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var backwards = slash > 0 && Edtf.TryRead(text[..slash]) is not null && Edtf.TryRead(text[(slash + 1)..]) is not null;
        return backwards ? $"the {what} '{text}' ends before it begins" : $"the {what} '{text}' is no date that exists";
    }

    private static string Known(ReadOnlySpan<char> code) =>
        code switch { "en" => "en", "ar" => "ar", "ru" => "ru", "tr" => "tr", "fa" => "fa", _ => code.ToString() };

    private static string LanguageOf(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (c is >= '\u0600' and <= '\u06FF') return "ar";
            if (c is >= '\u0400' and <= '\u04FF') return "ru";
        }
        return "en";
    }
}
