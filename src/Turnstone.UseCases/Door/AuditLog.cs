using Turnstone.Domain.Audit;
using Turnstone.Storage.Audit;

namespace Turnstone.UseCases.Door;

/// <summary>Turns what an act said of itself into entries of the chains.</summary>
internal static class AuditLog
{
    public static async Task Append(Session session, (Permission Needs, Domain.Kernel.CompanyId? Company) asked)
    {
        // Chains in one order, or two acts could hold each other's head.
        var chains = session.Notes.GroupBy(note => note.House ? new ChainId(0, "")
                : new ChainId(session.Connection, note.Company?.Value ?? ""))
            .OrderBy(chain => chain.Key.Connection).ThenBy(chain => chain.Key.Company, StringComparer.Ordinal);
        foreach (var chain in chains)
            await AuditRows.Append(session.Db, chain.Key, [.. chain.Select(note => Draft(session, chain.Key, note,
                session.StandsInFor ?? session.Person.InsteadOf(asked.Needs, note.Company ?? asked.Company)))]);
    }

    private static AuditEntry Draft(Session session, ChainId chain, AuditNote note, string? insteadOf) => new()
    {
        Chain = chain,
        Seq = 0,
        At = session.At,
        PersonId = session.Person.Id,
        Person = session.Person.Name,
        Act = note.Act,
        Subject = note.Subject,
        Before = Plain.Text(note.Before),
        After = Plain.Text(note.After),
        Why = note.Why,
        Mark = insteadOf is null ? note.Mark : $"{note.Mark} for {insteadOf}".TrimStart(),
        PreviousHash = AuditHash.Start,
        Hash = AuditHash.Start,
    };
}
