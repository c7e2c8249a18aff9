namespace Turnstone.Domain.Kernel;

/// <summary>A legal entity that keeps its own books: NetSuite's subsidiary, by its internal id.</summary>
public readonly record struct CompanyId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A customer of the connection, by NetSuite's internal id; without NetSuite by the file's own.</summary>
public readonly record struct CustomerId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A document on an AR account, by NetSuite's internal id, or by its number without NetSuite.</summary>
public readonly record struct DocumentId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>One of our bank accounts, by the key its settings give it.</summary>
public readonly record struct BankAccountId(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
