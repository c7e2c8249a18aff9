using System.Globalization;
using System.Text;
using Turnstone.Domain.Kernel;

namespace Turnstone.Scenarios;

/// <summary>What a story says and what happened differ: the line, what was expected and what came.</summary>
public sealed class StoryException(string message) : Exception(message);

/// <summary>The words of one line, read from left to right; a text in quotes is one word.</summary>
public sealed class Words
{
    private readonly List<string> _words = [];
    private int _at;

    public Words(string line)
    {
        var word = new StringBuilder();
        var (quoted, any) = (false, false);
        foreach (var letter in line + " ")
        {
            if (letter == '"')
                (quoted, any) = (!quoted, true);
            else if (letter == ' ' && !quoted)
            {
                if (any || word.Length > 0)
                    _words.Add(word.ToString());
                (_, any) = (word.Clear(), false);
            }
            else
                word.Append(letter);
        }
    }

    public bool Any => _at < _words.Count;

    public string Peek => Any ? _words[_at] : "";

    public string Next(string what) => Any ? _words[_at++] : throw new StoryException($"{what} is missing");

    /// <summary>Takes the word where it comes next.</summary>
    public bool Take(string word)
    {
        if (!string.Equals(Peek, word, StringComparison.Ordinal))
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes several words where they come next, all or none.</summary>
    public bool Takes(params string[] words)
    {
        if (!_words.Skip(_at).Take(words.Length).SequenceEqual(words, StringComparer.Ordinal))
            return false;
        _at += words.Length;
        return true;
    }

    public Money Amount(Currency currency, string what)
    {
        var word = Next(what);
        return Money.TryParse(word, currency, out var amount) ? amount
            : throw new StoryException($"{what} '{word}' is no amount of {currency}");
    }

    public DateOnly Day(string what) => DateOnly.ParseExact(Next(what), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>All words that are left, as one text.</summary>
    public string Rest()
    {
        var rest = string.Join(' ', _words.Skip(_at));
        _at = _words.Count;
        return rest;
    }

    /// <summary>Splits what is left at words that end in a semicolon.</summary>
    public IEnumerable<Words> Parts() => Rest().Split(';', StringSplitOptions.TrimEntries
        | StringSplitOptions.RemoveEmptyEntries).Select(part => new Words(part));

    public void End()
    {
        if (Any)
            throw new StoryException($"'{Peek}' is not understood");
    }
}
