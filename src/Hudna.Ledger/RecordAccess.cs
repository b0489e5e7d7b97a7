namespace Hudna.Ledger;

/// <summary>How a record is opened.</summary>
public enum RecordAccess
{
    /// <summary>To read and append; a record that is not there yet is made.</summary>
    Create,

    /// <summary>To read and append; one that is not there is a fault.</summary>
    Existing,

    /// <summary>To read only, also from a write-protected place; one that is not there, or of an older schema, is a fault.</summary>
    Read,
}
