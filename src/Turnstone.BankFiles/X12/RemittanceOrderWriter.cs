using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.X12;

/// <summary>Remittances as one interchange with one group and a set for each.</summary>
internal sealed class RemittanceOrderWriter(Envelope envelope) : ItemWriter(envelope)
{
    private int _sets;

    protected override void Begin(StatementHead head) => throw NoPlace("a statement of account", head.Account);

    protected override void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices) =>
        throw NoPlace("an entry with reference", entry.Reference);

    protected override void EndStatement(StatementEnd end)
    {
    }

    protected override void Advice(Remittance advice)
    {
        Open();
        _sets++;
        foreach (var segment in RemittanceSegments.Of(advice, _sets.ToString("D4", CultureInfo.InvariantCulture)))
            Line(segment + "~");
    }

    protected override void EndFile()
    {
        Open();
        Line(string.Create(CultureInfo.InvariantCulture, $"GE*{_sets}*{Envelope.Number}~"));
        Line(string.Create(CultureInfo.InvariantCulture, $"IEA*1*{Envelope.Number:D9}~"));
    }

    private void Open()
    {
        if (_opened)
            return;
        _opened = true;
        Line(string.Create(CultureInfo.InvariantCulture, $"ISA*00*{"",10}*00*{"",10}*ZZ*{Envelope.Sender,-15}*ZZ*"
            + $"{Envelope.Receiver,-15}*{Envelope.Created:yyMMdd}*0600*U*00401*{Envelope.Number:D9}*0*P*>~"));
        Line(string.Create(CultureInfo.InvariantCulture, $"GS*RA*{Envelope.Sender}*{Envelope.Receiver}*"
            + $"{Envelope.Created:yyyyMMdd}*0600*{Envelope.Number}*X*004010~"));
    }

    private bool _opened;
}
