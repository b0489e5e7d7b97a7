using System.Globalization;
using Hudna.Language.Data;
using Hudna.Language.Quantities;

namespace Hudna.Language.Times;

/// <summary>
/// The temporal patterns of a language, read from <c>times.txt</c> of its folder: word lists, patterns over tokens, and for each pattern the
/// function that gives its value. A new idiom is a line of data.
/// </summary>
internal sealed class TimeRules
{
    private static readonly string[] SectionNames =
        ["months", "hijri", "weekdays", "units", "seasons", "feasts", "day endings", "clock", "future", "past", "past endings", "capital only", "before a year", "forward before", "forward between",
         "rules", "compounds"];

    private static readonly Dictionary<string, Slot> Slots = new(StringComparer.Ordinal)
    {
        ["month"] = Slot.Month, ["hijri"] = Slot.Hijri, ["weekday"] = Slot.Weekday, ["unit"] = Slot.Unit, ["season"] = Slot.Season, ["feast"] = Slot.Feast,
        ["day"] = Slot.Day, ["mm"] = Slot.MonthNumber, ["year"] = Slot.Year, ["yy"] = Slot.ShortYear, ["number"] = Slot.Number, ["ordinal"] = Slot.Ordinal,
        ["clock"] = Slot.Clock, ["dotted"] = Slot.Dotted, ["time"] = Slot.Time,
    };

    private readonly Dictionary<string, List<(string[] Words, int Value)>>[] _lexicons = new Dictionary<string, List<(string[], int)>>[(int)Slot.Time];
    private readonly Dictionary<string, string> _units = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dayEndings;
    private readonly HashSet<string> _clock;
    private readonly Dictionary<string, List<TimeRule>> _byWord = new(StringComparer.Ordinal);
    private readonly List<TimeRule> _byDigit = [];
    private readonly List<TimeRule> _byName = [];
    private readonly List<TimeRule> _byTime = [];

