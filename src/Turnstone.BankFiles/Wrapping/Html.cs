using System.Net;
using System.Text;

namespace Turnstone.BankFiles.Wrapping;

/// <summary>
/// The text of an HTML letter: rows of tables as lines with bars between cells; scripts, styles and hidden text left
/// out.
/// </summary>
internal static class Html
{
    private static readonly string[] Unprinted = ["script", "style", "head", "title"];

    private static readonly string[] Begins = ["<!doctype html", "<html", "<body", "<table", "<head", "<div", "<meta"];

    /// <summary>True for the first bytes of a page.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head.TrimStart(" \r\n\t"u8));
        return Array.Exists(Begins, begin => text.StartsWith(begin, StringComparison.OrdinalIgnoreCase));
    }

    public static string Plain(string html)
    {
        var text = new StringBuilder(html.Length);
        string? hidden = null;
        var depth = 0;
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            var piece = html[at..(open < 0 ? html.Length : open)];
            if (hidden is null)
                text.Append(WebUtility.HtmlDecode(piece.Replace('\n', ' ')).Replace('\u00A0', ' '));
            if (open < 0)
                break;
            var comment = string.CompareOrdinal(html, open, "<!--", 0, 4) == 0;
            var close = comment ? html.IndexOf("-->", open, StringComparison.Ordinal) : html.IndexOf('>', open);
            if (close < 0)
                break;
            if (!comment)
                Tag(html[(open + 1)..close], text, ref hidden, ref depth);
            at = close + (comment ? 3 : 1);
        }

        return text.ToString();
    }

    private static readonly string[] Void =
        ["br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "source", "embed"];

    // What a style keeps from the eye is nobody's word: a payer's reader does not see it either.
    private static bool IsHidden(string tag)
    {
        var plain = tag.Replace(" ", "", StringComparison.Ordinal);
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("font-size:0;", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("font-size:0px", StringComparison.OrdinalIgnoreCase);
    }

    private static void Tag(string tag, StringBuilder text, ref string? hidden, ref int depth)
    {
        var name = new string([.. tag.TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        if (hidden is not null)
        {
            // Elements of one name lie within each other: the one that opened closes.
            if (name == hidden)
                depth += tag.StartsWith('/') ? -1 : tag.EndsWith('/') ? 0 : 1;
            hidden = depth == 0 ? null : hidden;
            return;
        }

        if (!tag.StartsWith('/') && !tag.EndsWith('/') && (Unprinted.Contains(name, StringComparer.Ordinal)
            || (!Void.Contains(name, StringComparer.Ordinal) && IsHidden(tag))))
            (hidden, depth) = (name, 1);
        else if (name is "br" or "p" or "div" or "tr" or "table" or "li" or "h1" or "h2" or "h3")
            text.Append('\n');
        else if (name is "td" or "th" && tag.StartsWith('/'))
            text.Append(" | ");
    }
}
