using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

/// <summary>
/// The time of a claim: its own words, else the passage's, the heading's, that of the first news, else the publication date. Goes through a report in order and remembers.
/// </summary>
internal sealed class Dates(Report report, Lexicon lexicon, Edtf? heading)
{
    private readonly bool _estimated = report.PublishedBasis == PublishedBasis.Estimated;
    private (Edtf Value, int Paragraph, bool Estimated)? _passage;
    private int _passageSentence = -1;
    private (Edtf Value, bool Estimated)? _meeting;
    private readonly Dictionary<string, (Edtf Value, bool Estimated)> _speeches = new(StringComparer.Ordinal);
    // The day of the first news that a report tells, or the two days of its first count: acts without a day are of that.
    private (Edtf Value, bool Estimated)? _lead;
    private const int LeadSentences = 4;
    private const int LeadDays = 3;
    private (TextSpan Span, Edtf Value, bool Estimated)? _shift;
    private static readonly string[] s_numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    /// <summary>The time of an event or tally in the sentence.</summary>
    public TimeMention Of(Draft draft, TextSpan within)
    {
        var view = draft.View;
        if (draft.Kind == ClaimKind.Forecast)
        {
            // A forecast's own words of time are its horizon; its time is when it was made.
            foreach (var time in view.Document.Times)
                if (view.Span.Contains(time.Span) && time.Value is { } said && time.Span.Start <= view.Span.Start + 4 && said.End is { } end && !(report.Published < end))
                    return new TimeMention(view.Text(time.Span), said, time.Basis, _estimated && time.Basis == TimeBasis.Relative);
            return TimeMention.None;
        }
        if (_passage is { } same && draft.TimeSpans.Exists(s => view.WordsIn(s) is var w && w.Contains("same") && w.Contains("day")))
        {
            draft.Note("time", "the day named before");
            return new TimeMention(Words(draft), same.Value, TimeBasis.Inherited, same.Estimated);
        }
        if (Shifted(draft, within) is { } shifted)
        {
            draft.Note("time", "days counted from the day told of before", view.Text(shifted.Span));
            if (draft is { Kind: ClaimKind.Event, Modality: Modality.Asserted }) (_passage, _passageSentence) = ((shifted.Value, view.Paragraph, shifted.Estimated), view.Index);
            return new TimeMention(view.Text(shifted.Span), shifted.Value, TimeBasis.Relative, shifted.Estimated);
        }
        if (Own(view, draft.TimeSpans, within) is { } own)
        {
            draft.Note("time", own.Expression.Rule, view.Text(own.Expression.Span));
            var estimated = _estimated && (own.Expression.Basis == TimeBasis.Relative || !Stated(view.Text(own.Expression.Span)));
            if (draft.Kind == ClaimKind.Event && draft.Modality == Modality.Asserted && !(_passageSentence == view.Index && Beside(draft))) (_passage, _passageSentence) = ((own.Value, view.Paragraph, estimated), view.Index);
            if (draft is { Kind: ClaimKind.Event, Modality: Modality.Asserted } && own.Value.IsDay) Lead(view, own.Value, estimated);
            return new TimeMention(view.Text(own.Expression.Span), own.Value, own.Expression.Basis, estimated);
        }
        if (draft.Kind != ClaimKind.Statement && draft.Modality is Modality.Planned or Modality.Possible or Modality.Hypothetical or Modality.Demanded)
            return TimeMention.None;
        if (draft.Kind == ClaimKind.Event && _meeting is { } met && AtTheMeeting(view, within))
        {
            draft.Note("time", "the day of the meeting that it coincided with");
            _passage = (met.Value, view.Paragraph, met.Estimated);
            return new TimeMention(Words(draft), met.Value, TimeBasis.Inherited, met.Estimated);
        }
        // "Yesterday, our teams reported that …": the day in front is the act's, where the report itself tells it.
        if (draft is { Kind: ClaimKind.Event, Segment.IsCited: false } && view.Document.Times.FirstOrDefault(t => t.Span.Start <= view.Span.Start + 3 && t.Span.Start >= view.Span.Start && t.Value is { Days: < 4 }) is { Value: { } front } opening)
        {
            draft.Note("time", opening.Rule, view.Text(opening.Span));
            (_passage, _passageSentence) = ((front, view.Paragraph, _estimated && opening.Basis == TimeBasis.Relative), view.Index);
            return new TimeMention(view.Text(opening.Span), front, opening.Basis, _estimated && opening.Basis == TimeBasis.Relative);
        }
        // What the paragraph before looked back on ends with it.
        if (_passage is { } p && view.Paragraph - p.Paragraph <= 1 && Recent(p.Value) && !(_lead is { } news && view.Paragraph > p.Paragraph && news.Value.Start!.Value.DayNumber - p.Value.End!.Value.DayNumber > LeadDays))
        {
            draft.Note("time", "inherited from the passage");
            if (Listed(view)) _passage = (p.Value, view.Paragraph, p.Estimated); // the items of one list share it
            return new TimeMention(Words(draft), p.Value, TimeBasis.Inherited, p.Estimated);
        }
        if (heading is { } title)
        {
            draft.Note("time", "the day in the heading");
            return new TimeMention(Words(draft), title, TimeBasis.Inherited, _estimated);
        }
        if (_lead is { } lead)
        {
            draft.Note("time", "the day that the report opens with");
            return new TimeMention(Words(draft), lead.Value, TimeBasis.Inherited, lead.Estimated);
        }
        if (report.Published is not { } day) return TimeMention.None;
        draft.Note("time", "nothing but the publication date is known");
        return new TimeMention(Words(draft), Edtf.Day(day), TimeBasis.Published, _estimated);
    }

