using System.Text;
using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Output;

public sealed class OutputTests
{
    [Fact]
    public void Json_follows_the_contract_of_convert()
    {
        var json = Json(Samples.All["bai2"], out var outcome);

        Assert.Equal(("bai2", "2", "statement"), (Text(json, "format"), Text(json, "version"), Text(json, "role")));
        var statement = json.GetProperty("statements")[0];
        Assert.Equal(("0004567890", "USD", "1000.00", "1550.00"),
            (Text(statement, "account"), Text(statement, "currency"), Text(statement, "opening"), Text(statement,
                "closing")));
        var entry = statement.GetProperty("transactions")[0];
        Assert.Equal(("2026-06-29", "500.00", "USD", "receipt", "142", "REF1"), (Text(entry, "date"), Text(entry,
            "amount"),
            Text(entry, "currency"), Text(entry, "kind"), Text(entry, "type_code"), Text(entry, "reference")));
        Assert.Equal("CUST1", Text(entry.GetProperty("references"), "customer"));
        Assert.Equal(("ACME LLC", "5965205749"), (Text(entry.GetProperty("payer"), "name"),
            Text(entry.GetProperty("payer"), "account")));
        Assert.Equal((4, 0), (entry.GetProperty("line").GetInt32(), entry.GetProperty("parts").GetArrayLength()));
        Assert.Equal("-30.00", Text(statement.GetProperty("transactions")[3], "amount"));
        Assert.False(outcome.Refused || outcome.InDoubt);
    }

