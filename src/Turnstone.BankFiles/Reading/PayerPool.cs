using System.Runtime.CompilerServices;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// Payers a file repeats. Their strings come out of a <see cref="TextPool"/>, so that who is the same has the same
/// strings, and nothing is compared letter by letter.
/// </summary>
internal sealed class PayerPool
{
    private const int Size = 256;

    private readonly Payer?[] _known = new Payer?[Size];

    public Payer Of(string? name, string? account, string? bank)
    {
        if (name is null && account is null && bank is null)
            return Payer.Unknown;
        var slot = RuntimeHelpers.GetHashCode(name) ^ RuntimeHelpers.GetHashCode(account);
        ref var known = ref _known[slot & (Size - 1)];
        return known is not null && ReferenceEquals(known.Name, name) && ReferenceEquals(known.Account, account)
            && ReferenceEquals(known.Bank, bank) ? known : known = new(name, account, bank);
    }
}
