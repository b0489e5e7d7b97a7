using Hudna.Codebook;
using Microsoft.Data.Sqlite;

namespace Hudna.Ledger.Stores.Sqlite;

/// <summary>Says SQLite's result codes (https://www.sqlite.org/rescode.html) in words for the user: what, where, how to mend.</summary>
internal static class SqliteFaults
{
    public static UserFaultException Of(SqliteException e, string file)
    {
        var (what, mend) = e.SqliteErrorCode switch
        {
            5 or 6 => ("the ledger is locked: another program is writing to it", "Close the other program or wait for it, then try again"),
            8 => ("the ledger cannot be written: the file or its folder is write-protected", "Change its permissions, or copy it to a place of your own"),
            10 => ($"the disk failed while the ledger was read or written (SQLite code {e.SqliteExtendedErrorCode})",
                "Check the disk and its free space, then run 'hudna verify'; nothing acknowledged before is touched"),
            11 => ($"the ledger is damaged ({Clause(e)})", "Restore the last backup; 'hudna verify' says which entries can still be read"),
            13 => ("the disk is full, so nothing of this step was kept", "Free some space and try again; what was reported as read before is safe"),
            14 => ("the ledger cannot be opened", "Check that its folder is there and that you may read and write in it"),
            26 => ("this file is no ledger", "Name another file with --db, or move this one away"),
            _ => ($"the ledger refused the step ({Clause(e)})", "Run 'hudna verify' on it"),
        };
        return new UserFaultException(new Fault(what, file, null, mend), e);
    }

    // Microsoft.Data.Sqlite writes "SQLite Error 11: 'database disk image is malformed'."; the part in quotes is SQLite's own.
    private static string Clause(SqliteException e)
    {
        var from = e.Message.IndexOf('\'', StringComparison.Ordinal);
        var to = e.Message.LastIndexOf('\'');
        return from >= 0 && to > from ? e.Message[(from + 1)..to] : e.Message;
    }
}
