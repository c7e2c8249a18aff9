using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>Documents by which money comes in or goes out: their bank account or undeposited funds.</summary>
internal abstract class MoneyForm(Books books, Kind kind) : DocumentForm(books, kind)
{
    /// <summary>
    /// Where the money goes: undepFunds "T" wins, "F" needs an account, neither follows the preference.
    /// </summary>
    protected void PutMoney(Body body, Transaction document, long amount, bool goesIn = true)
    {
        var account = body.Reference("account", "account");
        var undeposited = goesIn && (body.Text("undepFunds") switch
        {
            "T" or "true" => true,
            "F" or "false" => false,
            null => account is null ? Books.Knobs().UndepositedByDefault : Books.Knobs().PreferenceOverridesAccount,
            _ => throw body.Wrong("undepFunds"),
        });
        if (!undeposited && account is null)
            throw RestFault.Missing("Account");
        var money = undeposited ? Store.Special(Accounts.Undeposited) : account ?? 0;
        DemandCurrency(body, document, money);
        document.Set("undepFunds", undeposited ? "T" : "F");
        document.Total = amount;
        document.Lines.Add(new()
        {
            Id = 0,
            Role = Role.Money,
            Account = money,
            Amount = goesIn ? amount : -amount,
            Base = ToBase(goesIn ? amount : -amount, document),
        });
    }

    /// <summary>Moves a saved payment between undeposited funds and an account; not once a deposit holds it.</summary>
    protected void MoveMoney(Body body, Transaction document)
    {
        if (!body.Has("account") && !body.Has("undepFunds"))
            return;
        var money = document.First(Role.Money);
        if (money is null)
            return;
        var (amount, before) = (document.Total, money.Account);
        document.Lines.Remove(money);
        PutMoney(body, document, amount);
        document.Lines.RemoveAt(document.Lines.Count - 1);
        var account = document.Text("undepFunds") == "T"
            ? Store.Special(Accounts.Undeposited)
            : body.Reference("account", "account") ?? before;
        money.Account = account;
        document.Lines.Insert(0, money);
        if (document.GatheredBy is not null && account != before)
            throw RestFault.Rule("This transaction has been deposited; its account cannot be changed.");
    }

    protected decimal Payment(Body body) => body.Number("payment") is not { } payment
        ? throw RestFault.Missing("Payment Amount")
        : payment >= 0 ? payment : throw body.Wrong("payment");

    private void DemandCurrency(Body body, Transaction document, long money)
    {
        // An account in the base currency takes any; a foreign one only its own (posting rules of the help on bank
        // accounts).
        if (Store.Find("account", money)?.Reference("currency") is { } own && own != document.Currency
            && own != Store.BaseCurrency(document.Subsidiary))
            throw body.Wrong("account");
        if (Store.Find("account", money)?.Reference("subsidiary") is { } owner && owner != document.Subsidiary)
            throw body.Wrong("account");
    }
}
