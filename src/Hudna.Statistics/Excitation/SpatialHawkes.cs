using Hudna.Statistics.Regression;

namespace Hudna.Statistics.Excitation;

/// <summary>An event in time and space.</summary>
/// <param name="Time">Days since the beginning.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Lon">Degrees east.</param>
public sealed record PlacedTime(double Time, double Lat, double Lon);

/// <summary>A self-exciting process in time and space.</summary>
/// <param name="Branching">Mean number of events that one sets off directly.</param>
/// <param name="BranchingLow">Lower end of its 95 % interval.</param>
/// <param name="BranchingHigh">Upper end.</param>
/// <param name="Decay">Rate at which the excitement fades, a day.</param>
/// <param name="Kilometres">Standard deviation, in each direction, of where an event sets off others.</param>
/// <param name="KilometresLow">Lower end of its 95 % interval.</param>
/// <param name="KilometresHigh">Upper end.</param>
/// <param name="LogLikelihood">At the fit, the background's shape in space held.</param>
/// <param name="Prompted">For each event the probability that another set it off.</param>
/// <param name="ResidualP">p-value of the check by rescaled times.</param>
/// <param name="Words">The result in plain words.</param>
public sealed record SpatialHawkesResult(
    double Branching, double BranchingLow, double BranchingHigh, double Decay, double Kilometres, double KilometresLow, double KilometresHigh,
    double LogLikelihood, IReadOnlyList<double> Prompted, double ResidualP, string Words);

/// <summary>
/// Self-excitation in time and space: a background that varies in time (level by piece) and space (kernel density of the events that nothing
/// set off), and an exponential kernel in time times a Gaussian in space. Fitted by expectation and maximisation, the background
/// reweighted as it goes (Zhuang, Ogata and Vere-Jones 2002; Veen and Schoenberg 2008).
/// </summary>
public static class SpatialHawkes
{
    /// <summary>The most events taken on: the work grows with their square.</summary>
    public const int MostEvents = 6_000;

    private const double Reach = 8;

    // Excitement that lasts longer than two months cannot be told from a background that moves.
    private const double SlowestDecay = 1 / 60.0;

    /// <summary>Fits a model.</summary>
    /// <param name="events">The events, in order of time.</param>
    /// <param name="length">Length of time that was watched, in days.</param>
    /// <param name="pieces">Pieces of time with a background level of their own.</param>
    /// <exception cref="Codebook.UserFaultException">Too few or too many events, out of order, or all in one place.</exception>
    public static SpatialHawkesResult Fit(IReadOnlyList<PlacedTime> events, double length, int pieces = 1)
    {
        ArgumentNullException.ThrowIfNull(events);
        var n = events.Count;
        Refusal.Unless(n >= 60, $"{n} events with coordinates are too few to tell excitement in space from chance", "60 at least");
        Refusal.Unless(n <= MostEvents, $"{n} events with coordinates are more than {MostEvents}", "Take a shorter stretch of days, or a smaller area");
        Refusal.Unless(length > 0 && pieces >= 1, "a background needs a length of time and a piece");
        for (var i = 0; i < n; i++)
            Refusal.Unless(events[i].Time >= (i == 0 ? 0 : events[i - 1].Time) && events[i].Time <= length, "the events are not in order, or lie outside");
        var fit = new Fitting(events, length, pieces);
        Refusal.Unless(fit.Spread > 0.01, "all events lie in one place");
        return fit.Run();
    }

    private sealed class Fitting
    {
        private readonly double[] _t;
        private readonly double[] _x;
        private readonly double[] _y;
        private readonly double _length;
        private readonly double[] _level;
        private readonly double[] _density;
        private readonly double[] _free;
        private readonly double[] _reach;

        public Fitting(IReadOnlyList<PlacedTime> events, double length, int pieces)
        {
            var lat = events.Average(e => e.Lat);
            const double Kilometres = 111.195;
            _t = [.. events.Select(e => e.Time)];
            _x = [.. events.Select(e => e.Lon * Kilometres * Math.Cos(lat * Math.PI / 180))];
            _y = [.. events.Select(e => e.Lat * Kilometres)];
            _length = length;
            _level = new double[pieces];
            _density = new double[_t.Length];
            _free = new double[_t.Length];
            Array.Fill(_free, 0.5);
            Spread = Math.Sqrt((Variance(_x) + Variance(_y)) / 2);
            _reach = Reaches();
        }

