using System.Text;

namespace Turnstone.BankFiles.Tables;

/// <summary>The lines of a table as text, in the encoding its mapping names or by the rules of every file.</summary>
internal sealed class TableLines(Stream file, ReadSettings settings) : IDisposable
{
    private readonly Lines _lines = new(file, settings);
    private readonly Encoding? _encoding = EncodingOf(settings.Mapping?.Encoding);

    public string Text => _encoding is null ? Bytes.Text(_lines.Current) : _encoding.GetString(_lines.Current);

    /// <summary>Number of the line, from 1.</summary>
    public long Line => _lines.Line;

    public bool Read() => _lines.Read();

    public void Dispose() => _lines.Dispose();

    private static Encoding? EncodingOf(string? name)
    {
        if (name is null)
            return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
