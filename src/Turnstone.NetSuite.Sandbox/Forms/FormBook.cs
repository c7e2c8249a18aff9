using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The form of each record type.</summary>
internal sealed class FormBook
{
    private readonly Dictionary<string, Form> _forms = new(StringComparer.OrdinalIgnoreCase);

    public FormBook(Books books)
    {
        foreach (var type in Catalog.All)
        {
            _forms[type.Name] = type.Kind switch
            {
                null when type.Name == "customer" => new CustomerForm(books),
                null => new EntryForm(books, type),
                Kind.Payment => new PaymentForm(books),
                Kind.Journal => new JournalForm(books),
                Kind.BankDeposit => new BankDepositForm(books),
                Kind.CustomerDeposit => new CustomerDepositForm(books),
                Kind.DepositApplication => new DepositApplicationForm(books),
                Kind.Refund => new RefundForm(books),
                { } kind => new ItemForm(books, kind),
            };
        }
    }

    public (RecordType Type, Form Form) Of(string name) => Catalog.Find(name) is { } type
        ? (type, _forms[type.Name])
        : throw RestFault.NoSuchType(name);

    public DocumentForm Of(Kind kind) => (DocumentForm)_forms[Catalog.Of(kind).Name];
}
