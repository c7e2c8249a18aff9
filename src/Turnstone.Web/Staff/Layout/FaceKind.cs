namespace Turnstone.Web.Staff.Layout;

/// <summary>The faces of a list beside its rows.</summary>
public enum FaceKind
{
    /// <summary>Nothing is there, and that is well.</summary>
    Empty,

    /// <summary>It is being fetched.</summary>
    Loading,

    /// <summary>It could not be fetched.</summary>
    Failed,

    /// <summary>The person may not see it.</summary>
    Forbidden,

    /// <summary>It has changed since it was shown.</summary>
    Stale,
}
