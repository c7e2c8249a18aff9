using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Turnstone.Web.Staff.Layout;

/// <summary>
/// A word inside a chart. Written in C#: in a page the tag of that name belongs to the page's own language.
/// </summary>
public sealed class ChartText : ComponentBase
{
    /// <summary>From the left.</summary>
    [Parameter, EditorRequired] public long X { get; set; }

    /// <summary>From the top.</summary>
    [Parameter, EditorRequired] public long Y { get; set; }

    /// <summary>Which part of it stands at X: start, middle or end.</summary>
    [Parameter] public string Anchor { get; set; } = "middle";

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired] public string Says { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "text-anchor", Anchor);
        builder.AddContent(4, Says);
        builder.CloseElement();
    }
}
