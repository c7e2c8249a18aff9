using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>Why the database did not answer: each names the database and the way out.</summary>
public static class Refusals
{
    /// <summary>Another program holds a lock for too long.</summary>
    public static Refusal Locked(string address) => Outside("storage.locked",
        $"The database {address} is locked by another program: close it (a database browser, a backup) and try again.");

    /// <summary>The data folder belongs to a running Turnstone.</summary>
    public static Refusal Held(string folder, string holder) => Outside("storage.held",
        $"The data folder {folder} is in use by {holder}: stop it, or set TURNSTONE_HOME to another folder.");

    /// <summary>No room left.</summary>
    public static Refusal Full(string address) => Outside("storage.full",
        $"The disk of the database {address} is full: make room and try again; nothing was half saved.");

    /// <summary>The disk answers with errors.</summary>
    public static Refusal BrokenDisk(string address) => Outside("storage.disk",
        $"The disk of the database {address} cannot be read or written: check the disk and its room, then try again.");

    /// <summary>The file or folder cannot be opened.</summary>
    public static Refusal CannotOpen(string address) => Outside("storage.cannot_open",
        $"The database {address} cannot be opened: check that the folder exists and that you may write there.");

    /// <summary>Only reading is allowed.</summary>
    public static Refusal ReadOnly(string address) => Outside("storage.read_only",
        $"The database {address} can only be read: check the permissions of the file, its folder and the server.");

    /// <summary>Not a database, or no longer one.</summary>
    public static Refusal Damaged(string address) => Outside("storage.damaged",
        $"The file {address} is damaged or no Turnstone database: restore it from the latest backup.");

    /// <summary>The server does not answer, or went away in the middle.</summary>
    public static Refusal Unreachable(string address) => Outside("storage.unreachable",
        $"The database {address} does not answer: check that it runs, then look whether the last act was saved.");

    /// <summary>The server has no connection left.</summary>
    public static Refusal TooMany(string address) => Outside("storage.too_many",
        $"The database {address} has no connection left: raise max_connections or stop another program.");

    /// <summary>The server has no such database.</summary>
    public static Refusal NoDatabase(string address) => Outside("storage.no_database",
        $"The database {address} does not exist on the server: create it, or correct TURNSTONE_DATABASE.");

    /// <summary>Name or password are wrong.</summary>
    public static Refusal NotLetIn(string address) => Outside("storage.not_let_in",
        $"The database {address} refuses the name or password: correct TURNSTONE_DATABASE.");

    /// <summary>The database user lacks a privilege.</summary>
    public static Refusal NoPrivilege(string address) => Outside("storage.no_privilege",
        $"The user of the database {address} may not create or change tables: grant it the schema.");

    /// <summary>The database was written by a newer program.</summary>
    public static Refusal NewerSchema(string address, int found, int known) => Outside("storage.newer",
        string.Create(CultureInfo.InvariantCulture,
            $"The database {address} has schema {found}, this program knows {known}: start the newer Turnstone."));

    /// <summary>A schema script is not the one this database was made with.</summary>
    public static Refusal OtherSchema(string address, string script) => Outside("storage.other_schema",
        $"The database {address} was made with another {script}: use the Turnstone that made it, or a new database.");

    /// <summary>The address is no connection string.</summary>
    public static Refusal BadAddress(string why) => new("storage.bad_address",
        $"TURNSTONE_DATABASE is no PostgreSQL connection string ({why}): write Host=…;Database=…;Username=….");

    /// <summary>The keys would lie among the data they protect.</summary>
    public static Refusal KeysBesideData(string folder) => new("keys.beside_data",
        $"The key folder {folder} lies inside the data folder: set TURNSTONE_KEYS to a folder elsewhere.");

    /// <summary>The key folder cannot be read or written.</summary>
    public static Refusal NoKeys(string folder) => Outside("keys.no_folder",
        $"The key folder {folder} cannot be read or written: check its permissions, or set TURNSTONE_KEYS.");

    /// <summary>A key file holds no key.</summary>
    public static Refusal BadKey(string file) => Outside("keys.bad",
        $"The key file {file} holds no key: restore it from its backup.");

    /// <summary>A key that is needed is not in the folder.</summary>
    public static Refusal KeyNotHere(string key, string folder) => Outside("keys.not_here",
        $"Key {key} is not in {folder}: copy it there from its backup or from the machine that made it.");

    /// <summary>Sealed bytes are not those that were sealed.</summary>
    public static Refusal Unsealable(string what) => Outside("keys.unsealable",
        $"The kept bytes of {what} were changed: restore the database from a backup.");

    private static Refusal Outside(string code, string sentence) => new(code, sentence, RefusalKind.Outside);
}