        /// <summary>Standard deviation of the places, in kilometres.</summary>
        public double Spread { get; }

        public SpatialHawkesResult Run()
        {
            var n = _t.Length;
            var at = (Branching: 0.5, Decay: 0.5, Sigma: Math.Max(Spread / 10, 0.05));
            for (var round = 0; round < 6; round++)
            {
                Background();
                for (var step = 0; step < (round == 5 ? 60 : 15); step++)
                {
                    var next = Step(at);
                    var moved = Math.Abs(next.Branching - at.Branching) + Math.Abs(next.Decay / at.Decay - 1) + Math.Abs(next.Sigma / at.Sigma - 1);
                    at = next;
                    if (moved < 1e-6) break;
                }
            }
            double[] logs = [Math.Log(at.Branching), Math.Log(at.Decay), Math.Log(at.Sigma)];
            var errors = Errors(logs);
            var p = Residual(at.Branching, at.Decay);
            double Low(double v, int j) => v * Math.Exp(-1.96 * errors[j]);
            double High(double v, int j) => v * Math.Exp(1.96 * errors[j]);
            var words = at.Branching < 0.02 || Low(at.Branching, 0) < 1e-3
                ? "No sign that events set off others nearby beyond what the background explains."
                : $"Of every 100 events about {100 * at.Branching:0} were set off by one before ({100 * Low(at.Branching, 0):0} to {100 * High(at.Branching, 0):0}), "
                  + $"within {1 / at.Decay:0.#} days and {at.Sigma * 1.25:0.#} km on average.";
            return new SpatialHawkesResult(at.Branching, Low(at.Branching, 0), High(at.Branching, 0), at.Decay, at.Sigma, Low(at.Sigma, 2), High(at.Sigma, 2),
                LogLikelihood(logs), [.. Enumerable.Range(0, n).Select(i => 1 - _free[i])], p, words);
        }

        // One round of expectation and maximisation; leaves in _free how likely each event was set off by nothing.
        private (double Branching, double Decay, double Sigma) Step((double Branching, double Decay, double Sigma) at)
        {
            double prompted = 0, delay = 0, square = 0, whole = 0, tail = 0;
            var level = new double[_level.Length];
            var weights = new double[_t.Length];
            for (var i = 0; i < _t.Length; i++)
            {
                var own = _level[Piece(i)] * _density[i];
                double sum = 0;
                var first = i;
                for (var j = i - 1; j >= 0 && _t[i] - _t[j] < Reach / at.Decay; j--)
                {
                    weights[j] = at.Branching * Kernel(i, j, at.Decay, at.Sigma);
                    sum += weights[j];
                    first = j;
                }
                var all = own + sum;
                _free[i] = all > 0 ? own / all : 1;
                level[Piece(i)] += _free[i];
                for (var j = first; j < i && all > 0; j++)
                {
                    var w = weights[j] / all;
                    if (w < 1e-12) continue;
                    prompted += w;
                    delay += w * (_t[i] - _t[j]);
                    square += w * Square(i, j);
                }
                var left = _length - _t[i];
                whole += 1 - Math.Exp(-at.Decay * left);
                tail += at.Branching * left * Math.Exp(-at.Decay * left);
            }
            for (var k = 0; k < level.Length; k++) _level[k] = Math.Max(level[k], 1e-6) / (_length / level.Length);
            return (Math.Clamp(prompted / Math.Max(whole, 1e-9), 1e-6, 5), Math.Clamp(prompted / Math.Max(delay + tail, 1e-9), SlowestDecay, 50),
                Math.Clamp(Math.Sqrt(square / Math.Max(2 * prompted, 1e-9)), 0.02, 10 * Spread));
        }

        // Density of the places of events that nothing set off, each weighted so and spread as far as its neighbours lie; an event does not
        // count towards its own.
        private void Background()
        {
            var weight = _free.Sum();
            Array.Clear(_density);
            for (var j = 0; j < _t.Length; j++)
            {
                var h = _reach[j];
                for (var i = 0; i < _t.Length; i++)
                {
                    var d = Square(i, j) / (2 * h * h);
                    if (j != i && d < 30) _density[i] += _free[j] * Math.Exp(-d) / (2 * Math.PI * h * h);
                }
            }
            // A little everywhere, so that a lonely event is possible.
            for (var i = 0; i < _t.Length; i++)
                _density[i] = 0.98 * _density[i] / Math.Max(weight - _free[i], 1e-9) + 0.02 / (2 * Math.PI * 9 * Spread * Spread);
            if (_level.Any(l => l == 0)) Array.Fill(_level, weight / _length);
        }

