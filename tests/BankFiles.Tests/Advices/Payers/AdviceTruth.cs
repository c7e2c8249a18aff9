using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>What a payer means by one line, in minor units; null where the layout does not say it.</summary>
internal sealed record LineTruth(
    string Document, long? Gross, long Discount, long Deduction, string? Reason, long Net);

/// <summary>What a payer means by one payment; <c>IsOff</c> where its total is not the sum of its lines.</summary>
internal sealed record PaymentTruth(
    string Payer, string Reference, DateOnly Date, Currency Currency, long Total, bool IsOff,
    IReadOnlyList<LineTruth> Lines);

/// <summary>One advice as it would arrive, and what it says.</summary>
internal sealed record GeneratedAdvice(
    int Number, string Layout, string Language, string Carrier, byte[] File, IReadOnlyList<PaymentTruth> Payments);
