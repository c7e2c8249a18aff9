using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>The words our enumerations have in files: stable, lower case.</summary>
internal static class Words
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Note => "note",
        Severity.Warning => "warning",
        _ => "error",
    };

    public static string Of(SourceRole role) => role switch
    {
        SourceRole.Statement => "statement",
        SourceRole.Detail => "detail",
        SourceRole.Advice => "advice",
        _ => "intraday",
    };

    public static string Of(LineKind kind) => kind switch
    {
        LineKind.Receipt => "receipt",
        LineKind.Return => "return",
        LineKind.Excluded => "excluded",
        _ => "undecided",
    };

    /// <summary>A single quirk, as settings name it.</summary>
    public static string Of(Quirks quirk) => quirk switch
    {
        Quirks.Miscounts => "miscounts",
        Quirks.WrongTotals => "wrong_totals",
        Quirks.SignedTotals => "signed_totals",
        _ => "wrong_balances",
    };
}