    private TimeRules(SectionFile file, NumberWords numbers)
    {
        Numbers = numbers;
        Lexicon(file, "months", Slot.Month);
        Lexicon(file, "hijri", Slot.Hijri);
        Lexicon(file, "weekdays", Slot.Weekday);
        Lexicon(file, "seasons", Slot.Season);
        Lexicon(file, "feasts", Slot.Feast);
        foreach (var line in file["units"])
        {
            var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words[1..]) _units[word] = words[0];
        }
        _dayEndings = file.Words("day endings");
        _clock = file.Words("clock");
        Future = file.Words("future");
        Past = file.Words("past");
        PastEndings = file.Words("past endings");
        CapitalOnly = file.Words("capital only");
        BeforeYear = file.Words("before a year");
        ForwardBefore = file.Words("forward before");
        ForwardBetween = file.Words("forward between");
        foreach (var line in file["rules"].Concat(file["compounds"])) Add(Rule(file, line));
    }

    /// <summary>The language's numbers.</summary>
    public NumberWords Numbers { get; }

    /// <summary>All words that lists and patterns know.</summary>
    public IEnumerable<string> Vocabulary =>
        _lexicons.Where(l => l is not null).SelectMany(l => l.Values).SelectMany(l => l).SelectMany(e => e.Words).Concat(_units.Keys).Concat(Future).Concat(Past)
            .Concat(_byWord.Values.SelectMany(r => r).SelectMany(r => r.Places).Concat(AllRules.SelectMany(r => r.Places)).SelectMany(p => p.Words ?? []));

    private IEnumerable<TimeRule> AllRules => _byDigit.Concat(_byName).Concat(_byTime);

    /// <summary>Words that speak of what is to come.</summary>
    public HashSet<string> Future { get; }

    /// <summary>Words that speak of what has been.</summary>
    public HashSet<string> Past { get; }

    /// <summary>Words that mean a time only with a capital ("May").</summary>
    public HashSet<string> CapitalOnly { get; }

    /// <summary>Words right before a date that make it one to come.</summary>
    public HashSet<string> ForwardBefore { get; }

    /// <summary>Words that may stand between those and the date.</summary>
    public HashSet<string> ForwardBetween { get; }

    /// <summary>Words before which four digits are a year.</summary>
    public HashSet<string> BeforeYear { get; }

    /// <summary>Endings of regular past forms.</summary>
    public HashSet<string> PastEndings { get; }

    /// <summary>Reads the rules of a language folder.</summary>
    /// <exception cref="Codebook.UserFaultException">A file is missing, or a line is not as it should be.</exception>
    public static TimeRules Read(string languageFolder, NumberWords numbers) =>
        new(SectionFile.Read(Path.Combine(languageFolder, "times.txt"), SectionNames), numbers);

    // "5 may" or "1225 christmas_day": the value, then words; an underscore joins the words of one name.
    private void Lexicon(SectionFile file, string section, Slot slot)
    {
        var lexicon = _lexicons[(int)slot] = new(StringComparer.Ordinal);
        foreach (var line in file[section])
        {
            var words = line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                throw file.Fault($"'{words[0]}' is no number", line.Number, "Write the value first, then its words");
            foreach (var name in words[1..])
            {
                var parts = name.Split('_');
                if (!lexicon.TryGetValue(parts[0], out var list)) lexicon[parts[0]] = list = [];
                list.Add((parts, value));
            }
        }
    }

    private static TimeRule Rule(SectionFile file, SectionFile.Line line)
    {
        var (colon, equals) = (line.Text.IndexOf(':', StringComparison.Ordinal), line.Text.LastIndexOf(" = ", StringComparison.Ordinal));
        if (colon <= 0 || equals < colon) throw file.Fault("a rule is 'name: pattern = function'", line.Number, null);
        var places = new List<PatternPlace>();
        foreach (var part in line.Text[(colon + 1)..equals].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var optional = part.Length > 1 && part[^1] == '?';
            var text = optional ? part[..^1] : part;
            if (text[0] != '<') places.Add(new PatternPlace(Slot.Words, optional, new HashSet<string>(text.Split('|'), StringComparer.Ordinal)));
            else if (Slots.TryGetValue(text.Trim('<', '>'), out var slot)) places.Add(new PatternPlace(slot, optional, null));
            else throw file.Fault($"nothing is called {text}", line.Number, $"Known: <{string.Join(">, <", Slots.Keys)}>");
        }
        var call = line.Text[(equals + 3)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (places.Count == 0 || places.TrueForAll(p => p.Optional)) throw file.Fault("a pattern needs a place that is not optional", line.Number, null);
        if (!TimeFunctions.Known.Contains(call[0]))
            throw file.Fault($"no value function is called '{call[0]}'", line.Number, $"Known: {string.Join(", ", TimeFunctions.Known.Order(StringComparer.Ordinal))}");
        return new TimeRule(line.Text[..colon].Trim(), places, call[0], call[1..], line.Number);
    }

    // Rules are found by what may stand at their first place.
    private void Add(TimeRule rule)
    {
        foreach (var place in rule.Places)
        {
            switch (place.Slot)
            {
                case Slot.Words:
                    foreach (var word in place.Words!)
                    {
                        if (!_byWord.TryGetValue(word, out var list)) _byWord[word] = list = [];
                        if (!list.Contains(rule)) list.Add(rule);
                    }
                    break;
                case Slot.Day or Slot.MonthNumber or Slot.Year or Slot.ShortYear or Slot.Number or Slot.Ordinal or Slot.Clock or Slot.Dotted:
                    if (!_byDigit.Contains(rule)) _byDigit.Add(rule);
                    break;
                case Slot.Time:
                    if (!_byTime.Contains(rule)) _byTime.Add(rule);
                    break;
                default:
                    if (!_byName.Contains(rule)) _byName.Add(rule);
                    break;
            }
            if (!place.Optional) break;
        }
    }

    /// <summary>The longest match of any rule that begins at a token, the earlier rule winning a tie; null where none does.</summary>
    /// <param name="words">Keys of the sentence's tokens.</param>
    /// <param name="at">The token.</param>
    /// <param name="known">Expressions found so far by their first token; null where compounds are not wanted.</param>
    public (TimeRule Rule, int End, Captures Captures)? Match(IReadOnlyList<string> words, int at, Dictionary<int, FoundTime>? known)
    {
        (TimeRule Rule, int End, Captures Captures)? best = null;
        var word = words[at];
        if (_byWord.TryGetValue(word, out var byWord)) best = Longest(byWord, words, at, known, best);
        if (char.IsDigit(word[0]) || Numbers.At(words, at) is not null || Numbers.Ordinal(word) > 0) best = Longest(_byDigit, words, at, known, best);
        if (IsName(word)) best = Longest(_byName, words, at, known, best);
        if (known?.ContainsKey(at) == true) best = Longest(_byTime, words, at, known, best);
        return best;
    }

    private bool IsName(string word)
    {
        if (_units.ContainsKey(word)) return true;
        foreach (var lexicon in _lexicons)
            if (lexicon?.ContainsKey(word) == true) return true;
        return false;
    }

    private (TimeRule, int, Captures)? Longest(
        List<TimeRule> rules, IReadOnlyList<string> words, int at, Dictionary<int, FoundTime>? known, (TimeRule Rule, int End, Captures Captures)? best)
    {
        foreach (var rule in rules)
        {
            var found = Fill(rule.Places, 0, words, at, known, new Captures());
            if (found is not { } f || f.End <= at) continue;
            if (best is null || f.End > best.Value.End || (f.End == best.Value.End && rule.Line < best.Value.Rule.Line)) best = (rule, f.End, f.Captures);
        }
        return best;
    }

    // Fills the places from `place` on; an optional one is tried filled first. Patterns are short, so trying both ways is cheap.
    private (int End, Captures Captures)? Fill(
        IReadOnlyList<PatternPlace> places, int place, IReadOnlyList<string> words, int at, Dictionary<int, FoundTime>? known, Captures captures)
    {
        if (place == places.Count) return (at, captures);
        var here = places[place];
        if (at < words.Count)
        {
            var with = here.Optional ? captures.Copy() : captures;
            var end = One(here, words, at, known, with);
            if (end > at && Fill(places, place + 1, words, end, known, with) is { } found) return found;
        }
        return here.Optional ? Fill(places, place + 1, words, at, known, captures) : null;
    }

    // One place: where it ends, or −1.
    private int One(PatternPlace place, IReadOnlyList<string> words, int at, Dictionary<int, FoundTime>? known, Captures captures)
    {
        var word = words[at];
        switch (place.Slot)
        {
            case Slot.Words:
                if (!place.Words!.Contains(word)) return -1;
                captures.Words.Add(word);
                return at + 1;
            case Slot.Month:
                return Name(Slot.Month, words, at, captures.Months.Add);
            case Slot.Hijri:
                return Name(Slot.Hijri, words, at, v => captures.Hijri = v);
            case Slot.Weekday:
                return Name(Slot.Weekday, words, at, v => captures.Weekday = v);
            case Slot.Season:
                return Name(Slot.Season, words, at, v => captures.Season = v);
            case Slot.Feast:
                return Name(Slot.Feast, words, at, v => captures.Feast = v);
            case Slot.Unit:
                if (!_units.TryGetValue(word, out var unit)) return -1;
                captures.Unit = unit;
                return at + 1;
            case Slot.Day:
                return Day(words, at, captures);
            case Slot.MonthNumber:
                if (Plain(word, 1, 2) is not (>= 1 and <= 12 and var mm)) return -1;
                captures.Months.Add(mm);
                return at + 1;
            case Slot.Year:
                if (Plain(word, 4, 4) is not (>= 1000 and <= 2999 and var year)) return -1;
                captures.Years.Add(year);
                return at + 1;
            case Slot.ShortYear:
                if (Plain(word, 2, 2) is not { } yy) return -1;
                captures.Years.Add(yy < 30 ? 2000 + yy : 1900 + yy);
                return at + 1;
            case Slot.Number:
                if (Numbers.At(words, at) is not { } number) return -1;
                captures.Numbers.Add(number.Value);
                return at + number.Length;
            case Slot.Ordinal:
                return Ordinal(words, at, captures.Numbers);
            case Slot.Clock:
                return Clock(words, at);
            case Slot.Dotted:
                return Dotted(word, captures) ? at + 1 : -1;
            case Slot.Time:
                if (known is null || !known.TryGetValue(at, out var time)) return -1;
                captures.Times.Add(time);
                return time.To;
            default:
                return -1;
        }
    }

    private int Name(Slot slot, IReadOnlyList<string> words, int at, Action<int> put)
    {
        if (_lexicons[(int)slot] is not { } lexicon || !lexicon.TryGetValue(words[at], out var names)) return -1;
        var (end, value) = (-1, 0);
        foreach (var (parts, v) in names)
        {
            if (at + parts.Length > words.Count || at + parts.Length <= end) continue;
            var all = true;
            for (var k = 1; k < parts.Length && all; k++) all = words[at + k] == parts[k];
            if (all) (end, value) = (at + parts.Length, v);
        }
        if (end > 0) put(value);
        return end;
    }

    // 5, 5th (two tokens), fifth, twenty-fifth
    private int Day(IReadOnlyList<string> words, int at, Captures captures)
    {
        if (Plain(words[at], 1, 2) is >= 1 and <= 31 and var day)
        {
            captures.Days.Add(day);
            return at + 1 < words.Count && _dayEndings.Contains(words[at + 1]) ? at + 2 : at + 1;
        }
        var numbers = new List<decimal>();
        var end = Ordinal(words, at, numbers);
        if (end < 0 || numbers[0] > 31) return -1;
        captures.Days.Add((int)numbers[0]);
        return end;
    }

    private int Ordinal(IReadOnlyList<string> words, int at, List<decimal> numbers)
    {
        if (Plain(words[at], 1, 3) is { } digits)
        {
            if (at + 1 >= words.Count || !_dayEndings.Contains(words[at + 1])) return -1;
            numbers.Add(digits);
            return at + 2;
        }
        if (Numbers.Ordinal(words[at]) is > 0 and var n)
        {
            numbers.Add(n);
            return at + 1;
        }
        if (Numbers.At(words, at) is { Digits: false, Length: 1, Value: >= 20 and < 100 } tens && at + 2 < words.Count && words[at + 1] == "-"
            && Numbers.Ordinal(words[at + 2]) is > 0 and < 10 and var ones)
        {
            numbers.Add(tens.Value + ones);
            return at + 3;
        }
        return -1;
    }

    // 10:30, 10:30 pm, 3 p.m., 18:00 utc
    private int Clock(IReadOnlyList<string> words, int at)
    {
        var word = words[at];
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var timed = colon is 1 or 2 && word.Length is >= 4 and <= 8;
        if (!timed && Plain(word, 1, 2) is not (>= 0 and <= 24)) return -1;
        var end = at + 1;
        while (end < words.Count && end < at + 4 && _clock.Contains(words[end])) end++;
        return timed || end > at + 1 ? end : -1;
    }

    private static bool Dotted(string word, Captures captures)
    {
        var parts = word.Split('.');
        if (parts.Length != 3) return false;
        var (a, b, c) = (Plain(parts[0], 1, 4), Plain(parts[1], 1, 2), Plain(parts[2], 1, 4));
        if (a is null || b is null || c is null) return false;
        captures.Dotted = parts[0].Length == 4 ? TimeFunctions.DayOrNull(a.Value, b.Value, c.Value)
            : TimeFunctions.DayOrNull(parts[2].Length == 4 ? c.Value : 2000 + c.Value, b.Value, a.Value);
        return captures.Dotted is not null;
    }

    /// <summary>The value of plain digits of a given length, in any script.</summary>
    private static int? Plain(string word, int least, int most)
    {
        if (word.Length < least || word.Length > most) return null;
        var value = 0;
        foreach (var c in word)
        {
            var digit = char.IsDigit(c) ? CharUnicodeInfo.GetDecimalDigitValue(c) : -1;
            if (digit < 0) return null;
            value = value * 10 + digit;
        }
        return value;
    }
}
