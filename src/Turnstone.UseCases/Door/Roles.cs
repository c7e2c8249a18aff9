using System.Collections.Frozen;

namespace Turnstone.UseCases.Door;

/// <summary>What somebody is to a company.</summary>
public enum Role
{
    /// <summary>Connects NetSuite and manages people; has no right over money.</summary>
    Administrator,

    /// <summary>Cash application: files, exceptions, decisions.</summary>
    Clerk,

    /// <summary>Approves, sets the rules, closes, proves.</summary>
    Controller,

    /// <summary>Reads and verifies.</summary>
    Auditor,

    /// <summary>The command line and the jobs: they prepare and carry out, and never approve.</summary>
    Service,
}

/// <summary>Which role holds which rights.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table =
        new Dictionary<Role, FrozenSet<Permission>>
        {
            [Role.Administrator] = Set(Permission.Connect, Permission.ManagePeople, Permission.Invite, Permission.Sync,
                Permission.ChangeSettings, Permission.ReadAudit),
            [Role.Clerk] = Set(Permission.See, Permission.SeeAccountNumbers, Permission.Import, Permission.Sync,
                Permission.Match, Permission.Decide, Permission.Post, Permission.ChangeSettings),
            [Role.Controller] = Set(Permission.See, Permission.SeeAccountNumbers, Permission.Import, Permission.Sync,
                Permission.Match, Permission.Decide, Permission.Approve, Permission.Post, Permission.ChangeSettings,
                Permission.ApproveSettings, Permission.ReadAudit),
            [Role.Auditor] = Set(Permission.See, Permission.ReadAudit),
            [Role.Service] = Set(Permission.See, Permission.Import, Permission.Sync, Permission.Match, Permission.Post,
                Permission.ChangeSettings, Permission.Connect, Permission.Invite, Permission.ReadAudit),
        }.ToFrozenDictionary();

    /// <summary>The rights of a role.</summary>
    public static IReadOnlySet<Permission> Rights(Role role) => Table[role];

    /// <summary>True where the role decides about money, so that granting it needs two persons.</summary>
    public static bool OverMoney(Role role) => Table[role].Contains(Permission.Decide);

    /// <summary>The code in the database and in settings.</summary>
    public static string Code(Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Clerk => "clerk",
        Role.Controller => "controller",
        Role.Auditor => "auditor",
        Role.Service => "service",
    };

    /// <summary>The role of a code; null where it is none that can be granted.</summary>
    public static Role? Of(string code) => code switch
    {
        "administrator" => Role.Administrator,
        "clerk" => Role.Clerk,
        "controller" => Role.Controller,
        "auditor" => Role.Auditor,
        _ => null,
    };

    /// <summary>The right as it stands after "may not".</summary>
    public static string Phrase(Permission permission) => permission switch
    {
        Permission.Anyone => "do this",
        Permission.See => "look at this",
        Permission.SeeAccountNumbers => "see account numbers",
        Permission.Import => "import files",
        Permission.Sync => "pull from NetSuite",
        Permission.Match => "start matching",
        Permission.Decide => "decide receipts",
        Permission.Approve => "approve decisions",
        Permission.Post => "post to NetSuite",
        Permission.ChangeSettings => "change settings",
        Permission.ApproveSettings => "approve settings",
        Permission.Connect => "set up connections",
        Permission.ManagePeople => "manage people",
        Permission.Invite => "invite people",
        Permission.ReadAudit => "read the audit log",
    };

    /// <summary>The people's roles that hold a right, for the way out of a refusal.</summary>
    public static string Holders(Permission permission)
    {
        var holders = Table.Where(row => row.Key != Role.Service && row.Value.Contains(permission))
            .Select(row => row.Key).Order().Select(Code).ToArray();
        return holders.Length == 1 ? holders[0] : $"{string.Join(", ", holders[..^1])} or {holders[^1]}";
    }

    private static FrozenSet<Permission> Set(params Permission[] rights) => rights.ToFrozenSet();
}
