using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnstone.NetSuite.Scripts;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.Scenarios;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;
using Turnstone.UseCases.Tests.Posting;

namespace Turnstone.UseCases.Tests.Stories;

/// <summary>
/// Plays a story through the door, with NetSuite's stand-in beside it: plain lines that an accountant can read. A line
/// sets something up or lets something happen; one that begins with <c>=></c> says what must be so then. A line that
/// begins with <c>while the payment is sent:</c> waits until just before that record goes out.
/// </summary>
internal sealed class NetSuiteStory : IAsyncDisposable
{
    private readonly PostingDesk _desk;
    private readonly PeopleInNetSuite _people;
    private readonly Meanwhile _meanwhile;
    private readonly List<string> _bankLines = [];
    private LedgerRun? _pulled;
    private string _posted = "";
    private int _expectations;
    private int _files;

    private NetSuiteStory(PostingDesk desk, Meanwhile meanwhile) =>
        (_desk, _meanwhile, _people) = (desk, meanwhile, new(desk));

    /// <summary>Plays the lines; the first that is not so ends it with its number.</summary>
    public static async Task Play(string name, IReadOnlyList<string> lines)
    {
        var meanwhile = new Meanwhile();
        await using var story = new NetSuiteStory(
            await PostingDesk.Open(Engine.Sqlite, between: meanwhile.Around), meanwhile);
        for (var at = 0; at < lines.Count; at++)
        {
            try
            {
                await story.Line(lines[at].Split(" #")[0].Trim());
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                throw new StoryException($"{name}, line {at + 1}: {lines[at].Trim()}\n    {fault.Message}");
            }
        }

        if (story._expectations == 0)
            throw new StoryException($"{name} expects nothing");
    }

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private async Task Line(string text)
    {
        if (text.Length == 0 || text[0] == '#')
            return;
        const string wait = "while the ";
        if (text.StartsWith(wait, StringComparison.Ordinal) && text.Split(" is sent: ") is [var first, var then])
        {
            _meanwhile.Before(first[wait.Length..], () => Line(then));
            return;
        }

        var words = new Words(text.Replace(":", "", StringComparison.Ordinal));
        if (!words.Take("receipt"))
            await BankFile();
        else
        {
            Receipt(words);
            return;
        }

        if (words.Take("=>"))
        {
            _expectations++;
            await Expect(words);
        }
        else if (!await SetUp(words) && !await Act(words) && !await _people.Do(words))
            throw new StoryException("the words are not known");
        words.End();
    }

    /// <summary><c>receipt R1 1200.00 "ALDGATE INV-1001"</c>; those that stand together come in one file.</summary>
    private void Receipt(Words words)
    {
        var (name, amount) = (words.Next("receipt"), words.Amount(Turnstone.Domain.Kernel.Currency.Usd, "amount"));
        _bankLines.Add(string.Create(CultureInfo.InvariantCulture, $"165,{amount.Minor},{name},,{words.Next("text")}"));
        words.End();
    }

    private async Task BankFile()
    {
        if (_bankLines.Count == 0)
            return;
        string[] lines = [.. _bankLines];
        _bankLines.Clear();
        await _desk.ImportOn(new DateOnly(2026, 3, 2).AddDays(_files++).ToString("yyyy-MM-dd",
            CultureInfo.InvariantCulture), 500_000, lines);
    }

    private async Task<bool> SetUp(Words words)
    {
        if (words.Take("customer"))
            await _desk.Customer(words.Next("customer"));
        else if (words.Take("invoice"))
            await _desk.Invoice(words.Next("number"), words.Next("customer"), words.Next("amount"));
        else if (words.Takes("credit", "memo"))
            await _desk.CreditMemo(words.Next("number"), words.Next("customer"), words.Next("amount"));
        else
            return false;
        return true;
    }

    private async Task<bool> Act(Words words)
    {
        if (words.Take("decide"))
            await Decide(words);
        else if (words.Take("post"))
            await Post(words.Takes("on", "another", "node") ? "node 2" : "node 1");
        else if (words.Take("sync"))
            Assert.Null((await _desk.Test.Run(new SyncNetSuite(), _desk.Test.Service)).Refusal);
        else if (words.Takes("netsuite", "tells", "of"))
            await Told(words.Next("document"));
        else if (words.Takes("try", "again"))
            await Retry(words.Next("receipt"));
        else if (words.Take("later"))
            Later(int.Parse(words.Next("minutes"), CultureInfo.InvariantCulture), words);
        else if (words.Takes("netsuite", "keeps", "the", "payment", "and", "its", "answer", "is", "lost"))
            _desk.Sandbox.Faults.Add(new(FaultKind.DropAfter) { Method = "POST", Path = "customerPayment" });
        else
            return false;
        return true;
    }

