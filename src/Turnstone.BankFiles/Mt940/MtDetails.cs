using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// What a <c>:86:</c> says. Its dialects are told apart by their form: German <c>166?00…?20…</c>, keywords between
/// slashes
/// (Dutch, Belgian, New Zealand), or free text.
/// </summary>
internal sealed record MtDetails
{
    public string Text { get; init; } = "";

    public Payer Payer { get; init; } = Payer.Unknown;

    public ReferenceList? References { get; init; }

    /// <summary>The bank's code of three digits: GVC, or BAI where <see cref="IsBai"/>.</summary>
    public string? Code { get; init; }

    public bool IsBai { get; init; }

    /// <summary>Return reason where the details name one.</summary>
    public string? Reason { get; init; }

    public static MtDetails Read(string content)
    {
        var text = content.TrimEnd('\n', ' ');
        if (GermanDetails.Applies(text))
            return GermanDetails.Read(text);
        if (SlashDetails.Applies(text))
            return SlashDetails.Read(text);
        return new() { Text = text.Trim() };
    }
}
