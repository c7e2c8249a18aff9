using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Mt940;

/// <summary>What a <c>:86:</c> says.</summary>
internal readonly record struct MtDetails()
{
    public string Text { get; init; } = "";

    public Payer Payer { get; init; } = Payer.Unknown;

    public ReferenceList? References { get; init; }

    /// <summary>The bank's code of three digits: GVC, or BAI where <see cref="IsBai"/>.</summary>
    public string? Code { get; init; }

    public bool IsBai { get; init; }

    /// <summary>Return reason where the details name one.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Reads details. Their dialects are told apart by their form: German <c>166?00…?20…</c>, keywords between slashes
/// (Dutch, Belgian, New Zealand), or free text.
/// </summary>
internal sealed class MtDetailsReader(Findings findings)
{
    private readonly TextBuffer _text = new();
    private readonly GermanDetails _german = new(findings.Texts, findings.Payers);

    public MtDetails Read(ReadOnlySpan<byte> content, bool moneyIn)
    {
        _text.Clear();
        _text.Append(content);
        _text.TrimEnd();
        if (GermanDetails.Applies(_text.Span))
        {
            _text.JoinLines();
            return _german.Read(_text.Span);
        }

        var text = _text.Span.ToString();
        return SlashDetails.Applies(text) ? SlashDetails.Read(text, moneyIn) : new() { Text = text.Trim() };
    }
}
