using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Push;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// What people do inside NetSuite that the REST services do not offer: void, approve, close a month, merge.
/// </summary>
public sealed class BackOffice
{
    private readonly Store _store;
    private readonly Books _books;
    private readonly FormBook _forms;
    private readonly SandboxPush _push;
    private readonly Dictionary<string, List<Record>> _snapshots = new(StringComparer.OrdinalIgnoreCase);

    internal BackOffice(Store store, Books books, FormBook forms, SandboxPush push)
    {
        _store = store;
        _books = books;
        _forms = forms;
        _push = push;
    }

    /// <summary>
    /// Voids a document in place; refused where a deposit holds it, others are applied to it or its period is closed.
    /// </summary>
    public void Void(long document) => Do(change =>
    {
        var found = Document(change, document);
        _forms.Of(found.Kind).Void(change, found);
    });

    /// <summary>Approves a document that waits, or rejects it.</summary>
    public void Approve(long document, bool isApproved) => Do(change =>
    {
        var draft = change.Edit(Document(change, document));
        draft.Approval = isApproved ? Approval.Approved : Approval.Rejected;
    });

    /// <summary>Sets flags of a period by its name: closed, arLocked, apLocked, allLocked, allowNonGLChanges.</summary>
    public void SetPeriod(string name, IReadOnlyDictionary<string, bool> flags) => _store.Write(change =>
    {
        var period = _store.Entries("accountingPeriod").FirstOrDefault(entry => entry.Text("periodName") == name)
            ?? throw RestFault.Rule($"There is no period '{name}'.");
        var draft = change.Edit(period);
        foreach (var (flag, value) in flags)
        {
            var field = Catalog.Find("accountingPeriod")?.Field(flag)
                ?? throw RestFault.Rule($"A period has no flag '{flag}'.");
            draft.Set(field.Name, value);
        }

        return true;
    });

    /// <summary>Merges a customer into another: its documents move, it is gone.</summary>
    public void Merge(long from, long into) => Do(change =>
    {
        if (change.Entry(Store.Entities, from) is not { Type: "customer" } gone
            || change.Entry(Store.Entities, into) is not { Type: "customer" })
            throw RestFault.NoSuchRecord();
        foreach (var document in _store.AllTransactions.Where(document => Names(document, from)).ToList())
        {
            var draft = change.Edit(document);
            if (draft.Entity == from)
                draft.Entity = into;
            foreach (var line in draft.Lines.Where(line => line.Entity == from))
                line.Entity = into;
        }

        foreach (var relation in _store.Relations(from).ToList())
        {
            if (change.Entry("customerSubsidiaryRelationship", relation) is { } entry)
                change.Remove(entry);
        }

        change.Remove(gone, RecordName.Of(gone));
    }, guarded: false);

    /// <summary>Remembers the whole state under a name.</summary>
    public void Snapshot(string name) => _snapshots[name] = _store.Read(() => _store.Everything().ToList());

    /// <summary>The names of what is remembered.</summary>
    public IReadOnlyCollection<string> Snapshots => _snapshots.Keys;

    /// <summary>Goes back to a remembered state.</summary>
    public void Restore(string name)
    {
        if (!_snapshots.TryGetValue(name, out var records))
            throw RestFault.Rule($"There is no snapshot '{name}'.");
        _store.Restore(records);
    }

    /// <summary>Keeps an act and tells whom it concerns; nobody waits for the telling.</summary>
    private void Do(Action<Change> act, bool guarded = true)
    {
        var hints = _store.Write(change =>
        {
            act(change);
            if (guarded)
                PeriodGuard.Check(change, _books.Periods);
            return change.Drafts.Where(draft => draft is not Link)
                .Select(draft => new PushHint(draft.Type.ToLowerInvariant(), $"{draft.Id}", "edit")).ToList();
        });
        foreach (var hint in hints)
            _ = _push.Send(hint);
    }

    private static Transaction Document(Change change, long id) =>
        change.Transaction(id) ?? throw RestFault.NoSuchRecord();

    private static bool Names(Transaction document, long entity) =>
        document.Entity == entity || document.Lines.Exists(line => line.Entity == entity);
}
