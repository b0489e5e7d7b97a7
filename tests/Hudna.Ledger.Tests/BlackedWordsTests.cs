using Hudna.Codebook;
using Hudna.Ledger.Reviewing;

namespace Hudna.Ledger.Tests;

/// <summary>Names blacked out of a kept sentence: what is found, what is left, and that every field with words is covered.</summary>
public sealed class BlackedWordsTests
{
    /// <summary>Names by commas, a text, and what is left of it.</summary>
    [Theory]
    [InlineData("Sami Qadri", "The farmer Sami Qadri was hurt.", "The farmer ██████████ was hurt.")]
    [InlineData("Sami Qadri", "SAMI\nQADRI's house; Samir Qadri stayed.", "██████████'s house; Samir Qadri stayed.")]
    [InlineData("Sami,Sami Qadri", "Sami Qadri and Sami.", "██████████ and ████.")]
    [InlineData("سامي القادري", "قال سامي القادري إن القصف", "قال ████████████ إن القصف")]
    [InlineData("أحمد", "وأحمد لأحمد واحمد أَحْمَد محمد", "█████ █████ █████ ███████ محمد")]
    [InlineData("أحمد", "🔴أحمد🔴", "🔴████🔴")]
    [InlineData("# Sami, ", "Sami stayed.", "Sami stayed.")]
    [InlineData("Sami", "", "")]
    [InlineData("Sami", "\ud83c Sami \udf0d", "\ud83c ████ \udf0d")]
    public void Whole_names_go_and_the_rest_stays(string names, string text, string expected)
    {
        var left = new BlackedWords(names.Split(',')).Apply(text);
        Assert.Equal(expected, left);
        Assert.Equal(text.Length, left.Length);
    }

    /// <summary>The name stands in every field of words that claims, incidents, reports and decisions have; it must be left in none of their lines.</summary>
    [Fact]
    public void No_field_keeps_the_name()
    {
        const string name = "Qadri";
        var report = Make.Report("Qadri said that Qadri fell.", publisher: "Qadri News") with { Title = "On Qadri", Byline = "Qadri", Remarks = ["Qadri"] };
        var claim = Make.Strike(report) with
        {
            Actors = [new(name, null)], Targets = [new(name, null)], Places = [new(name, null, name, null, null, PlacePrecision.Exact)],
            Time = new("on Qadri day", Edtf.TryRead("2021-09-01"), TimeBasis.Stated), Topic = name, Proposition = name, ProbabilityWords = name,
            Horizon = new(name, null, true), Tally = new(CountRange.Exactly("killed", 1), null, null, name), Attribution = [new(name, name, null, name)],
        };
        var incident = Merger.Merge([claim], [], _ => null)[0] with { Disputes = [new("actor", [claim.Id], name)], Reasons = [new(claim.Id, null, 1, name)] };
        var decision = new Decide(name, DateTimeOffset.UnixEpoch).Accept(claim.Id, name);
        var black = new BlackedWords([name]);
        Assert.DoesNotContain(name, Line(Codebook.Json.ClaimJson.Write(black.Apply(claim))));
        Assert.DoesNotContain(name, Line(Codebook.Json.IncidentJson.Write(black.Apply(incident))));
        Assert.DoesNotContain(name, Line(Codebook.Json.DecisionJson.Write(black.Apply(decision))));
        var shown = black.Apply(report);
        string?[] words = [shown.Text, shown.Title, shown.Byline, shown.Publisher, shown.Source, .. shown.Remarks];
        Assert.DoesNotContain(name, string.Join('|', words));
        Assert.True(shown.Original.IsEmpty);
        Assert.True(black.Apply(claim).Quote.HoldsIn(shown.Text));
        Assert.Contains("██", shown.Text);
    }

    private static string Line(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);
}
