using System.Text.Encodings.Web;
using System.Text.Json;
using Hudna.Codebook;

namespace Hudna.Language.Output;

/// <summary>Writes a document as one JSON object: sentences with their tokens, frames, names, times, quantities, quotations. Offsets are UTF-16 code units.</summary>
public static class DocumentJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>Writes the object as UTF-8.</summary>
    public static void Write(Document document, Stream output)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        if (document.Reference is { } reference) json.WriteString("reference", reference.ToString("yyyy-MM-dd"));
        json.WriteStartArray("sentences");
        var frame = 0;
        for (var s = 0; s < document.Sentences.Count; s++)
        {
            json.WriteStartObject();
            WriteSentence(json, document, s);
            json.WriteStartArray("frames");
            for (; frame < document.Frames.Count && document.Frames[frame].Sentence == s; frame++) WriteFrame(json, document, document.Frames[frame]);
            json.WriteEndArray();
            json.WriteEndObject();
            // Long documents go out as they are made.
            if (json.BytesPending > 1 << 16) json.Flush();
        }
        json.WriteEndArray();
        WriteLayers(json, document);
        json.WriteEndObject();
    }

    private static void WriteSentence(Utf8JsonWriter json, Document document, int index)
    {
        var sentence = document.Sentences[index];
        Span(json, document, sentence.Span, text: false);
        json.WriteNumber("paragraph", sentence.Paragraph);
        json.WriteString("language", sentence.Language);
        var tree = index < document.Trees.Count && document.Trees[index].Heads.Count == sentence.TokenCount ? document.Trees[index] : null;
        json.WriteStartArray("tokens");
        for (var i = 0; i < sentence.TokenCount; i++)
        {
            json.WriteStartObject();
            Span(json, document, document.Tokens[sentence.FirstToken + i]);
            if (tree is not null)
            {
                json.WriteString("upos", tree.Upos[i]);
                json.WriteString("xpos", tree.Xpos[i]);
                json.WriteNumber("head", tree.Heads[i]);
                json.WriteString("relation", tree.Relations[i]);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFrame(Utf8JsonWriter json, Document document, Frame frame)
    {
        json.WriteStartObject();
        json.WriteStartObject("trigger");
        Span(json, document, document.Tokens[frame.Trigger]);
        json.WriteEndObject();
        json.WriteString("kind", frame.Kind.Text());
        json.WriteString("type", frame.Type?.Text());
        json.WriteStartArray("modes");
        foreach (var mode in frame.Modes) json.WriteStringValue(mode.Text());
        json.WriteEndArray();
        json.WriteString("modality", frame.Modality.Text());
        json.WriteBoolean("negated", frame.Negated);
        json.WriteNumber("probability", Math.Round(frame.Probability, 4));
        json.WriteNumber("typeProbability", Math.Round(frame.TypeProbability, 4));
        json.WriteStartArray("roles");
        foreach (var role in frame.Roles)
        {
            json.WriteStartObject();
            json.WriteString("role", role.Role.Text());
            Span(json, document, role.Span);
            json.WriteNumber("probability", Math.Round(role.Probability, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLayers(Utf8JsonWriter json, Document document)
    {
        List(json, "names", document.NameSpans, name =>
        {
            Span(json, document, name.Span);
            json.WriteString("label", name.Label);
            json.WriteString("scheme", name.Scheme);
        });
        List(json, "times", document.Times, time =>
        {
            Span(json, document, time.Span);
            json.WriteString("edtf", time.Value?.Text);
            json.WriteString("duration", time.Duration);
            json.WriteString("basis", time.Basis.Text());
            json.WriteString("rule", time.Rule);
        });
        List(json, "quantities", document.Quantities, quantity =>
        {
            Span(json, document, quantity.Span);
            Number(json, "min", quantity.Min);
            Number(json, "best", quantity.Best);
            Number(json, "max", quantity.Max);
            json.WriteBoolean("approximate", quantity.Approximate);
            json.WriteString("rule", quantity.Rule);
        });
        List(json, "quotations", document.Quotations, quotation => Span(json, document, quotation));
    }

    private static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } n) json.WriteNumber(name, n);
        else json.WriteNull(name);
    }

    private static void Span(Utf8JsonWriter json, Document document, TextSpan span, bool text = true)
    {
        json.WriteNumber("start", span.Start);
        json.WriteNumber("end", span.End);
        // A lone surrogate has no UTF-8: it is written as U+FFFD.
        if (text) json.WriteString("text", document[span]);
    }
}
