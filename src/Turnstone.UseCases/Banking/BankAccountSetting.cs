using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Banking;

/// <summary>
/// A bank account as its setting's text says it: kind <c>bank_account</c>, the account's key as name, in its company.
/// </summary>
public sealed record BankAccountSetting
{
    /// <summary>Kind of the setting.</summary>
    public const string Kind = "bank_account";

    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>ISO code of its currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Its number as files print it.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = [];

    /// <summary>GL account, by internal id.</summary>
    public string GlAccount { get; init; } = "";

    /// <summary>AR account of money that is on no document.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>Account of undeposited funds.</summary>
    public string UndepositedFunds { get; init; } = "";

    /// <summary>Source that books it.</summary>
    public string? BookingSource { get; init; }

    /// <summary>First day whose lines are posted.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>Two persons switched automatic posting on.</summary>
    public bool AutoPosting { get; init; }

    /// <summary>What its lines are.</summary>
    public IReadOnlyList<LineRule> Rules { get; init; } = [];

    /// <summary>Days that a line waits for its details.</summary>
    public int DetailDays { get; init; } = 3;
}

/// <summary>Our bank accounts, as their settings stand.</summary>
public static class BankAccounts
{
    /// <summary>All accounts of the connection.</summary>
    public static async Task<IReadOnlyList<BankAccount>> Of(ReadSession session)
    {
        var texts = await SettingTexts.Of(session.Db, session.Connection, BankAccountSetting.Kind, session.Today);
        return [.. texts.Select(Read)];
    }

    private static BankAccount Read(SettingText text)
    {
        var setting = JsonSerializer.Deserialize<BankAccountSetting>(text.Body, Plain.Json)
            ?? throw new InvalidOperationException($"The setting of bank account {text.Name} is empty.");
        return new()
        {
            Id = new(text.Name), Company = new(text.CompanyId), Name = setting.Name,
            Currency = Currency.Of(setting.Currency), Numbers = setting.Numbers, GlAccount = setting.GlAccount,
            ArAccount = setting.ArAccount, UndepositedFunds = setting.UndepositedFunds,
            BookingSource = setting.BookingSource, StartDate = setting.StartDate ?? DateOnly.MinValue,
            AutoPosting = setting.AutoPosting, Rules = setting.Rules, DetailDays = setting.DetailDays,
        };
    }
}
