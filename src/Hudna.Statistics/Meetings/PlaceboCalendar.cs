using Hudna.Statistics.Simulation;

namespace Hudna.Statistics.Meetings;

/// <summary>
/// Dates on which the meetings might as well have been held. A series of three years and more is cut into years where the calendar is
/// emptiest; the years change places and each is moved by up to <see cref="Jitter"/> days, so that the season and the spacing within a
/// year are kept. A shorter series is turned round like a wheel and the gaps between meetings change places. Days are counted from
/// the first day of the series; the series closes to a ring.
/// </summary>
internal sealed class PlaceboCalendar
{
    /// <summary>How far a year is moved to either side, in days.</summary>
    public const int Jitter = 45;

    private const double Year = 365.2425;
    private readonly int[] _anchors;
    private readonly int[] _dates;
    private readonly int _years;
    private readonly int _cut;

    /// <summary>Sets the calendar up from the days of the real meetings.</summary>
    public PlaceboCalendar(int[] anchors, int days)
    {
        _anchors = anchors;
        _dates = [.. anchors.Distinct().Order()];
        var years = (int)Math.Ceiling(days / Year - 0.1);
        if (years >= 3)
        {
            _years = years;
            Ring = Math.Max(days, (int)Math.Round(years * Year));
            _cut = EmptiestDay();
        }
        else Ring = days;
    }

    /// <summary>Length of the ring in days; those past the end of the series are without data.</summary>
    public int Ring { get; }

    /// <summary>How the dates are drawn, in words.</summary>
    public string Words => _years > 0
        ? $"years change places and move by up to {Jitter} days: season and spacing within a year are kept"
        : "the calendar is turned round and its gaps change places: spacing is kept, the series is too short to keep the season";

    /// <summary>One set of dates, in the order of the real ones, each from 0 to <see cref="Ring"/> - 1.</summary>
    public void Draw(Chance chance, int[] into)
    {
        if (_years > 0) DrawYears(chance, into);
        else DrawTurn(chance, into);
    }

    private void DrawYears(Chance chance, int[] into)
    {
        var to = Enumerable.Range(0, _years).ToArray();
        chance.Shuffle(to);
        var move = to.Select(_ => chance.Below(2 * Jitter + 1) - Jitter).ToArray();
        for (var k = 0; k < _anchors.Length; k++)
        {
            var at = Wrap(_anchors[k] - _cut);
            var year = Math.Min(_years - 1, (int)(at / Year));
            var day = at - YearStart(year);
            into[k] = Wrap(YearStart(to[year]) + day + move[year] + _cut);
        }
    }

    private void DrawTurn(Chance chance, int[] into)
    {
        var n = _dates.Length;
        var gaps = new int[n];
        for (var i = 0; i < n; i++) gaps[i] = (i + 1 < n ? _dates[i + 1] : _dates[0] + Ring) - _dates[i];
        chance.Shuffle(gaps);
        var moved = new Dictionary<int, int>(n);
        var at = chance.Below(Ring);
        for (var i = 0; i < n; i++)
        {
            moved[_dates[i]] = at;
            at = Wrap(at + gaps[i]);
        }
        for (var k = 0; k < _anchors.Length; k++) into[k] = moved[_anchors[k]];
    }

    private static int YearStart(int year) => (int)Math.Round(year * Year);

    private int Wrap(int day) => (day % Ring + Ring) % Ring;

    // The day of the year that lies farthest from any meeting: years are cut there, so that few neighbours are torn apart.
    private int EmptiestDay()
    {
        var best = (Distance: -1, Day: 0);
        for (var c = 0; c < 365; c += 5)
        {
            var nearest = int.MaxValue;
            foreach (var a in _anchors)
            {
                var d = (int)(a % Year);
                var gap = Math.Abs(d - c);
                nearest = Math.Min(nearest, Math.Min(gap, 365 - gap));
            }
            if (nearest > best.Distance) best = (nearest, c);
        }
        return best.Day;
    }
}
