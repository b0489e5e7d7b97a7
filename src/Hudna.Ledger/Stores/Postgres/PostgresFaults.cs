using Hudna.Codebook;
using Npgsql;

namespace Hudna.Ledger.Stores.Postgres;

/// <summary>Says PostgreSQL's error codes (its manual, appendix A) in words for the user: what, where, how to mend.</summary>
internal static class PostgresFaults
{
    public static UserFaultException Of(NpgsqlException e, string name)
    {
        var (what, mend) = (e as PostgresException)?.SqlState switch
        {
            "28P01" or "28000" => ("the database refused the name or password", "Check user and password in the connection string"),
            "3D000" => ("there is no such database", "Make it with createdb, or name another with --db"),
            "42501" => ("this user may not do that in the database", "Have the owner of the schema hudna grant it"),
            "53100" => ("the database's disk is full, so nothing of this step was kept", "Free some space there and try again; what was reported as read before is safe"),
            "53300" => ("the database takes no further connection", "Close other programs, or raise max_connections"),
            "55P03" or "40P01" => ("the ledger is locked: another program is writing to it", "Wait for it, then try again"),
            "57P01" or "57P02" or "57P03" => ("the database was stopped; nothing of this step was kept", "Start it and try again; what was reported as read before is safe"),
            "XX001" or "XX002" => ("the ledger is damaged", "Restore the last backup; 'hudna verify' says which entries can still be read"),
            null => ("the database cannot be reached, or the connection broke; nothing of this step was kept",
                "Check that it runs and that host and port are right, then try again; what was reported as read before is safe"),
            var state => ($"the database refused the step ({((PostgresException)e).MessageText}, {state})", "Run 'hudna verify' on it"),
        };
        return new UserFaultException(new Fault(what, name, null, mend), e);
    }
}
