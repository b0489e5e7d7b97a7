using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Server.Json;

/// <summary>Agreements, findings and the ledger that they make.</summary>
internal static class LedgerJson
{
    public static void WriteLedger(Utf8JsonWriter json, Snapshot snapshot, Agreement agreement)
    {
        json.WriteStartObject();
        json.WriteStartObject("agreement");
        WriteAgreement(json, agreement);
        json.WriteEndObject();
        var findings = snapshot.LedgerOf(agreement.Id).ToList();
        json.List("cells", findings.GroupBy(f => (f.TermId, f.ReadingId)).OrderBy(g => g.Key), cell =>
        {
            json.WriteString("term", cell.Key.TermId);
            json.WriteString("reading", cell.Key.ReadingId);
            WriteVerdicts(json, cell);
        });
        json.List("duties", snapshot.Duties.Where(d => d.AgreementId == agreement.Id), d =>
        {
            json.WriteString("term", d.TermId);
            json.Day("due", d.Due);
            json.Time("period", d.Period);
            json.WriteString("state", d.State.Text());
            json.Day("on", d.On);
            json.WriteNumber("times", d.Times);
            json.Texts("incidents", d.IncidentIds);
            json.WriteStartObject("because");
            WriteReason(json, d.Because);
            json.WriteEndObject();
        });
        json.List("sides", snapshot.Sides.Where(s => s.AgreementId == agreement.Id), s =>
        {
            json.WriteString("reading", s.ReadingId);
            json.WriteNumber("violations", s.Violations);
            json.WriteNumber("undecided", s.Undecided);
            json.List("notCounted", s.NotCounted, n =>
            {
                json.WriteString("why", n.Why);
                json.WriteNumber("incidents", n.Incidents);
            });
        });
        json.List("unjudged", Unjudged(snapshot, findings), u =>
        {
            json.WriteString("reading", u.ReadingId);
            json.WriteNumber("undecided", u.Undecided);
            json.WriteNumber("noPlace", u.NoPlace);
            json.WriteNumber("noActor", u.NoActor);
            json.WriteNumber("noTime", u.NoTime);
        });
        json.List("counts", snapshot.Counts.Where(c => c.AgreementId == agreement.Id), c => WriteCount(json, snapshot, c));
        json.List("steps", snapshot.Histories.Where(h => h.AgreementId == agreement.Id), h => WriteHistory(json, h));
        json.WriteEndObject();
    }

    /// <summary>What was done about a finding, by whom and why, and what has changed since it was issued.</summary>
    public static void WriteHistory(Utf8JsonWriter json, FindingLife life)
    {
        json.WriteString("finding", life.FindingId);
        json.WriteString("now", life.NowId);
        json.WriteString("incident", life.IncidentId);
        json.WriteString("term", life.TermId);
        json.WriteString("reading", life.ReadingId);
        json.WriteString("stage", life.Stage);
        json.WriteString("verdict", life.Verdict?.Text());
        json.WriteString("issued", life.Issued?.Text());
        json.WriteString("issuedByVersion", life.IssuedByVersion);
        json.WriteString("notice", life.Notice);
        json.List("steps", life.Steps, s =>
        {
            json.WriteString("id", s.Id);
            json.WriteString("step", s.Kind.Text());
            json.WriteString("reader", s.Reader);
            json.WriteString("at", s.At);
            json.WriteString("reason", s.Reason);
        });
    }

    // Incidents that a reading leaves undecided under every term that speaks of them, and what their reports do not tell.
    private static IEnumerable<(string ReadingId, int Undecided, int NoPlace, int NoActor, int NoTime)> Unjudged(Snapshot snapshot, List<Finding> findings)
    {
        foreach (var reading in findings.GroupBy(f => f.ReadingId))
        {
            var open = reading.GroupBy(f => f.IncidentId).Where(g => g.All(f => f.Verdict is Verdict.Undecided or Verdict.NotCovered) && g.Any(f => f.Verdict == Verdict.Undecided))
                .Select(g => snapshot.Incident(g.Key)).OfType<Incident>().ToList();
            yield return (reading.Key, open.Count, open.Count(i => !i.Places.Any(p => p.Id is not null)), open.Count(i => !i.Actors.Any(a => a.Id is not null)), open.Count(i => i.Time is null));
        }
    }

