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

    public static string Plain(string html)
    {
        var text = new StringBuilder(html.Length);
        string? hidden = null;
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
                Tag(html[(open + 1)..close], text, ref hidden);
            at = close + (comment ? 3 : 1);
        }

        return text.ToString();
    }

    private static void Tag(string tag, StringBuilder text, ref string? hidden)
    {
        var name = new string([.. tag.TrimStart('/').TakeWhile(char.IsAsciiLetterOrDigit)]).ToLowerInvariant();
        if (hidden is not null)
        {
            hidden = tag.StartsWith('/') && name == hidden ? null : hidden;
            return;
        }

        if (!tag.StartsWith('/') && !tag.EndsWith('/') && (Unprinted.Contains(name, StringComparer.Ordinal)
            || (name is "div" or "span" or "p" && tag.Replace(" ", "",
                StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase))))
            hidden = name;
        else if (name is "br" or "p" or "div" or "tr" or "table" or "li" or "h1" or "h2" or "h3")
            text.Append('\n');
        else if (name is "td" or "th" && tag.StartsWith('/'))
            text.Append(" | ");
    }
}
