namespace Turnstone.UseCases.Settings;

/// <summary>A setting as somebody wants it to be.</summary>
/// <param name="Kind">Kind, such as <c>bank_account</c>.</param>
/// <param name="Company">Company; empty for every company.</param>
/// <param name="Name">Name among its kind; empty where a company has one.</param>
/// <param name="Version">The version it was made from; 0 for a new one.</param>
/// <param name="EffectiveOn">First day it holds.</param>
/// <param name="Body">What it says, as JSON.</param>
public sealed record SettingDraft(
    string Kind, string Company, string Name, int Version, DateOnly EffectiveOn, string Body)
{
    /// <summary>How a person finds it in the text.</summary>
    public string Place => $"{SettingKinds.Of(Kind).Section}.{(Name.Length > 0 ? Name : Company.Length > 0
        ? Company : SettingText.AllCompanies)}";
}

/// <summary>One value that would change.</summary>
/// <param name="Place">Where it stands in the text, such as <c>bank_accounts.main.auto_posting</c>.</param>
/// <param name="Before">What it is; null where it is not stated.</param>
/// <param name="After">What it would be; null where it would no longer be stated.</param>
public sealed record SettingChange(string Place, string? Before, string? After);