    /// <summary><c>decide R1 Aldgate: INV-1001 1200.00; CRM-2001 100.00; INV-1002 500.00 write-off 5.00</c></summary>
    private async Task Decide(Words words)
    {
        var (receipt, customer) = (words.Next("receipt"), words.Next("customer"));
        var documents = new List<ChosenDocument>();
        foreach (var part in words.Parts())
        {
            var (number, cash) = (part.Next("document"), part.Any ? part.Next("amount") : null);
            documents.Add(_desk.On(number, cash, part.Take("write-off") ? part.Next("amount") : null));
            part.End();
        }

        await _desk.Decide(receipt, customer, [.. documents]);
    }

    private async Task Post(string node)
    {
        var posted = await _desk.Test.Run(new PostApproved { Worker = node }, _desk.Test.Service);
        _posted = posted.Refusal is { } refusal ? $"posting stopped with {refusal.Code}"
            : "posting went through";
    }

    private void Later(int minutes, Words words)
    {
        words.Take("minutes");
        _desk.Test.Clock.Now = _desk.Test.Clock.Now.AddMinutes(minutes);
        _desk.NetSuiteClock.Now = _desk.NetSuiteClock.Now.AddMinutes(minutes);
    }

    /// <summary>A hint as the SuiteApp signs it, taken as the server takes it.</summary>
    private async Task Told(string document)
    {
        const string secret = "a secret of thirty-two characters";
        var id = _desk.Documents[document].ToString(CultureInfo.InvariantCulture);
        var body = $$"""{"type":"invoice","id":"{{id}}","event":"edit"}""";
        var at = _desk.Test.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{body}")));
        var hint = PushMessage.Read(new(at, signature, body), secret, _desk.Test.Clock.Now).Value;
        var pulled = await _desk.Test.Run(new PullHinted([hint, hint]), _desk.Test.Service);
        Assert.Null(pulled.Refusal);
        _pulled = pulled.Value;
    }

    private async Task Retry(string receipt)
    {
        var id = await _desk.Receipt(receipt);
        var posting = await _desk.Test.Rows<long>(
            "select max(id) from posting where receipt_id = @id and state in ('held', 'refused')", new { id });
        Assert.Null((await _desk.Test.Run(new RetryPosting(Assert.Single(posting)), _desk.Test.Clerk)).Refusal);
    }

    private async Task Expect(Words words)
    {
        if (words.Take("posting"))
            Same($"posting {words.Rest()}", _posted);
        else if (words.Takes("everything", "ties", "out"))
            await TiesOut();
        else if (words.Takes("the", "hint", "changed", "nothing"))
            Assert.Equal((0, 0, 0), (_pulled?.Documents, _pulled?.Applications, _pulled?.Drifts));
        else if (words.Takes("the", "hint", "explained", "all", "it", "changed"))
            Assert.Equal(0, _pulled?.Drifts);
        else if (words.Takes("no", "payments"))
            Same("", string.Join(' ', await Ours("CustPymt")));
        else if (words.Take("payments"))
            Same(words.Rest(), string.Join(' ', await Ours("CustPymt")));
        else if (words.Take("journals"))
            Same(words.Rest(), string.Join(' ', await Ours("Journal")));
        else if (words.Takes("failed", "logins", "at", "most"))
            Assert.InRange(_people.MostFailedLogins(), 0,
                int.Parse(words.Next("number"), CultureInfo.InvariantCulture));
        else
            await Thing(words);
    }

    private async Task Thing(Words words)
    {
        var thing = words.Next("receipt or document");
        if (words.Take("is"))
            Same(words.Rest(), await _desk.State(thing));
        else if (words.Take("because"))
            Same(words.Rest(), (await _desk.Why(thing)).Replace(":", "", StringComparison.Ordinal));
        else if (words.Take("open"))
            Same(words.Rest(), (await _desk.OpenAmount(thing)).ToString("0.00", CultureInfo.InvariantCulture));
        else
            throw new StoryException($"nothing is known to say about {thing}");
    }

    private async Task TiesOut()
    {
        Assert.Null((await _desk.Test.Run(new SyncNetSuite(), _desk.Test.Service)).Refusal);
        _ = (await _desk.Test.Run(new ComputeTieOuts(), _desk.Test.Service)).Value;
        Same("", string.Join("; ", await _desk.Test.Rows<string>(
            "select kind || ' of ' || subject || ' ' || differences from tie_out where state = 'failed'")));
    }

    /// <summary>Amounts of our records of a type that stand there, in the order they were made.</summary>
    private async Task<IEnumerable<string>> Ours(string type) => (await _desk.Ask($"""
        SELECT t.foreigntotal FROM transaction t WHERE t.type = '{type}' AND t.externalid LIKE 'ts-%' ORDER BY t.id
        """)).Select(amount => decimal.Parse(amount, NumberStyles.Float, CultureInfo.InvariantCulture)
            .ToString("0.00", CultureInfo.InvariantCulture));

    private static void Same(string expected, string actual)
    {
        if (!string.Equals(expected, actual, StringComparison.Ordinal))
            throw new StoryException($"expected: {expected}\n    actual:   {actual}");
    }
}
