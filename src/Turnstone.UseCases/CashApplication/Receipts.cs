using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Receipts between their rows and the Domain's words, and what every act on one begins with.</summary>
internal static class Receipts
{
    /// <summary>The receipt a row holds.</summary>
    public static Receipt Read(ReceiptRow row) => new()
    {
        Id = row.Id.ToString(CultureInfo.InvariantCulture), Reference = row.Reference.Length > 0 ? row.Reference : null,
        Amount = new(row.Amount, Currency.Of(row.Currency)), Date = row.BookedOn,
        Payer = new(row.PayerName, row.PayerAccount, row.PayerBank), Text = row.Text,
        FurtherReferences = [.. LineBooking.References(row.FurtherReferences)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value)],
        Company = new CompanyId(row.CompanyId), File = row.FileName, Line = row.FileLine,
    };

    /// <summary>What people call a receipt: its bank reference, else its number.</summary>
    public static string Called(ReceiptRow row) => row.Reference.Length > 0
        ? row.Reference : row.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>What the log calls it.</summary>
    public static string Subject(long id) => string.Create(CultureInfo.InvariantCulture, $"receipt {id}");

    /// <summary>
    /// The receipt, locked, where the person may do this in its company and nobody changed it since they looked.
    /// </summary>
    public static async Task<Result<ReceiptRow>> Take(Session session, long id, int? version, Permission permission)
    {
        if (await ReceiptRows.Locked(session.Db, session.Connection, id) is not { } row)
            return Refusals.NoReceipt(id);
        if (await session.MayNot(permission, new CompanyId(row.CompanyId)) is { } refusal)
            return refusal;
        return version is { } seen && seen != row.Version ? Refusals.Changed(Called(row)) : row;
    }

    /// <summary>The evidence kept with a decision.</summary>
    public static Evidence Evidence(DecisionRow row) =>
        JsonSerializer.Deserialize<Evidence>(row.Evidence, Plain.Json)
        ?? throw new InvalidOperationException($"Decision {row.Id} has no evidence.");

    /// <summary>The row of a decision.</summary>
    public static DecisionRow Row(Session session, Decision decision, ReceiptRow receipt, long id, string origin) =>
        new()
    {
        Id = id, CompanyId = receipt.CompanyId, ReceiptId = receipt.Id, Origin = origin,
        Status = Codes.Of(decision.Status), Verdict = Codes.Of(decision.Verdict), Confidence = decision.Confidence,
        CustomerId = decision.Customer?.Value, Evidence = JsonSerializer.Serialize(decision.Evidence, Plain.Json),
        Rules = decision.Evidence.Rules, Says = Outcome.Of(decision.Shares), MadeAt = session.At,
        MadeBy = session.Actor.Person,
    };
}
