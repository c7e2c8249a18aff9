using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Accounts;

/// <summary>Who owes: a customer of the connection, as NetSuite keeps it.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Full legal name.</param>
/// <param name="Parent">The customer it belongs to; null for a top customer.</param>
/// <param name="Currency">Its usual currency; documents carry their own.</param>
/// <param name="Terms">Name of its payment terms; null where it has none.</param>
public sealed record Customer(CustomerId Id, string Name, CustomerId? Parent, Currency Currency, string? Terms = null)
{
    /// <summary>The number people know it by (NetSuite's entity id); empty where the source has none.</summary>
    public string Number { get; init; } = "";

    /// <summary>What a sentence calls it: its number where it has one, else its id.</summary>
    public string Called => Number.Length > 0 ? Number : Id.Value;
}

/// <summary>A bank account that has paid for a customer before: settled history, or an approved link.</summary>
/// <param name="Account">Payer's account number or IBAN as the bank prints it.</param>
/// <param name="Customer">The customer that account paid for.</param>
/// <param name="Times">How many settled receipts show it.</param>
/// <param name="LastOn">Date of the latest of them.</param>
public sealed record PayerLink(string Account, CustomerId Customer, int Times, DateOnly LastOn);