    /// <summary>Remembers the time of the first news of a report: a day, or the two days over which a count ran.</summary>
    public void Lead(SentenceView view, Edtf value, bool estimated)
    {
        if (_lead is null && view.Index < LeadSentences && value is { Days: <= 2, End: { } end } && report.Published is { } appeared && appeared.DayNumber - end.DayNumber is >= 0 and <= LeadDays) _lead = (value, estimated);
    }

    // "two days later", "the day after", "a day earlier": from the day of the passage, where no other day stands beside it.
    private (TextSpan Span, Edtf Value, bool Estimated)? Shifted(Draft draft, TextSpan within)
    {
        var view = draft.View;
        if (_passage is not { Value: { IsDay: true, Start: { } from } day } passage || !Recent(day)) return null;
        var (first, last) = view.TokensIn(within);
        for (var i = Math.Max(2, first + 1); i <= last; i++)
        {
            if (view.Words[i] is not ("after" or "later" or "before" or "earlier") || Days(view, i - 1) is not { } days) continue;
            var span = view.SpanOf(i - 2, i);
            // What several drafts of the sentence share is counted once.
            if (_shift is { } same && same.Span == span) return same;
            // "two days after the agreement": counted from something else that is named.
            if (view.Words[i] is "after" or "before" && i + 1 < view.Count && view.Words[i + 1].Length > 0) return null;
            if (draft.TimeSpans.Count > 0 && !draft.TimeSpans.Exists(span.Overlaps) || view.Document.Times.Any(t => within.Contains(t.Span) && !t.Span.Overlaps(span) && t.Value is { Days: < 4 })) return null;
            var number = from.DayNumber + (view.Words[i] is "after" or "later" ? days : -days);
            if (number < 0 || number > DateOnly.MaxValue.DayNumber) return null;
            _shift = (span, Edtf.Day(DateOnly.FromDayNumber(number)), passage.Estimated);
            return _shift;
        }
        return null;
    }

    // "the day", "two days", "12 days": how many, by the token of the unit.
    private static int? Days(SentenceView view, int unit)
    {
        var number = view.Words[unit - 1];
        if (view.Words[unit] == "day") return number is "the" or "a" or "one" ? 1 : null;
        if (view.Words[unit] != "days") return null;
        if (view.Document.Quantities.FirstOrDefault(q => q.Span.Overlaps(view.TokenSpan(unit - 1))) is { Best: > 0 and < 40 and var n }) return (int)n;
        return Array.IndexOf(s_numbers, number) is > 1 and var written ? written : null;
    }

