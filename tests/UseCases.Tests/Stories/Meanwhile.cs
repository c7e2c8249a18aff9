using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Turnstone.Scenarios;

namespace Turnstone.UseCases.Tests.Stories;

/// <summary>
/// Stands between us and NetSuite, and lets something happen just before a record of a kind goes out.
/// </summary>
internal sealed class Meanwhile
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["payment"] = RecordTypes.CustomerPayment, ["journal"] = RecordTypes.JournalEntry,
        ["deposit"] = RecordTypes.Deposit, ["credit memo"] = RecordTypes.CreditMemo,
    };

    private readonly Dictionary<string, Func<Task>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Something happens once, before the next record of a kind goes out.</summary>
    public void Before(string record, Func<Task> act) => _waiting[Types.TryGetValue(record, out var type) ? type
        : throw new StoryException($"there is no record '{record}'")] = act;

    public INetSuite Around(INetSuite inner) => new Waiting(inner, this);

    private async Task Reach(string type)
    {
        if (_waiting.Remove(type, out var act))
            await act();
    }

    private sealed class Waiting(INetSuite inner, Meanwhile meanwhile) : INetSuite
    {
        public Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop) => inner.Query(query, stop);

        public Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) => inner.Get(record, stop);

        public async Task<WriteOutcome> Create(RecordBody body, CancellationToken stop)
        {
            await meanwhile.Reach(body.Type);
            return await inner.Create(body, stop);
        }

        public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
            inner.Patch(record, body, stop);

        public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
            inner.Transform(source, target, stop);

        public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => inner.Restlet(call, stop);

        public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => inner.GetServerTime(stop);
    }
}
