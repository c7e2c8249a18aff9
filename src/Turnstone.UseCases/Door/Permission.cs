namespace Turnstone.UseCases.Door;

/// <summary>
/// A right that an act asks for. What each is called in a sentence stands in <see cref="Roles.Phrase"/>.
/// </summary>
public enum Permission
{
    /// <summary>None: signing in, accepting an invitation.</summary>
    Anyone,

    /// <summary>Look at receipts, ledgers, postings and reports.</summary>
    See,

    /// <summary>See account numbers unmasked.</summary>
    SeeAccountNumbers,

    /// <summary>Bring in bank files and remittances.</summary>
    Import,

    /// <summary>Pull customers and documents from NetSuite.</summary>
    Sync,

    /// <summary>Let the engine decide receipts.</summary>
    Match,

    /// <summary>Decide receipts: accept, choose, split, set aside, undo what is not posted.</summary>
    Decide,

    /// <summary>Approve what another decided.</summary>
    Approve,

    /// <summary>Send what is approved to NetSuite.</summary>
    Post,

    /// <summary>Ask for a change of settings, or for another act that two persons must do.</summary>
    ChangeSettings,

    /// <summary>Approve a change of settings, or another act that two persons must do.</summary>
    ApproveSettings,

    /// <summary>Set up NetSuite connections and companies.</summary>
    Connect,

    /// <summary>Invite people, give and take roles, see people off.</summary>
    ManagePeople,

    /// <summary>Invite a person, without a role over money.</summary>
    Invite,

    /// <summary>Read and verify the audit log.</summary>
    ReadAudit,
}
