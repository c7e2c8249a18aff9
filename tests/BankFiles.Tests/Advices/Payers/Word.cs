namespace BankFiles.Tests.Advices.Payers;

/// <summary>A thing payers have a word for.</summary>
internal enum Word
{
    Advice, Payer, Reference, Date, Currency, Total, TotalRow, Document, OwnDocument, DocumentDate, Order, Gross,
    Discount, Deduction, Reason, Net, CarriedForward, BroughtForward, Page, Regards, Greeting, Intro, See, Account,
    Reasons, Invoice, CreditNote, Less, And, PaidToday, Forwarded, ForwardPrefix, Sender, Recipient, Sent, Subject,
    Department, PaymentOf, Questions,
}
