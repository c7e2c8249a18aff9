using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Tidy;

/// <summary>A member with a body: where it stands, how long it is, how deep it nests, how much it asks for.</summary>
internal sealed record Member(string Name, int Line, int Lines, int Nesting, int Parameters);

/// <summary>Reads the blocks of a C# file as text: enough to measure, no compiler needed.</summary>
internal static partial class CodeBlocks
{
    private enum Kind { Other, Type, Member, Control }

    public static IReadOnlyList<Member> Members(string source)
    {
        var code = WithoutTexts(source);
        var members = new List<Member>();
        var open = new Stack<(Kind Kind, string Header, int Line, int Deepest)>();
        var header = new StringBuilder();
        var line = 1;
        foreach (var character in code)
        {
            if (character == '\n')
                line++;
            switch (character)
            {
                case '{':
                    var text = header.ToString().Trim();
                    open.Push((KindOf(text, open.Count > 0 ? open.Peek().Kind : Kind.Type), text, line, 0));
                    header.Clear();
                    break;
                case '}' when open.Count > 0:
                    Close(open, members, line);
                    header.Clear();
                    break;
                case ';':
                    header.Clear();
                    break;
                default:
                    header.Append(character);
                    break;
            }
        }

        return members;
    }

    private static void Close(Stack<(Kind Kind, string Header, int Line, int Deepest)> open, List<Member> members,
        int line)
    {
        var block = open.Pop();
        if (block.Kind == Kind.Member)
        {
            var start = block.Line - block.Header.Count(character => character == '\n');
            members.Add(new(NameOf(block.Header), start, line - start + 1, block.Deepest, Parameters(block.Header)));
        }
        else if (open.Count > 0)
        {
            var outer = open.Pop();
            var depth = block.Deepest + (block.Kind == Kind.Control ? 1 : 0);
            open.Push(outer with { Deepest = Math.Max(outer.Deepest, depth) });
        }
    }

    private static Kind KindOf(string header, Kind outer) => outer switch
    {
        _ when TypeHeader().IsMatch(header) => Kind.Type,
        Kind.Type when header.Contains('(', StringComparison.Ordinal)
            && !header.Contains("=>", StringComparison.Ordinal) && !header.Contains(" = ", StringComparison.Ordinal)
            => Kind.Member,
        Kind.Type => Kind.Other,
        _ when ControlHeader().IsMatch(header) => Kind.Control,
        _ => Kind.Other,
    };

    private static string NameOf(string header) => MemberName().Match(header).Groups["name"].Value;

    private static int Parameters(string header)
    {
        var start = header.IndexOf('(', StringComparison.Ordinal);
        var (depth, count) = (0, 0);
        for (var at = start; at < header.Length; at++)
        {
            depth += header[at] is '(' or '<' or '[' ? 1 : header[at] is ')' or '>' or ']' ? -1 : 0;
            if (depth == 0)
                break;
            if (depth == 1 && header[at] == ',')
                count++;
        }

        return header[(start + 1)..].TrimStart().StartsWith(')') ? 0 : count + 1;
    }

    /// <summary>The code with comments, strings and characters blanked, line breaks kept.</summary>
    private static string WithoutTexts(string source) =>
        Texts().Replace(source, match => new string('\n', match.Value.Count(character => character == '\n')));

    private const string Comment = @"//[^\n]*|/\*.*?\*/";
    private const string Literal = """\$*"{3,}.*?"{3,}|\$?@"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\])+'""";

    [GeneratedRegex(Comment + "|" + Literal, RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"(^|[\s\]])(class|struct|record|interface|enum|namespace)\s+\w")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"^(?:\w+:\s*)?(if|else|for|foreach|while|do|switch|try|catch|finally|using|lock|await foreach)\b")]
    private static partial Regex ControlHeader();

    [GeneratedRegex(@"(?<name>\w+)(?:<[^(]*>)?\s*\(")]
    private static partial Regex MemberName();
}
