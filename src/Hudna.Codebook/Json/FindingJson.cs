using System.Buffers;
using System.Text.Json;

namespace Hudna.Codebook.Json;

/// <summary>One finding as a line of JSON with its whole tree of reasons: keys in a fixed order, no white space.</summary>
public static class FindingJson
{
    // A tree of reasons is a few levels deep; a line nested further was not written by us.
    private const int DeepestReason = 32;

    /// <summary>The finding's line as UTF-8, without a line end.</summary>
    public static byte[] Write(Finding finding)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, ClaimJson.Options)) WriteTo(json, finding);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the finding as one object.</summary>
    public static void WriteTo(Utf8JsonWriter json, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(finding);
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("incident", finding.IncidentId);
        json.WriteString("agreement", finding.AgreementId);
        json.WriteString("term", finding.TermId);
        json.WriteString("reading", finding.ReadingId);
        json.WriteString("verdict", finding.Verdict.Text());
        json.WriteNumber("probability", Math.Round(finding.Probability, 3));
        IncidentJson.WriteTexts(json, "responsible", finding.Responsible);
        json.WritePropertyName("because");
        WriteReason(json, finding.Because);
        json.WriteString("agreementVersion", finding.AgreementVersion);
        json.WriteEndObject();
    }

    /// <summary>Reads a finding's object.</summary>
    /// <exception cref="FormatException">It is no finding; the message says which field, and why.</exception>
    public static Finding Read(JsonElement e) => new()
    {
        Id = e.Text("id"),
        IncidentId = e.Text("incident"),
        AgreementId = e.Text("agreement"),
        TermId = e.Text("term"),
        ReadingId = e.Text("reading"),
        Verdict = e.Name<Verdict>("verdict"),
        Probability = e.NumberOrNull("probability") ?? 1,
        Responsible = e.List("responsible", IncidentJson.ReadText),
        Because = ReadReason(e.Field("because"), 0),
        AgreementVersion = e.Text("agreementVersion"),
    };

    private static void WriteReason(Utf8JsonWriter json, Reason reason)
    {
        json.WriteStartObject();
        json.WriteString("words", reason.Words);
        json.WriteString("rule", reason.Rule);
        IncidentJson.WriteTexts(json, "claims", reason.ClaimIds);
        json.WriteStartArray("reasons");
        foreach (var child in reason.Children) WriteReason(json, child);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Reason ReadReason(JsonElement e, int depth) => depth > DeepestReason
        ? throw new FormatException("'because' is nested too deep")
        : new(e.Text("words"), e.TextOrNull("rule"), e.List("claims", IncidentJson.ReadText), e.List("reasons", r => ReadReason(r, depth + 1)));
}
