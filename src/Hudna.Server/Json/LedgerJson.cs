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
        json.WriteEndObject();
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
            json.Texts("sources", r.Sources);
            json.List("terms", r.Terms, t =>
            {
                json.WriteString("term", t.Term);
                json.WriteString("because", t.Because);
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