        // Distance to the neighbour that has a given rank, no less than a share of the whole spread.
        private double[] Reaches()
        {
            var rank = Math.Min(_t.Length - 1, Math.Max(5, (int)Math.Sqrt(_t.Length) / 2));
            var reach = new double[_t.Length];
            var distances = new double[_t.Length];
            for (var i = 0; i < reach.Length; i++)
            {
                for (var j = 0; j < reach.Length; j++) distances[j] = Square(i, j);
                Array.Sort(distances);
                reach[i] = Math.Max(Math.Sqrt(distances[rank]), Math.Max(0.05, Spread / 50));
            }
            return reach;
        }

        private double LogLikelihood(double[] logs)
        {
            var (branching, decay, sigma) = (Math.Exp(logs[0]), Math.Exp(logs[1]), Math.Exp(logs[2]));
            double sum = 0;
            for (var i = 0; i < _t.Length; i++)
            {
                var rate = _level[Piece(i)] * _density[i];
                for (var j = i - 1; j >= 0 && _t[i] - _t[j] < 2 * Reach / decay; j--) rate += branching * Kernel(i, j, decay, sigma);
                sum += Math.Log(Math.Max(rate, 1e-300)) - branching * (1 - Math.Exp(-decay * (_length - _t[i])));
            }
            return sum - _level.Sum() * _length / _level.Length;
        }

        private double[] Errors(double[] logs)
        {
            const double H = 0.01;
            var information = new double[9];
            for (var i = 0; i < 3; i++)
                for (var j = 0; j <= i; j++)
                    information[3 * i + j] = information[3 * j + i] = -(At(i, H, j, H) - At(i, H, j, -H) - At(i, -H, j, H) + At(i, -H, j, -H)) / (4 * H * H);
            var inverse = new Cholesky(information, 3).Inverse();
            return [.. Enumerable.Range(0, 3).Select(i => inverse[4 * i] > 0 ? Math.Min(5, Math.Sqrt(inverse[4 * i])) : 5)];

            double At(int i, double a, int j, double b)
            {
                double[] moved = [.. logs];
                moved[i] += a;
                moved[j] += b;
                return LogLikelihood(moved);
            }
        }

        private double Residual(double branching, double decay)
        {
            var waits = new double[_t.Length];
            double done = 0, alive = 0, before = 0;
            for (var i = 0; i < _t.Length; i++)
            {
                if (i > 0)
                {
                    alive = (alive + 1) * Math.Exp(-decay * (_t[i] - _t[i - 1]));
                    done = i - alive;
                }
                var own = branching * done + LevelUntil(_t[i]);
                waits[i] = 1 - Math.Exp(-(own - before));
                before = own;
            }
            Array.Sort(waits);
            double distance = 0;
            for (var i = 0; i < waits.Length; i++)
                distance = Math.Max(distance, Math.Max((i + 1.0) / waits.Length - waits[i], waits[i] - i / (double)waits.Length));
            return HawkesFit.Kolmogorov(distance, waits.Length);
        }

        private double LevelUntil(double time)
        {
            var width = _length / _level.Length;
            double sum = 0;
            for (var k = 0; k < _level.Length; k++) sum += _level[k] * Math.Clamp(time - k * width, 0, width);
            return sum;
        }

        private double Kernel(int i, int j, double decay, double sigma) =>
            decay * Math.Exp(-decay * (_t[i] - _t[j]) - Square(i, j) / (2 * sigma * sigma)) / (2 * Math.PI * sigma * sigma);

        private double Square(int i, int j)
        {
            var (dx, dy) = (_x[i] - _x[j], _y[i] - _y[j]);
            return dx * dx + dy * dy;
        }

        private int Piece(int i) => Math.Min(_level.Length - 1, (int)(_t[i] / _length * _level.Length));

        private static double Variance(double[] v)
        {
            var mean = v.Average();
            return v.Average(x => (x - mean) * (x - mean));
        }
    }
}
