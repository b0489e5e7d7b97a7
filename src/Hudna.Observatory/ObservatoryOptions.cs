namespace Hudna.Observatory;

/// <summary>What an observatory is opened with.</summary>
public sealed record ObservatoryOptions
{
    /// <summary>The ledger: a SQLite file, or a PostgreSQL connection string.</summary>
    public string Database { get; init; } = "hudna.db";

    /// <summary>The theatre: a folder's name under <c>data/theatres</c>, or the path of such a folder.</summary>
    public string Theatre { get; init; } = "idlib";

    /// <summary>The model: <c>base</c> or <c>small</c>.</summary>
    public string Model { get; init; } = "base";

    /// <summary>The arithmetic of the model: <c>float32</c>, or <c>int8</c>, which is faster.</summary>
    public string Arithmetic { get; init; } = "float32";

    /// <summary>For archives: sentences in which a quick look finds nothing to code are passed over by the model.</summary>
    public bool Gate { get; init; }

    /// <summary>The folder of data; null to find it beside the program or above it.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How many threads may code; 0 for one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Whether a ledger that is not there yet is made; otherwise it is a fault of the user's.</summary>
    public bool MakeLedger { get; init; }

    /// <summary>Names that are blacked out of all that is shown and handed out (<see cref="Ledger.Reviewing.BlackedWords"/>); the record keeps them.</summary>
    public IReadOnlyList<string> BlackOut { get; init; } = [];

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
