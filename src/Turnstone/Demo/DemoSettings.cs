using Turnstone.Demo.Company;

namespace Turnstone.Demo;

/// <summary>
/// The demo company's settings as text. The account numbers are internal ids of the stand-in's chart of accounts.
/// </summary>
internal static class DemoSettings
{
    public static string Text { get; } = $$"""
        bank_accounts:
          keystone:
            name: {{DemoCompany.Us.BankName}}
            company: "1"
            currency: USD
            numbers: ["{{DemoCompany.Us.BankAccount}}"]
            gl_account: "1"
            ar_account: "4"
            undeposited_funds: "3"
            start_date: 2026-06-25
            auto_posting: true
          rheinbank:
            name: {{DemoCompany.De.BankName}}
            company: "2"
            currency: EUR
            numbers: ["{{DemoCompany.De.BankAccount}}"]
            gl_account: "2"
            ar_account: "4"
            undeposited_funds: "3"
            start_date: 2026-06-25
            rules:
              - name: fees of the bank
                kind: excluded
                words: [KONTOFUEHRUNG]
                direction: out
              - name: our own payments
                kind: excluded
                words: [UEBERWEISUNG LIEFERANT]
                direction: out
        matching_policies:
          all:
            write_off:
              USD: { amount: "5.00", percent: 2, monthly_cap: "50.00" }
              EUR: { amount: "5.00", percent: 2, monthly_cap: "50.00" }
            discount_grace_days: 3
            costs:
              USD: { wrong_match: "1500.00", review_minute: "1.50" }
              EUR: { wrong_match: "1500.00", review_minute: "1.50" }
        approval_limits:
          all:
            share: { USD: "15000.00", EUR: "15000.00" }
        posting_policies:
          "1":
            difference_accounts: { write_off: "12", rounding: "12" }
            discount_route: credit_memo
            discount_item: "4"
            discount_account: "11"
          "2":
            difference_accounts: { write_off: "12", rounding: "12" }
            discount_route: credit_memo
            discount_item: "4"
            discount_account: "11"
        """;
}
