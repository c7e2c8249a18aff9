namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>Who a call comes from, once it is let in.</summary>
internal sealed record Caller(string User, string Scheme, IReadOnlyList<string> Scopes)
{
    public bool May(string scope) => Scopes.Contains(scope, StringComparer.Ordinal);
}

/// <summary>
/// A login as the audit trail keeps it: the client sees one text for all failures, the administrator this.
/// </summary>
internal sealed record LoginEntry(DateTimeOffset At, string User, string Scheme, bool Success, string Detail);