    // An act told in a clause below the main one.
    private static bool Beside(Draft draft)
    {
        var view = draft.View;
        for (int at = view.Predicate(draft.Trigger), steps = 0; view.HasTree && at >= 0 && steps < 10; steps++, at = view.Head(at))
            if (view.Rel(at) is "advcl" or "acl:relcl" or "acl" or "advcl:relcl") return true;
        return false;
    }

    private static bool Listed(SentenceView view)
    {
        var (text, at) = (view.Document.Text, view.Span.Start);
        if (text[at] is '-' or '•' or '*' or '–' or '·') return true;
        while (at > 0 && text[at - 1] is ' ' or '\t') at--;
        return at > 0 && text[at - 1] is '-' or '•' or '*' or '–' or '·';
    }

    // "during the leaders' meeting": the one told of before.
    private bool AtTheMeeting(SentenceView view, TextSpan within)
    {
        var (first, last) = view.TokensIn(within);
        for (var i = first; i < last; i++)
        {
            if (view.Words[i] is not ("during" or "amid" or "alongside") || view.Words[i + 1] is not ("the" or "this" or "that" or "their")) continue;
            for (var k = i + 2; k <= Math.Min(last, i + 9); k++)
            {
                if (lexicon.Is("meeting-noun", view.Words[k])) return true;
                if (view.TokenText(k) is ",") break;
            }
        }
        return false;
    }

    /// <summary>The time of a cited statement: the words of attribution's own, else that of the same speech.</summary>
    public TimeMention OfSpeech(Draft draft)
    {
        var view = draft.View;
        var speaker = draft.Segment!.Chain[^1];
        var key = speaker.Name == Attribution.Unnamed ? speaker.Name + speaker.Role : speaker.Name;
        var told = view.Document.Times.Where(t => view.Span.Contains(t.Span) && t.Value is { Days: < 40 } && (!draft.Siblings.Any(s => s.IsCited && s.Span.Overlaps(t.Span)) || Opening(view, draft.Segment!.Span, t) || OfTheSaying(draft, t)))
            .OrderBy(t => t.Value!.Days).FirstOrDefault();
        if (told is { Value: { } value })
        {
            var estimated = _estimated && (told.Basis == TimeBasis.Relative || !Stated(view.Text(told.Span)));
            draft.Note("time", told.Rule, view.Text(told.Span));
            _speeches[key] = (value, estimated);
            return new TimeMention(view.Text(told.Span), value, told.Basis, estimated);
        }
        if (_speeches.TryGetValue(key, out var speech))
        {
            draft.Note("time", "the time of the same speech");
            return new TimeMention(null, speech.Value, TimeBasis.Inherited, speech.Estimated);
        }
        if (speaker.Name != Attribution.Unnamed && Introduced(view, speaker.Name) is { } before)
        {
            draft.Note("time", "the day on which the sentence before lets the speaker speak", view.Text(before.Span));
            _speeches[key] = (before.Value!, _estimated && before.Basis == TimeBasis.Relative);
            return new TimeMention(null, before.Value, TimeBasis.Inherited, _speeches[key].Estimated);
        }
        return TimeMention.None;
    }

    // "called on Sunday for …", "had demanded that at the talks on 16 September": the day belongs to the verb that takes the position.
    private bool OfTheSaying(Draft draft, TimeExpression time)
    {
        var view = draft.View;
        if (!view.HasTree || draft.Trigger < 0 || time.Value is not { Days: < 4, End: { } end } || report.Published < end || !view.IsPos(draft.Trigger, "VERB")) return false;
        var word = view.Words[draft.Trigger];
        if (!(lexicon.Is("say", word) || Stances.Any(c => lexicon.Is(c, word)))) return false;
        return view.TokensIn(time.Span) is var (a, b) && b >= a && view.Predicate(b) == draft.Trigger;
    }

    private static readonly string[] Stances = ["request-cue", "reject-cue", "accuse-cue", "threaten-cue", "support-cue", "agree-cue", "deny-cue"];

