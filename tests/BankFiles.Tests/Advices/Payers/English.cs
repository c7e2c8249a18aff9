namespace BankFiles.Tests.Advices.Payers;

internal static class English
{
    public static Tongue Tongue { get; } = new("en", ",", ".", ["MM/dd/yyyy", "yyyy-MM-dd", "d MMMM yyyy"],
        ["USD", "GBP", "USD", "CAD"],
        [
            "Alder Creek Pumps LLC", "Northgate Foods Inc.", "Hollister & Garcon Ltd", "Pembroke Marine plc",
            "Stone River Cooperative", "Q-Line Logistics Corp.", "St. Ives Hospital Trust", "Bright & Sons",
        ],
        "January|February|March|April|May|June|July|August|September|October|November|December",
        Tongue.Read(
        """
        Advice=Remittance Advice|Payment Advice|Payment Notification
        Payer=Payer|Paid by|Company|Remitter
        Reference=Payment reference|Payment number|Check number|EFT number|Our reference|Payment ID
        Date=Payment date|Value date|Date paid|Check date
        Currency=Currency
        Total=Payment amount|Total paid|Amount paid|Net payment|Total amount
        TotalRow=Total|Grand total|Totals|Total paid
        Document=Invoice number|Invoice no.|Invoice|Invoice #|Document number|Your invoice
        OwnDocument=Our document|Voucher|Voucher no.|Internal no.
        DocumentDate=Invoice date|Date|Doc. date
        Order=PO number|Purchase order|PO #
        Gross=Gross amount|Gross|Invoice amount|Original amount
        Discount=Discount|Cash discount|Discount taken|Disc.
        Deduction=Deduction|Deductions|Adjustment|Withheld
        Reason=Reason|Remark|Deduction reason|Comment
        Net=Net amount|Amount paid|Net paid|Payment amount|Net
        CarriedForward=Carried forward|Subtotal carried forward
        BroughtForward=Brought forward|Balance brought forward
        Page=Page {0} of {1}
        Regards=Kind regards|Best regards|Sincerely|Thank you
        Greeting=Dear supplier,|Dear Sir or Madam,|Hello,
        Intro=please find below the details of our payment.|we have instructed our bank to pay the following items.
        See=Please see the attached remittance advice.|The details of our payment are attached.
        Account=Your account with us|Vendor number|Supplier no.
        Reasons=Price difference|Short delivery|Damaged goods|Freight not agreed|Promotion allowance|Late delivery fee
        Invoice=invoice|your invoice|inv.
        CreditNote=credit note|credit memo|your credit note
        Less=less|minus
        And=and
        PaidToday=Today we paid {0}. The amount of {1} will reach your account on {2} with reference {3}.
        Forwarded=---------- Forwarded message ----------|-----Original Message-----
        ForwardPrefix=Fwd: |FW:
        Sender=From
        Recipient=To
        Sent=Sent|Date
        Subject=Subject
        Department=Accounts Payable
        PaymentOf=Payment {0} of {1}
        Questions=Please do not reply to this message. Questions go to our service desk, telephone 555-0100 ext. 12.
        """));
}
