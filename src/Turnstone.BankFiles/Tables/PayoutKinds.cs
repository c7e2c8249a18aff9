using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>What the words of payment providers mean to the books.</summary>
internal static class PayoutKinds
{
    private static readonly string[] Payouts =
        ["payout", "merchantpayout", "general withdrawal", "withdrawal", "transfer to bank", "auszahlung", "abbuchung"];

    private static readonly string[] Backs = 
        ["refund", "chargeback", "dispute", "reversal", "ruckzahlung", "adjustment"];

    private static readonly string[] Own =
        ["fee", "invoicededuction", "reserve", "hold", "topup", "deposit correction", "currency conversion", "tax"];

    private static readonly string[] Sales =
        ["charge", "payment", "settled", "sale", "checkout", "capture", "zahlung", "paiement", "pago"];

    private static readonly string[] Final =
        ["", "completed", "paid", "available", "succeeded", "settled", "abgeschlossen", "in transit"];

    /// <summary>The row is the transfer to the bank account.</summary>
    public static bool IsPayout(string type)
    {
        var word = HeaderWords.Normalise(type);
        return Array.Exists(Payouts, known => word.StartsWith(known, StringComparison.Ordinal));
    }

    /// <summary>
    /// A sale is a receipt, a refund or chargeback a return, fees are set aside; what is pending, and what no word
    /// explains, is for a person.
    /// </summary>
    public static LineKind Of(string type, string status, Money gross)
    {
        var word = HeaderWords.Normalise(type);
        if (!Final.Contains(HeaderWords.Normalise(status)))
            return LineKind.Undecided;
        if (Names(word, Backs))
            return gross.IsNegative ? LineKind.Return : LineKind.Undecided;
        if (Names(word, Own))
            return LineKind.Excluded;
        return (Names(word, Sales) || word.Length == 0) && gross.IsPositive ? LineKind.Receipt : LineKind.Undecided;
    }

    private static bool Names(string word, string[] known) =>
        Array.Exists(known, name => word.Contains(name, StringComparison.Ordinal));
}
