namespace Hudna.Ledger.Merging;

/// <summary>
/// The weights of evidence for two claims telling of one occurrence, in natural log odds. Set by hand after the merge windows that conflict
/// data sets use (same type within 1 to 5 km and 1 to 2 days) and checked on generated truth; <c>docs/merging.md</c> gives the reasons.
/// </summary>
internal static class Weights
{
    /// <summary>Where the sum starts: two claims of one type, day and neighbourhood are as a rule of different occurrences.</summary>
    public const double Prior = -3.0;

    /// <summary>The same single day, known of both.</summary>
    public const double SameDay = 3.0;

    /// <summary>Spans that share days, by the share of the longer one: from this …</summary>
    public const double SpanLeast = 0.5;

    /// <summary>… to this.</summary>
    public const double SpanMost = 2.5;

    /// <summary>A day apart, where one of the two was not stated outright.</summary>
    public const double NextDaySoft = 0.0;

    /// <summary>A day apart though both were stated: a strike around midnight, or two strikes.</summary>
    public const double NextDay = -2.0;

    /// <summary>The same place, by its level: point, nearby, area, district, province, country.</summary>
    public static ReadOnlySpan<double> SamePlace => [3.0, 2.5, 1.5, 0.5, -1.5, -3.0];

    /// <summary>One place lies in the other, by the level of the one around it.</summary>
    public static ReadOnlySpan<double> Inside => [2.0, 2.0, 1.0, 0.0, -2.0, -4.0];

    /// <summary>Places of one name, of which one is not in the gazetteer.</summary>
    public const double SameName = 2.0;

    /// <summary>Places of other names, of which one is not in the gazetteer: as a rule another place, now and then another spelling.</summary>
    public const double UnknownName = -3.0;

    /// <summary>Two points that may be one, going by their radii.</summary>
    public const double Near = 1.5;

    /// <summary>Taken off for every kilometre between what the radii leave open.</summary>
    public const double PerKilometre = -1.0;

    /// <summary>Metres between two places, beyond their radii, at which they are different for sure.</summary>
    public const double Farthest = 5_000;

    /// <summary>One of the two names no place.</summary>
    public const double NoPlace = -0.5;

    /// <summary>The same for an attack, of which there are many in a day.</summary>
    public const double NoPlaceOfAttack = -3.0;

    /// <summary>Taken off as far as the longer list of places is not met by the other.</summary>
    public const double PlacesUnmet = -1.0;

    public const double SameModes = 1.5;
    public const double SharedModes = 1.0;
    public const double KindredModes = -0.7;
    public const double OtherModes = -3.5;

    public const double SameActor = 1.5;
    public const double KindredActor = 1.0;

    /// <summary>Two arms of one side (army, air force): sources mix them up.</summary>
    public const double SiblingActor = 0.0;
    public const double OtherActor = -2.5;

    /// <summary>Each of two meetings, deals or joint acts has a party that the other lacks.</summary>
    public const double OtherParties = -4.0;

    public const double SameTarget = 0.7;
    public const double OtherTarget = -0.7;

    /// <summary>The same figure; <see cref="SameCountPerLog"/> times its natural logarithm comes on top, for a large number is no chance.</summary>
    public const double SameCount = 0.8;
    public const double SameCountPerLog = 0.4;
    public const double FittingCount = 0.3;
    public const double NearCount = -0.5;
    public const double OtherCount = -1.5;

    /// <summary>Times the likeness of the words, above a third.</summary>
    public const double Wording = 6.0;

    /// <summary>An old paragraph told again: long, nearly word for word, its date worked out from the newer report.</summary>
    public const double Recycled = 3.0;

    /// <summary>What a refused pair counts in the mean of two groups.</summary>
    public const double Refused = -8.0;

    /// <summary>What a denial needs at least to dispute an incident: it names less than those who tell of it.</summary>
    public const double DenialFits = -1.0;

    /// <summary>The probability that log odds stand for.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
