using System.CommandLine;
using Hudna.Cli;

var root = new RootCommand("Hudna reads what is reported about a conflict and keeps the ledger of its ceasefire.")
{
    OpenCommand.Create(),
    ReadCommand.Create(),
    WorkCommand.Create(),
    ServeCommand.Create(),
    ImportCommand.Create(),
    CodeCommand.Create(),
    ParseCommand.Create(),
    ExportCommand.Create(),
    JudgeCommand.Create(),
    FindingCommand.Create(),
    ForecastsCommand.Create(),
    ExplainCommand.Create(),
    RebuildCommand.Create(),
    MeasureCommand.Create(),
    VerifyCommand.Create(),
    BackupCommand.Create(),
};
return Run.Guarded(() => root.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
