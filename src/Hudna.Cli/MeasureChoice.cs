using System.CommandLine;
using System.Globalization;
using Hudna.Codebook;
using Hudna.Observatory.Measures;
using Hudna.Statistics;

namespace Hudna.Cli;

/// <summary>The options that say what is measured, as one group.</summary>
internal sealed class MeasureChoice
{
    private readonly Option<string?> _table = new("--table") { Description = "A table of events (UCDP, ACLED, Airwars, any with a column of dates); without it the observatory's own incidents.", HelpName = "FILE" };
    private readonly Option<string?> _dateColumn = new("--date-column") { Description = "The heading of the table's dates, where it is not found.", HelpName = "NAME" };
    private readonly Option<string?> _dateOrder = new("--date-order") { Description = "dmy or mdy, where the dates do not say." };
    private readonly Option<string?> _effort = new("--effort") { Description = "Reports read by day and source, as a table; for the observatory's own incidents it is known.", HelpName = "FILE" };
    private readonly Option<int> _effortDays = new("--effort-days") { Description = "Over how many days, from a day on, reports count as effort for it.", DefaultValueFactory = _ => 3 };
    private readonly Option<string?> _from = new("--from") { Description = "The first day.", HelpName = "DATE" };
    private readonly Option<string?> _to = new("--to") { Description = "The last day.", HelpName = "DATE" };
    private readonly Option<string[]> _gap = new("--gap") { Description = "Days on which nobody looked, as 2020-01-01/2020-02-15.", HelpName = "DATES", AllowMultipleArgumentsPerToken = true };
    private readonly ObservatoryChoice _choice = new();

    public MeasureChoice() => _dateOrder.AcceptOnlyFromAmong("dmy", "mdy");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _table, _dateColumn, _dateOrder, _effort, _effortDays, _from, _to, _gap }) command.Options.Add(option);
        _choice.AddTo(command);
    }

    /// <summary>Opens the observatory; its ledger is made where only a table is measured.</summary>
    public Observatory.Observatory Open(ParseResult result) =>
        Observatory.Observatory.Open(_choice.Of(result) with { MakeLedger = result.GetValue(_table) is not null });

    /// <summary>What is measured.</summary>
    public MeasureInput Input(ParseResult result, Observatory.Observatory observatory)
    {
        var settings = new SeriesSettings { From = Day(result, _from), To = Day(result, _to), EffortDays = result.GetValue(_effortDays), Gaps = [.. (result.GetValue(_gap) ?? []).Select(Gap)] };
        var effort = result.GetValue(_effort) is { } file ? EffortReader.Read(file) : null;
        return result.GetValue(_table) is { } table
            ? new MeasureInput(EventTableReader.Read(table, result.GetValue(_dateColumn), result.GetValue(_dateOrder)), effort, settings)
            : new MeasureInput(OwnEvents.Table(observatory), effort ?? OwnEvents.Effort(observatory), settings);
    }

    private static DateOnly? Day(ParseResult result, Option<string?> option) => result.GetValue(option) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UserFaultException(new Fault($"'{text}' is no day", option.Name, Mend: "Write it as 2020-03-05"));

    private static (DateOnly, DateOnly) Gap(string text) => Edtf.TryRead(text) is { Start: { } start, End: { } end } ? (start, end)
        : throw new UserFaultException(new Fault($"'{text}' is no stretch of days", "--gap", Mend: "Write it as 2020-01-01/2020-02-15"));
}