    [Fact]
    public void Json_of_an_advice_has_its_lines()
    {
        var line = Json(Samples.All["advices"], out _).GetProperty("remittances")[0].GetProperty("lines")[0];

        Assert.Equal(("INV-1", "100.00", "2.00", "98.00"), (Text(line, "document"), Text(line, "gross"), Text(line,
            "discount"), Text(line, "net")));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("deduction").ValueKind);
    }

    [Fact]
    public void A_refused_file_is_valid_json_too()
    {
        var json = Json([0, 1, 2, 3], out var outcome);

        Assert.True(outcome.Refused);
        Assert.Equal("file.unknown", Text(json.GetProperty("problems")[0], "rule"));
        Assert.Equal(0, json.GetProperty("statements").GetArrayLength());
    }

    [Fact]
    public void Csv_disarms_formulas_and_quotes_what_needs_it()
    {
        const string File = "Date,Description,Amount,Currency\n2026-06-01,\"=cmd(), \"\"x\"\"\",-5.00,USD\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(File));
        using var writer = new StringWriter();

        CsvRows.Write(BankFile.Read(stream, ReadSettings.Default), writer, _ => { });

        Assert.Equal(",2026-06-01,,-5.00,USD,excluded,,,,,,,\"'=cmd(), \"\"x\"\"\",2,\r\n",
            writer.ToString().Split("\r\n", 2)[1]);
    }

    [Fact]
    public void The_doctor_says_what_a_file_is_and_proposes_the_quirks_that_cover_it()
    {
        var miscounted = Encoding.UTF8.GetString(Samples.All["bai2"]).Replace("316000,7/", "316000,9/",
            StringComparison.Ordinal)
            .Replace("98,316000", "98,316001", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(miscounted));

        var report = Doctor.Examine(BankFile.Read(stream, ReadSettings.Default));

        Assert.Equal(Quirks.Miscounts | Quirks.WrongTotals, report.Profile.Quirks);
        Assert.Equal([false, true], report.Profile.Proposed.Select(one => one.IsMoney));
        Assert.Equal(0, report.Profile.Uncovered);
        stream.Position = 0;
        var tolerant = Doctor.Examine(BankFile.Read(stream,
            ReadSettings.Default with { Quirks = report.Profile.Quirks }));
        Assert.All(tolerant.Problems, problem => Assert.Equal(Severity.Note, problem.Severity));
        Assert.Equal(report.Problems.Count, tolerant.Problems.Count);
        Assert.Equal((4L, (Int128)58000, (Int128)3000), (report.Statements[0].Entries, report.Statements[0].Credits,
            report.Statements[0].Debits));
        using var text = new StringWriter();
        Doctor.WriteText(report, "x.bai", text);
        Assert.Contains("error line 10 [bai2.group_total]", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("in 580.00, out 30.00", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("let the bank confirm it first", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_figure_a_sample_states_of_itself_is_shown_beside_what_was_counted()
    {
        string[] withFigures = ["bai2", "ach", "camt.053", "mt940", "lockbox", "coda", "bgmax", "ocr"];
        foreach (var name in withFigures.Where(Samples.All.ContainsKey))
        {
            using var stream = new MemoryStream(Samples.All[name]);
            var report = Doctor.Examine(BankFile.Read(stream, ReadSettings.Default with { Examines = true }));
            Assert.True(report.Totals.Count > 0, name);
            Assert.All(report.Totals, total => Assert.True(total.Agrees,
                $"{name}: {total.What} at line {total.Line} states {total.Stated}, counted {total.Counted}"));
        }

        using var wrong = new MemoryStream(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Samples.All["bai2"])
            .Replace("316000,7/", "316000,9/", StringComparison.Ordinal)));
        var off = Doctor.Examine(BankFile.Read(wrong, ReadSettings.Default with { Examines = true }));
        Assert.Equal(("9", "7"), off.Totals.Where(total => !total.Agrees)
            .Select(total => (total.Stated, total.Counted)).First());
    }

    [Theory]
    [InlineData("{1:F01COMPDEFFXXXX0000000000}{2:O9401200260601DEUTDEFFAXXX00000000002606011200N}{4:\n:20:A\n"
        + ":25:1\n:28C:1\n:60F:C260601EUR0,00\n:62F:C260601EUR0,00\n-}", "Deutsche Bank", "BIC DEUTDEFF")]
    [InlineData("01,121000248,ME,260601,0600,1,,,2/\n02,ME,121000248,1,260601,,USD,2/\n03,1,USD,,,,/\n49,0,2/\n"
        + "98,0,1,4/\n99,0,1,6/\n", "Wells Fargo", "sender 121000248")]
    [InlineData("01,SOMEBANK,ME,260601,0600,1,,,2/\n02,ME,1,1,260601,,USD,2/\n03,1,USD,,,,/\n49,0,2/\n"
        + "98,0,1,4/\n99,0,1,6/\n", null, "sender SOMEBANK")]
    [InlineData("Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        + "CREDIT,06/01/2026,ACME,10.00,ACH_CREDIT,110.00,\n", "JPMorgan Chase", "header of its export")]
    public void The_bank_is_guessed_from_what_the_file_says_of_its_sender(string file, string? name, string mark)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));

        var report = Doctor.Examine(BankFile.Read(stream, ReadSettings.Default with { Examines = true }));

        Assert.Equal(new BankGuess(name, mark), report.Bank);
    }

    [Theory]
    [InlineData("-----BEGIN PGP MESSAGE-----\nhQ", "OpenPGP")]
    [InlineData("\u00FF", "mapping")]
    [InlineData("{\"a\": 1}", "JSON")]
    public void A_file_that_nobody_knows_is_told_what_to_do_with_it(string file, string way)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));

        var problem = Assert.Single(BankFile.ReadWhole(stream, ReadSettings.Default).Problems);

        Assert.Contains(way, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("doctor", problem.Message, StringComparison.Ordinal);
    }

    private static JsonElement Json(byte[] file, out ReadOutcome outcome)
    {
        using var stream = new MemoryStream(file);
        using var output = new MemoryStream();
        outcome = JsonRows.Write(BankFile.Read(stream, ReadSettings.Default), output);
        return JsonDocument.Parse(output.ToArray()).RootElement.Clone();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
