using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;

namespace Turnstone.Scenarios;

/// <summary>What people and jobs do in a story.</summary>
internal sealed class Acts(World world)
{
    private const string Connection = "story";

    public bool Does(Words words)
    {
        switch (words.Peek)
        {
            case "match":
                words.Take("match");
                Match();
                break;
            case "auto":
                words.Take("auto");
                foreach (var receipt in world.Receipts.Where(receipt => receipt is
                    { Shares.Count: 0, Proposal.Verdict: Verdict.Auto }))
                    Decide(receipt, receipt.Proposal?.Shares ?? [], "policy");
                break;
            case "accept":
                words.Take("accept");
                var accepted = world.Receipt(words.Next("receipt"));
                Decide(accepted, accepted.Proposal?.Shares ?? [], By(words));
                break;
            case "decide":
                words.Take("decide");
                Choose(words);
                break;
            case "approve":
                words.Take("approve");
                Approve(world.Receipt(words.Next("receipt")), By(words));
                break;
            case "withdraw" or "undo":
                words.Next("act");
                Undo(words);
                break;
            case "post":
                words.Take("post");
                Post();
                break;
            case "return":
                words.Take("return");
                Return(words);
                break;
            case "found":
                words.Take("found");
                Found(words);
                break;
            case "meanwhile":
                words.Take("meanwhile");
                Meanwhile(words);
                break;
            default:
                return false;
        }

        words.End();
        return true;
    }

    private static string By(Words words) => words.Take("by") ? words.Next("person") : "Ines";

    private void Match()
    {
        var open = world.Receipts.Where(receipt => receipt.Shares.Count == 0).ToArray();
        var claims = world.Receipts.SelectMany(receipt => receipt.Shares)
            .Where(share => share.State is PostingState.Waiting or PostingState.Approved)
            .SelectMany(share => share.Share.Applications).ToLookup(claim => claim.Document, claim => claim.Settled);
        var items = world.Documents.Values.Select(document => document.Item with
        {
            Open = claims[document.Item.Id].Aggregate(document.Item.Open, (left, claim) => left - claim),
        });
        var decisions = MatchingEngine.Match(new()
        {
            Customers = world.Customers, OpenItems = [.. items.Where(item => !item.Open.IsZero)],
            History = world.History, Policy = world.Matching, Receipts = [.. open.Select(receipt => receipt.Receipt)],
        });
        foreach (var (receipt, decision) in open.Zip(decisions))
            receipt.Proposal = decision;
    }

    private void Decide(StoryReceipt receipt, IReadOnlyList<Share> shares, string by)
    {
        receipt.Refusal = null;
        var generation = receipt.Shares.Count > 0 ? receipt.Shares[0].Generation : 0;
        receipt.Shares.Clear();
        receipt.Shares.AddRange(shares.Select(share => new DecidedShare(share,
            receipt.Receipt.Date < world.Account.StartDate ? PostingState.BeforeStart
                : Handover.OnAccept(share, world.Posting), new($"decision of {receipt.Name}", by, null), generation)));
        receipt.Seen = [.. shares.SelectMany(share => share.Applications).Select(application =>
            world.Documents[application.Document]).DistinctBy(document => document.Item.Id)];
        world.OurOwn.Clear();
    }

    /// <summary><c>decide R1 by Ines: ALD INV-1 900.00 write-off 5.00; ALD on account 10.00</c></summary>
    private void Choose(Words words)
    {
        var receipt = world.Receipt(words.Next("receipt"));
        var by = By(words);
        var shares = new Dictionary<string, Share>(StringComparer.Ordinal);
        foreach (var part in words.Parts())
        {
            var customer = part.Next("customer");
            var share = shares.GetValueOrDefault(customer, new(new(customer), world.Account.Company, Chart.Receivables,
                [], world.Nothing));
            if (part.Takes("on", "account"))
                shares[customer] = share with { OnAccount = part.Amount(world.Account.Currency, "amount") };
            else
            {
                var application = ApplicationOf(part);
                shares[customer] = share with
                {
                    Applications = [.. share.Applications, application],
                    Company = world.Documents[application.Document].Item.Company,
                };
            }

            part.End();
        }

        Decide(receipt, [.. shares.Values], by);
    }

    private Application ApplicationOf(Words part)
    {
        var number = part.Next("document");
        var cash = part.Amount(world.Account.Currency, "amount");
        var differences = new List<Difference>();
        while (part.Any)
            differences.Add(new(Cause(part.Next("cause")), part.Amount(world.Account.Currency, "difference")));
        return new(new(number), 0, number, cash, differences);
    }

    private static DifferenceCause Cause(string word) => Enum.GetValues<DifferenceCause>()
        .FirstOrDefault(cause => Said.Cause(cause) == word, (DifferenceCause)(-1)) is var found && (int)found >= 0
        ? found : throw new StoryException($"there is no cause {word}");

    private static void Approve(StoryReceipt receipt, string by)
    {
        receipt.Refusal = null;
        for (var at = 0; at < receipt.Shares.Count; at++)
        {
            var share = receipt.Shares[at];
            if (share.State != PostingState.Waiting && receipt.Shares.Exists(other =>
                other.State == PostingState.Waiting))
                continue;
            if (Handover.Approve(share.State, share.Approval.DecidedBy, by).Is(out var state, out var refusal))
                receipt.Shares[at] = share with { State = state, Approval = share.Approval with { ApprovedBy = by } };
            else
                receipt.Refusal = refusal;
        }
    }