    // "On Wednesday its spokeswoman, N. N., sounded different. She called …": the day of the sentence before, where it names who speaks.
    private static TimeExpression? Introduced(SentenceView view, string name)
    {
        if (view.Index == 0) return null;
        var before = view.Document.Sentences[view.Index - 1].Span;
        var gap = view.Document.Text.AsSpan(before.End, view.Span.Start - before.End);
        if (!view.Document.NameSpans.Any(n => n.Scheme == "names" && n.Label == "PER" && before.Contains(n.Span) && view.Document.Text.AsSpan(n.Span.Start, n.Span.Length).EndsWith(name.Split(' ')[^1], StringComparison.Ordinal))) return null;
        if (gap.Contains('\n')) return null;
        return view.Document.Times.FirstOrDefault(t => before.Contains(t.Span) && t.Value is { Days: < 3 });
    }

    // "called on Sunday for …": the day of the call stands first in what is called for.
    private static bool Opening(SentenceView view, TextSpan segment, TimeExpression time) =>
        segment.Contains(time.Span) && segment.Start > view.Span.Start && time.Value is { Days: < 3 } && time.Span.Start - segment.Start <= 4 && view.TokensIn(time.Span).First is > 0 and var at
        && (view.Words[at] == "on" || view.Words[at - 1] == "on" || time.Span.Start == segment.Start);

    /// <summary>The time of a position that the report tells: its sentence's own, none where it has none.</summary>
    public TimeMention OfPosition(Draft draft) => Own(draft.View, [], draft.View.Span) is not null ? Of(draft, draft.View.Span)
        : draft.Actors is [{ Text: { Length: > 2 } holder }, ..] && Introduced(draft.View, holder) is { } before ? new TimeMention(null, before.Value, TimeBasis.Inherited, _estimated && before.Basis == TimeBasis.Relative)
        : TimeMention.None;

    /// <summary>The day of the last agreement told of; null where none was.</summary>
    public DateOnly? LastAgreement { get; private set; }

    /// <summary>Whether the last agreement was told of in a sentence or the one before it.</summary>
    public bool AgreedJustBefore(SentenceView view) => LastAgreement is not null && view.Index - _agreed is 0 or 1;

    private int _agreed = -9;

    /// <summary>Remembers what a resolved claim dates.</summary>
    public void Met(Draft draft)
    {
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Consult, Modality: Modality.Asserted, Time.Edtf: { IsDay: true } at } && draft.Time.Basis is not TimeBasis.Published) _meeting = (at, draft.Time.Estimated);
        if (draft is { Kind: ClaimKind.Event, Type: EventType.Agree, Time.Edtf.Start: { } day } && draft.Time.Basis is not TimeBasis.Published) (LastAgreement, _agreed) = (day, draft.View.Index);
    }

    private bool Recent(Edtf value) =>
        value.End is { } end && value.Start is not null && (report.Published is { } day ? Math.Abs(day.DayNumber - end.DayNumber) <= 45 : value.IsDay);

    private static bool Stated(string words) => words.Any(char.IsDigit) && System.Text.RegularExpressions.Regex.IsMatch(words, "[0-9]{4}");

    private static string? Words(Draft draft) => draft.TimeSpans.Count > 0 ? draft.View.Text(draft.TimeSpans[0]) : null;

    // Among the expressions that the frame's time spans touch the narrowest wins: a day before a month, a month before "recently".
    private static (TimeExpression Expression, Edtf Value)? Own(SentenceView view, List<TextSpan> spans, TextSpan within)
    {
        (TimeExpression Expression, Edtf Value)? best = null;
        foreach (var time in view.Document.Times)
        {
            if (!view.Span.Contains(time.Span) || time.Value is not { } value) continue;
            if (spans.Count > 0 ? !spans.Any(time.Span.Overlaps) : !within.Contains(time.Span)) continue;
            // A day that is stated wins over the hour of an unnamed one.
            if (best is null || Length(value) < Length(best.Value.Value) || Length(value) == Length(best.Value.Value) && time.Basis == TimeBasis.Stated && best.Value.Expression.Basis != TimeBasis.Stated) best = (time, value);
        }
        return best;
    }

    private static int Length(Edtf value) => value.Days ?? 3650;
}
