using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>What a file says, one thing at a time and in its order.</summary>
public abstract record FileItem;

/// <summary>The file's format is known; always the first item, and absent where the file is refused.</summary>
/// <param name="Recognition">What the file is.</param>
public sealed record FileBegan(Recognition Recognition) : FileItem;

/// <summary>A statement, report or batch of an account begins.</summary>
/// <param name="Head">What is known before its entries.</param>
public sealed record StatementBegan(StatementHead Head) : FileItem;

/// <summary>One entry of the statement that began last.</summary>
/// <param name="Transaction">The entry.</param>
public sealed record TransactionRead(BankTransaction Transaction) : FileItem;

/// <summary>The statement that began last is over.</summary>
/// <param name="End">What is known after its entries.</param>
public sealed record StatementEnded(StatementEnd End) : FileItem;

/// <summary>One payment's remittance.</summary>
/// <param name="Remittance">The payer's word on what it pays.</param>
public sealed record RemittanceRead(Remittance Remittance) : FileItem;

/// <summary>A deviation; what could not be read is carried in its raw text, so that nothing is lost.</summary>
/// <param name="Problem">The finding.</param>
public sealed record ProblemFound(Problem Problem) : FileItem
{
    /// <summary>Quirks of a source any of which makes it a note; none where nothing does.</summary>
    public Quirks CoveredBy { get; init; }
}

/// <summary>
/// A figure that the file states of itself, beside what its lines come to; only where
/// <see cref="ReadSettings.Examines"/> asks for it.
/// </summary>
/// <param name="Total">The comparison.</param>
public sealed record TotalCompared(ControlTotal Total) : FileItem;

/// <summary>Which bank the file seems to be of; only where <see cref="ReadSettings.Examines"/> asks for it.</summary>
/// <param name="Guess">The guess and what it rests on.</param>
public sealed record BankGuessed(BankGuess Guess) : FileItem;
