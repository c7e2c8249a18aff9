using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>Why a plain file of customers, items, history, advices or policy was not taken.</summary>
public static class Refusals
{
    /// <summary>The file does not exist or may not be opened.</summary>
    public static Refusal NoFile(string file) =>
        new("plain.no_file", $"{file} cannot be opened: check the path and that you may read it.",
            RefusalKind.NotFound);

    /// <summary>A column that is needed is not in the header.</summary>
    public static Refusal NoColumn(string file, string column) =>
        new("plain.no_column", $"{file}, line 1: the column '{column}' is missing; add it to the header.");

    /// <summary>A cell cannot be read as what its column holds.</summary>
    public static Refusal Cell(string file, long line, string column, string value, string wanted) => new("plain.cell",
        string.Create(
        CultureInfo.InvariantCulture,
            $"{file}, line {line}, column '{column}': '{Short(value)}' is not {wanted}; correct the cell."));

    /// <summary>The file is no table or object of the kind asked for.</summary>
    public static Refusal Form(string file, long line, string what) => new("plain.form", string.Create(
        CultureInfo.InvariantCulture, $"{file}, line {line}: {what}; export the file again."));

    private static string Short(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