    private void Post()
    {
        world.Latest.Clear();
        foreach (var line in world.Lines.Where(line => line.Amount.IsPositive).ToArray())
        {
            foreach (var receipt in world.Receipts.Where(receipt => receipt.Line == line.Name))
                Check(receipt);
            var plan = PostingPlan.Of(world.Decided(line), Connection, world.Posting, world.Snapshot());
            foreach (var write in plan.Writes.Where(write => !world.Standing.ContainsKey(write.ExternalId)))
                world.Apply(write);
            foreach (var receipt in world.Receipts.Where(receipt => receipt.Line == line.Name))
                Settle(receipt, plan);
        }
    }

    private static void Settle(StoryReceipt receipt, PostingPlan plan)
    {
        for (var at = 0; at < receipt.Shares.Count; at++)
        {
            var share = receipt.Shares[at];
            var refused = plan.Refused.FirstOrDefault(refusal => refusal.Receipt == receipt.Identity
                && (refusal.Share.Length == 0 || refusal.Share == share.Identity));
            if (share.State != PostingState.Approved)
                continue;
            var sent = plan.Writes.OfType<PaymentWrite>().FirstOrDefault(write => write.Receipt == receipt.Identity
                && write.Shares.Contains(share.Identity));
            if (sent is not null)
                receipt.Payments.Add(sent.ExternalId);
            receipt.Refusal = refused?.Refusal ?? receipt.Refusal;
            receipt.Shares[at] = share with
            {
                State = sent is not null ? PostingState.Posted : refused is null ? share.State : PostingState.Refused,
            };
        }
    }

    /// <summary>What is looked at before the first write: the same documents, and no payment there already.</summary>
    private void Check(StoryReceipt receipt)
    {
        if (!receipt.Shares.Exists(share => share.State == PostingState.Approved))
            return;
        var own = world.OurOwn.ToDictionary(entry => (entry.Key, 0), entry => entry.Value);
        var changes = Staleness.Of(receipt.Seen, world.Snapshot(), own);
        if (changes.Count > 0)
        {
            receipt.Refusal = PostingRefusals.Stale(changes);
            receipt.Set(PostingState.Undecided);
            return;
        }

        foreach (var share in receipt.Shares)
        {
            var found = FoundInLedger.Candidates(share.Share, receipt.Receipt.Date, receipt.Check, world.Records,
                world.Taken);
            if (found.Count == 0)
                continue;
            receipt.Refusal = PostingRefusals.FoundAlready(found[0].Why);
            receipt.Set(PostingState.Refused);
            return;
        }
    }

    private void Undo(Words words)
    {
        var receipt = world.Receipt(words.Next("receipt"));
        By(words);
        AppliedTo[] wanted = words.Take("to") ? [.. words.Parts().Select(ApplicationOf).Select(line =>
            new AppliedTo(line.Document, line.Line, line.Number, line.Cash))] : [];
        world.Latest.Clear();
        var posted = PaymentOf(receipt);
        var state = receipt.Shares.Count == 0 ? PostingState.Undecided : receipt.Shares[0].State;
        var way = Domain.CashApplication.Posting.Undo.Of(state, posted, wanted, world.Snapshot());
        if (!way.Is(out var undo, out var refusal))
            receipt.Refusal = refusal;
        else if (undo is Undo.Move move)
            world.Apply(move.Write);
        else
        {
            receipt.Refusal = null;
            receipt.Shares.Clear();
        }
    }

    private PaymentWrite? PaymentOf(StoryReceipt receipt) => receipt.Payments.Count == 0 ? null
        : world.Standing[receipt.Payments.First()] as PaymentWrite;

    /// <summary><c>return X1 9900.00 of L1/3 fee 12.00</c></summary>
    private void Return(Words words)
    {
        world.Latest.Clear();
        var name = words.Next("return");
        var amount = words.Amount(world.Account.Currency, "amount");
        words.Take("of");
        var receipt = world.Receipt(words.Next("receipt"));
        if (!ReturnSettlement.WayOf(amount, receipt.Receipt.Amount, [.. receipt.Shares.Select(share => share.State)])
            .Is(out var way, out var no))
        {
            receipt.Refusal = no;
            return;
        }

        if (way == ReturnWay.Pair)
        {
            world.Lines.Add(new(name, world.Today, -amount, []) { IsPaired = true });
            receipt.Shares.Clear();
            (receipt.IsReturned, receipt.IsPaired) = (true, true);
            return;
        }

        var payment = PaymentOf(receipt) ?? throw new StoryException($"{receipt.Name} has no payment");
        var taken = new LinkedReturn(name, world.Account, world.Today, amount, payment);
        if (!ReturnPlan.Of(taken, Connection, world.Posting, world.Snapshot()).Is(out var writes, out var refusal))
        {
            receipt.Refusal = refusal;
            return;
        }

        world.Lines.Add(new(name, world.Today, -amount, []));
        foreach (var write in writes)
            world.Apply(write);
        receipt.IsReturned = true;
    }

    private void Found(Words words)
    {
        var receipt = world.Receipt(words.Next("receipt"));
        words.Take("as");
        var record = words.Next("record");
        By(words);
        if (!world.Taken.Add(record))
            throw new StoryException($"{record} was taken for another receipt");
        receipt.Refusal = null;
        receipt.Set(PostingState.Found);
    }

    private void Meanwhile(Words words)
    {
        var number = words.Next("document");
        var document = world.Document(number);
        if (words.Takes("is", "paid", "in", "NetSuite"))
            world.MoveOutside(number, -words.Amount(world.Account.Currency, "amount"));
        else if (words.Takes("is", "on", "hold"))
            world.Documents[document.Item.Id] = document with { OnHold = true };
        else if (words.Takes("belongs", "to"))
            world.Documents[document.Item.Id] = document with
            {
                Item = document.Item with { Customer = new(words.Next("customer")) },
            };
        else
            throw new StoryException($"'{words.Rest()}' is not understood");
    }
}
