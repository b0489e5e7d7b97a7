using System.Text;
using System.Text.RegularExpressions;

namespace Hudna.Exchange;

/// <summary>The charset that a page's head declares.</summary>
internal static partial class HtmlCharset
{
    /// <summary>The name declared within the first 4 KB; null where there is none.</summary>
    public static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        var match = Charset().Match(head);
        return match.Success ? match.Groups["name"].Value : null;
    }

    [GeneratedRegex(
        """(?:<meta[^>]{0,200}?charset\s*=\s*["']?|<\?xml[^>]{0,100}?encoding\s*=\s*["'])(?<name>[A-Za-z0-9_:.-]{2,40})""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