    private static void WriteCount(Utf8JsonWriter json, Snapshot snapshot, CountBeside c)
    {
        json.WriteString("claim", c.ClaimId);
        json.WriteString("report", snapshot.Claim(c.ClaimId)?.Report.Id);
        json.WriteString("observer", c.Observer);
        json.WriteString("observerId", c.ObserverId);
        json.WriteString("unit", c.Unit);
        json.WriteStartObject("theirs");
        json.Count(c.Theirs);
        json.WriteEndObject();
        json.Time("period", c.Period);
        json.WriteString("area", c.Area);
        json.Texts("areas", c.AreaIds);
        json.Texts("parties", c.Parties);
        json.WriteString("reading", c.ReadingId);
        json.List("ours", c.Ours, o =>
        {
            json.WriteString("unit", o.Unit);
            json.WriteNumber("min", o.Min);
            json.Number("max", o.Max);
        });
        json.WriteNumber("daysTold", c.DaysTold);
        json.Number("daysInPeriod", c.DaysInPeriod);
        json.WriteBoolean("canAgree", c.CanAgree);
        json.Texts("wouldHaveToBeTrue", c.WouldHaveToBeTrue);
    }

    public static void WriteFindings(
        Utf8JsonWriter json, Snapshot snapshot, Agreement agreement, string? term, string? reading, Verdict? verdict)
    {
        var findings = snapshot.LedgerOf(agreement.Id)
            .Where(f => (term is null || f.TermId == term) && (reading is null || f.ReadingId == reading))
            .Where(f => verdict is null || f.Verdict == verdict)
            .OrderBy(f => snapshot.Incident(f.IncidentId)?.Time?.Start).ThenBy(f => f.Id, StringComparer.Ordinal).ToList();
        json.WriteStartObject();
        json.WriteNumber("count", findings.Count);
        json.List("findings", findings, f => WriteFinding(json, f));
        json.List(
            "incidents", findings.Select(f => f.IncidentId).Distinct(StringComparer.Ordinal).Select(snapshot.Incident).OfType<Incident>(),
            i => IncidentJson.WriteHead(json, snapshot, i));
        json.WriteEndObject();
    }

    public static void WriteAgreement(Utf8JsonWriter json, Agreement agreement)
    {
        json.WriteString("id", agreement.Id);
        json.WriteString("name", agreement.Name);
        json.WriteString("nameAr", agreement.NameArabic);
        json.Texts("parties", agreement.Parties);
        json.Texts("guarantors", agreement.Guarantors);
        json.Day("signed", agreement.Signed);
        json.Day("inForce", agreement.InForce);
        json.Day("ends", agreement.Ends);
        json.Texts("sources", agreement.Sources);
        json.WriteString("version", agreement.Version);
        json.List("terms", agreement.Terms, t =>
        {
            json.WriteString("id", t.Id);
            json.WriteString("title", t.Title);
            json.WriteString("text", t.Text);
            json.WriteString("titleAr", t.TitleArabic);
            json.WriteString("textAr", t.TextArabic);
            json.WriteString("kind", t.Kind.Text());
            json.Texts("binds", t.Binds);
            json.WriteString("zone", t.Zone);
            json.Day("from", t.From);
            json.Day("until", t.Until);
            json.Day("deadline", t.Deadline);
            json.WriteString("recurs", t.Recurs?.Words);
        });
        json.List("states", agreement.States, s =>
        {
            json.WriteString("state", s.State.Text());
            json.Time("since", s.Since);
            json.WriteString("words", s.Words);
            json.Texts("sources", s.Sources);
        });
        json.List("readings", agreement.Readings, r =>
        {
            json.WriteString("id", r.Id);
            json.WriteString("title", r.Title);
            json.Texts("holders", r.Holders);
            json.WriteString("text", r.Text);
            json.WriteString("titleAr", r.TitleArabic);
            json.WriteString("textAr", r.TextArabic);
            json.Texts("sources", r.Sources);
            json.List("terms", r.Terms, t =>
            {
                json.WriteString("term", t.Term);
                json.WriteString("because", t.Because);
                json.WriteString("becauseAr", t.BecauseArabic);
            });
        });
    }

    public static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("id", finding.Id);
        json.WriteString("incident", finding.IncidentId);
        json.WriteString("agreement", finding.AgreementId);
        json.WriteString("term", finding.TermId);
        json.WriteString("reading", finding.ReadingId);
        json.WriteString("verdict", finding.Verdict.Text());
        json.WriteNumber("probability", Math.Round(finding.Probability, 3));
        json.Texts("responsible", finding.Responsible);
        json.WriteStartObject("because");
        WriteReason(json, finding.Because);
        json.WriteEndObject();
    }

    public static void WriteVerdicts(Utf8JsonWriter json, IEnumerable<Finding> findings)
    {
        json.WriteStartObject("verdicts");
        foreach (var verdict in findings.GroupBy(f => f.Verdict).OrderBy(g => g.Key)) json.WriteNumber(verdict.Key.Text(), verdict.Count());
        json.WriteEndObject();
    }

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteString("words", reason.Words);
        json.WriteString("rule", reason.Rule);
        json.Texts("claims", reason.ClaimIds);
        if (reason.Probability is { } p) json.WriteNumber("probability", Math.Round(p, 3));
        json.List("children", reason.Children, child => WriteReason(json, child));
    }
}
