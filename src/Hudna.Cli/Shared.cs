using System.CommandLine;
using Hudna.Codebook;
using Hudna.Observatory;

namespace Hudna.Cli;

/// <summary>Options that all commands share, and what they mean together.</summary>
internal static class Shared
{
    public static Option<string> Db() => new("--db")
    {
        Description = "The ledger: a SQLite file, or a PostgreSQL connection string.",
        DefaultValueFactory = _ => "hudna.db",
        HelpName = "FILE",
    };

    public static Option<string> Theatre() => new("--theatre")
    {
        Description = "The theatre: a folder's name under data/theatres, or a folder.",
        DefaultValueFactory = _ => "idlib",
        HelpName = "NAME",
    };

    public static Option<string> Model()
    {
        var option = new Option<string>("--model")
        {
            Description = "The language model: base reads better, small reads twice as fast.",
            DefaultValueFactory = _ => "base",
        };
        option.AcceptOnlyFromAmong("base", "small");
        return option;
    }

    public static Option<string> Arithmetic()
    {
        var option = new Option<string>("--arithmetic")
        {
            Description = "The model's arithmetic: float32, or int8, up to three times as fast and as good within a few tenths of a point.",
            DefaultValueFactory = _ => "float32",
        };
        option.AcceptOnlyFromAmong("float32", "int8");
        return option;
    }

    public static Option<bool> Gate() => new("--gate") { Description = "For archives: the model passes over sentences in which a quick look finds nothing to code." };

    public static Option<string?> Data() => new("--data")
    {
        Description = "The folder 'data' that came with the program; found by itself where it lies beside or above it.",
        HelpName = "FOLDER",
    };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of tables." };

    public static Option<int> Port()
    {
        var option = new Option<int>("--port")
        {
            Description = "The port on this machine that the pages are served at.",
            DefaultValueFactory = _ => 5080,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 65535) result.AddError("--port: choose a port from 1 to 65535.");
        });
        return option;
    }

    public static Option<string?> AsOf() => new("--as-of") { Description = "What was known by this day, as 2021-12-31.", HelpName = "DATE" };

    /// <summary>A day that the user wrote; null where nothing was written.</summary>
    public static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day
        : throw new UserFaultException(new Fault($"'{text}' is no day", option, Mend: "Write it as 2021-12-31"));

    public static Option<string?> Out() => new("--out") { Description = "Write to a file instead of standard output.", HelpName = "FILE" };
}

/// <summary>The options that name an observatory, as one group.</summary>
internal sealed class ObservatoryChoice
{
    private readonly Option<string> _db = Shared.Db();
    private readonly Option<string> _theatre = Shared.Theatre();
    private readonly Option<string> _model = Shared.Model();
    private readonly Option<string> _arithmetic = Shared.Arithmetic();
    private readonly Option<bool> _gate = Shared.Gate();
    private readonly Option<string?> _data = Shared.Data();
    private readonly Option<string?> _blackOut = new("--black-out")
    {
        Description = "A file of names, one a line, that are blacked out of what is shown and written; the record keeps them.", HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_db);
        command.Options.Add(_theatre);
        command.Options.Add(_model);
        command.Options.Add(_arithmetic);
        command.Options.Add(_gate);
        command.Options.Add(_data);
    }

    /// <summary>Adds the option that names are blacked out by, to commands that show or hand out words.</summary>
    public void AddBlackOut(Command command) => command.Options.Add(_blackOut);

    /// <summary>What the user chose.</summary>
    public ObservatoryOptions Of(ParseResult result) => new()
    {
        Database = result.GetValue(_db)!,
        Theatre = result.GetValue(_theatre)!,
        Model = result.GetValue(_model)!,
        Arithmetic = result.GetValue(_arithmetic)!,
        Gate = result.GetValue(_gate),
        DataFolder = result.GetValue(_data),
        BlackOut = result.GetResult(_blackOut) is { Implicit: false } ? Names(result.GetValue(_blackOut)!) : [],
    };

    private static string[] Names(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserFaultException(new Fault($"the names to black out could not be read ({e.Message.TrimEnd('.')})", file, Mend: "Name a file with one name a line"), e);
        }
    }
}
