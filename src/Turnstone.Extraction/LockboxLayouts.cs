using Turnstone.BankFiles;
using YamlDotNet.RepresentationModel;

namespace Turnstone.Extraction;

/// <summary>Where the fields of a lockbox stand, from YAML: only what differs from the common form is named.</summary>
internal static class LockboxLayouts
{
    private static readonly Dictionary<string, Func<LockboxLayout, Range, LockboxLayout>> Fields =
        new(StringComparer.Ordinal)
    {
        ["batch"] = (layout, place) => layout with { Batch = place },
        ["item"] = (layout, place) => layout with { Item = place },
        ["lockbox"] = (layout, place) => layout with { Lockbox = place },
        ["deposit_date"] = (layout, place) => layout with { DepositDate = place },
        ["amount"] = (layout, place) => layout with { Amount = place },
        ["routing"] = (layout, place) => layout with { Routing = place },
        ["account"] = (layout, place) => layout with { Account = place },
        ["check"] = (layout, place) => layout with { Check = place },
        ["check_date"] = (layout, place) => layout with { CheckDate = place },
        ["remitter"] = (layout, place) => layout with { Remitter = place },
        ["invoice"] = (layout, place) => layout with { Invoice = place },
        ["invoice_amount"] = (layout, place) => layout with { InvoiceAmount = place },
        ["deduction"] = (layout, place) => layout with { Deduction = place },
        ["reason"] = (layout, place) => layout with { Reason = place },
        ["batch_count"] = (layout, place) => layout with { BatchCount = place },
        ["batch_amount"] = (layout, place) => layout with { BatchAmount = place },
        ["lockbox_count"] = (layout, place) => layout with { LockboxCount = place },
        ["lockbox_amount"] = (layout, place) => layout with { LockboxAmount = place },
        ["records"] = (layout, place) => layout with { Records = place },
    };

    public static LockboxLayout Read(YamlNode node, LockboxLayout layout)
    {
        if (node is not YamlMappingNode fields)
            throw new FormatException("lockbox is a list of fields with their places");
        foreach (var (key, value) in fields.Children)
        {
            var name = MappingFile.Scalar(key);
            if (!Fields.TryGetValue(name, out var put))
                throw new FormatException($"\"{name}\" is no field of a lockbox; known are "
                    + string.Join(", ", Fields.Keys));
            layout = put(layout, Places.Read(MappingFile.Scalar(value)));
        }

        return layout;
    }
}
