namespace Turnstone.BankFiles.Bai2;

internal static partial class TypeCodes
{
    // Codes 400 to 799: money out and loans. Columns: see Parse.
    private const string Debits =
        """
        400 - sum X Total Debits
        401 - sum X Total Debit Amount MTD
        403 - sum X Today's Total Debits
        405 - sum X Total Debit Less Wire Transfers and Charge-
        406 - sum X Debits not Detailed
        408 - line U Float Adjustment
        409 - line X Debit (Any Type)
        410 - sum X Total YTD Adjustment
        412 - sum X Total Debits (Excluding Returned Items)
        415 - line X Lockbox Debit
        416 - sum X Total Lockbox Debits
        420 - sum X EDI Transaction Debits
        421 - line X EDI Transaction Debit
        422 - line X EDIBANX Settlement Debit
        423 - line T EDIBANX Return Item Debit
        430 - sum X Total Payable-Through Drafts
        435 - line X Payable-Through Draft
        445 - line X ACH Concentration Debit
        446 - sum X Total ACH Disbursement Funding Debits
        447 - line X ACH Disbursement Funding Debit
        450 - sum X Total ACH Debits
        451 - line X ACH Debit Received
        452 - line X Item in ACH Disbursement or Debit
        455 - line X Preauthorized ACH Debit
        462 - line X Account Holder Initiated ACH Debit
        463 - sum X Corporate Trade Payment Debits
        464 - line X Corporate Trade Payment Debit
        465 - sum X Corporate Trade Payment Settlement
        466 - line X ACH Settlement
        467 - sum X ACH Settlement Debits
        468 - line T ACH Return Item or Adjustment Settlement
        469 - line X Miscellaneous ACH Debit
        470 - sum X Total Check Paid
        471 - sum X Total Check Paid - Cumulative MTD
        472 - line X Cumulative Checks Paid
        474 - line X Certified Check Debit
        475 - line X Check Paid
        476 - line X Federal Reserve Bank Letter Debit
        477 - line X Bank Originated Debit
        478 - sum X List Post Debits
        479 - line X List Post Debit
        480 - sum X Total Loan Payments
        481 - line X Individual Loan Payment
        482 - sum X Total Bank-Originated Debits
        484 - line X Draft
        485 - line X DTC Debit
        486 - sum X Total Cash Letter Debits
        487 - line X Cash Letter Debit
        489 - line U Cash Letter Adjustment
        490 - sum X Total Outgoing Money Transfers
        491 - line X Individual Outgoing Internal Money Transfer
        493 - line X Customer Terminal Initiated Money Transfer
        495 - line X Outgoing Money Transfer
        496 - line U Money Transfer Adjustment
        498 - line X Compensation
        500 - sum X Total Automatic Transfer Debits
        501 - line X Individual Automatic Transfer Debit
        502 - line X Bond Operations Debit
        505 - sum X Total Book Transfer Debits
        506 - line X Book Transfer Debit
        507 - sum X Total International Money Transfer Debits
        508 - line X Individual International Money Transfer Debits
        510 - sum X Total International Debits
        512 - line X Letter of Credit Debit
        513 - line X Letter of Credit
        514 - line X Foreign Exchange Debit
        515 - sum X Total Letters of Credit
        516 - line X Foreign Remittance Debit
        518 - line X Foreign Collection Debit
        522 - line X Foreign Checks Paid
        524 - line X Commission
        526 - line X International Money Market Trading
        527 - line X Standing Order
        529 - line X Miscellaneous International Debit
        530 - sum X Total Security Debits
        531 - line X Securities Purchased
        532 - sum X Total Amount of Securities Purchased
        533 - line X Security Collection Debit
        534 - sum X Total Miscellaneous Securities DB - FF
        535 - line X Purchase of Equity Securities
        536 - sum X Total Miscellaneous Securities Debit - CHF
        537 - sum X Total Collection Debit
        538 - line X Matured Repurchase Order
        539 - sum X Total Bankers' Acceptances Debit
        540 - line X Coupon Collection Debit
        541 - line X Bankers' Acceptances
        542 - line X Purchase of Debt Securities
        543 - line X Domestic Collection
        544 - line X Interest/Matured Principal Payment
        546 - line X Commercial paper
        547 - line X Capital Change
        548 - line X Savings Bonds Sales Adjustment
        549 - line X Miscellaneous Security Debit
        550 - sum X Total Deposited Items Returned
        551 - sum X Total Credit Reversals
        552 - line T Credit Reversal
        554 - line U Posting Error Correction Debit
        555 - line T Deposited Item Returned
        556 - sum X Total ACH Return Items
        557 - line T Individual ACH Return Item
        558 - line T ACH Reversal Debit
        560 - sum X Total Rejected Debits
        561 - line U Individual Rejected Debit
        563 - line X Overdraft
        564 - line X Overdraft Fee
        566 - line T Return Item
        567 - line X Return Item Fee
        568 - line U Return Item Adjustment
        570 - sum X Total ZBA Debits
        574 - line X Cumulative ZBA Debits
        575 - line X ZBA Debit
        577 - line X ZBA Debit Transfer
        578 - line X ZBA Debit Adjustment
        580 - sum X Total Controlled Disbursing Debits
        581 - line X Individual Controlled Disbursing Debit
        583 - sum X Total Disbursing Checks Paid - Early Amount
        584 - sum X Total Disbursing Checks Paid - Later Amount
        585 - sum X Disbursing Funding Requirement
        586 - sum X FRB Presentment Estimate (Fed Estimate)
        587 - sum X Late Debits (After Notification)
        588 - sum X Total Disbursing Checks Paid-Last Amount
        590 - sum X Total DTC Debits
        594 - sum X Total ATM Debits
        595 - line X ATM Debit
        596 - sum X Total APR Debits
        597 - line X ARP Debit
        601 - sum X Estimated Total Disbursement
        602 - sum X Adjusted Total Disbursement
        610 - sum X Total Funds Required
        611 - sum X Total Wire Transfers Out- CHF
        612 - sum X Total Wire Transfers Out - FF
        613 - sum X Total International Debit - CHF
        614 - sum X Total International Debit - FF
        615 - sum X Total Federal Reserve Bank - Commercial
        616 - line X Federal Reserve Bank - Commercial Bank
        617 - sum X Total Securities Purchased - CHF
        618 - sum X Total Securities Purchased - FF
        621 - sum X Total Broker Debits - CHF
        622 - line X Broker Debit
        623 - sum X Total Broker Debits - FF
        625 - sum X Total Broker Debits
        626 - sum X Total Fed Funds Purchased
        627 - line X Fed Funds Purchased
        628 - sum X Total Cash Center Debits
        629 - line X Cash Center Debit
        630 - sum X Total Debit Adjustments
        631 - line U Debit Adjustment
        632 - sum X Total Trust Debits
        633 - line X Trust Debit
        634 - line U YTD Adjustment Debit
        640 - sum X Total Escrow Debits
        641 - line X Individual Escrow Debit
        644 - line X Individual Back Value Debit
        646 - sum X Transfer Calculation Debit
        650 - sum X Investments Purchased
        651 - line X Individual Investment purchased
        654 - line X Interest Debit
        655 - sum X Total Investment Interest Debits
        656 - line X Sweep Principal Buy
        657 - line X Futures Debit
        658 - line X Principal Payments Debit
        659 - line X Interest Adjustment Debit
        661 - line X Account Analysis Fee
        662 - line X Correspondent Collection Debit
        663 - line U Correspondent Collection Adjustment
        664 - line X Loan Participation
        665 - sum X Intercept Debits
        666 - line X Currency and Coin Shipped
        667 - line X Food Stamp Letter
        668 - line U Food Stamp Adjustment
        669 - line X Clearing Settlement Debit
        670 - sum X Total Back Value Debits
        672 - line U Back Value Adjustment
        673 - line X Customer Payroll
        674 - line X FRB Statement Recap
        676 - line U Savings Bond Letter or Adjustment
        677 - line X Treasury Tax and Loan Debit
        678 - line X Transfer of Treasury Debit
        679 - line X FRB Government Checks Cash Letter Debit
        681 - line U FRB Government Check Adjustment
        682 - line X FRB Postal Money Order Debit
        683 - line U FRB Postal Money Order Adjustment
        684 - line X FRB Cash Letter Auto Charge Debit
        685 - sum X Total Universal Debits
        686 - line U FRB Cash Letter Auto Charge Adjustment
        687 - line X FRB Fine-Sort Cash Letter Debit
        688 - line U FRB Fine-Sort Adjustment
        689 - sum X FRB Freight Payment Debits
        690 - sum X Total Miscellaneous Debits
        691 - line X Universal Debit
        692 - line X Freight Payment Debit
        693 - line X Itemized Debit Over $10,000
        694 - line T Deposit Reversal
        695 - line U Deposit Correction Debit
        696 - line X Regular Collection Debit
        697 - line X Cumulative Debits
        698 - line X Miscellaneous Fees
        699 - line X Miscellaneous Debit
        701 = status - Principal Loan Balance
        703 = status - Available Commitment Amount
        705 = status - Payment Amount Due
        707 = status - Principal Amount Past Due
        709 = status - Interest Amount Past Due
        720 + sum U Total Loan Payment
        721 + line U Amount Applied to Interest
        722 + line U Amount Applied to Principal
        723 + line U Amount Applied to Escrow
        724 + line U Amount Applied to Late Charges
        725 + line U Amount Applied to Buydown
        726 + line U Amount Applied to Misc. Fees
        727 + line U Amount Applied to Deferred Interest Detail
        728 + line U Amount Applied to Service Charge
        760 - sum X Loan Disbursement
        """;
}
