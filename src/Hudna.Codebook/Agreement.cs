namespace Hudna.Codebook;

/// <summary>An agreement as data: who agreed to what, since when, and how each side reads it. Immutable.</summary>
public sealed record Agreement
{
    /// <summary>Stable id, the file's name (<c>moscow-2020</c>).</summary>
    public required string Id { get; init; }

    /// <summary>The name in English.</summary>
    public required string Name { get; init; }

    /// <summary>The name in Arabic; null where unknown.</summary>
    public string? NameArabic { get; init; }

    /// <summary>Actor ids of those who signed.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>Actor ids of the guarantors.</summary>
    public IReadOnlyList<string> Guarantors { get; init; } = [];

    /// <summary>Those who did not sign and are bound all the same, and through whom.</summary>
    public IReadOnlyList<BoundActor> Bound { get; init; } = [];

    /// <summary>The day of signature.</summary>
    public required DateOnly Signed { get; init; }

    /// <summary>The first day that it is in force.</summary>
    public required DateOnly InForce { get; init; }

    /// <summary>The last day that it is in force; null where none is set.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>How it is renewed or ended, in our own words; null where the text is silent.</summary>
    public string? Renewal { get; init; }

    /// <summary>Ids of earlier agreements of the theatre that it leaves in force and adds to.</summary>
    public IReadOnlyList<string> Supplements { get; init; } = [];

    /// <summary>Ids of earlier agreements of the theatre that it takes the place of.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>What became of it, oldest first. A state is a judgement with a source; it does not by itself end a term.</summary>
    public IReadOnlyList<AgreementState> States { get; init; } = [];

    /// <summary>Its terms, in the text's order.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The ways in which it is read, the bare text first.</summary>
    public required IReadOnlyList<Reading> Readings { get; init; }

    /// <summary>Where its text was read.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>SHA-256 of the file, hex.</summary>
    public required string Version { get; init; }
}

/// <summary>Somebody who did not sign and is bound through somebody who did.</summary>
/// <param name="Actor">Who is bound.</param>
/// <param name="Through">The party that answers for them; null where nobody does.</param>
/// <param name="How">How that binding is made, in a sentence.</param>
public sealed record BoundActor(string Actor, string? Through, string How);

/// <summary>A state of an agreement since a date.</summary>
/// <param name="State">Which.</param>
/// <param name="Since">When it began; may be vague.</param>
/// <param name="Words">What happened, in a sentence.</param>
/// <param name="Sources">Where that was read; a bare <c>general knowledge</c> where it was not.</param>
public sealed record AgreementState(AgreementStateKind State, Edtf Since, string Words, IReadOnlyList<string> Sources);

/// <summary>The states of an agreement, kept apart from the event types (codebook section 3).</summary>
public enum AgreementStateKind
{
    /// <summary>One side announced it.</summary>
    Declared,

    /// <summary>The sides agreed on it.</summary>
    Agreed,

    /// <summary>It began to hold, or held again.</summary>
    InForce,

    /// <summary>It was laid aside for a while.</summary>
    Suspended,

    /// <summary>It was said, or seen, to hold no longer.</summary>
    BrokenDown,

    /// <summary>It ran out, was ended, or was replaced.</summary>
    Ended,
}

/// <summary>One term of an agreement. A text's sentence that says two things is two terms (<c>8a</c>, <c>8b</c>).</summary>
public sealed record Term
{
    /// <summary>Id within the agreement (<c>1</c>, <c>2</c>, <c>preamble-b</c>).</summary>
    public required string Id { get; init; }

    /// <summary>A few words that name it.</summary>
    public required string Title { get; init; }

    /// <summary>What it says, in our own words.</summary>
    public required string Text { get; init; }

    /// <summary>The title in Arabic; null where the file has none.</summary>
    public string? TitleArabic { get; init; }

    /// <summary>What it says, in Arabic; null where the file has none.</summary>
    public string? TextArabic { get; init; }

    /// <summary>What sort of rule it is.</summary>
    public required TermKind Kind { get; init; }

    /// <summary>Actor ids that it binds, frees or allows (an id stands for those beneath it too).</summary>
    public IReadOnlyList<string> Binds { get; init; } = [];

    /// <summary>Whether one act needs all that it binds to take part (a joint patrol); else one of them is enough.</summary>
    public bool Jointly { get; init; }

    /// <summary>
    /// The acts that it speaks of: forbidden by a prohibition, fulfilling an obligation, allowed by a permission, freed by an exemption.
    /// Null where no act that is coded fits; such a term is only listed.
    /// </summary>
    public ActPattern? Acts { get; init; }

    /// <summary>For an obligation: acts that show it unkept (firing a gun that should be gone). Null where there are none.</summary>
    public ActPattern? Breach { get; init; }

    /// <summary>The zone that it holds in; null for everywhere.</summary>
    public string? Zone { get; init; }

    /// <summary>First day that it holds; null for the agreement's own.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day that it holds; null for the agreement's own.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day by which an obligation is to be met; null where none is set.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>How a recurring obligation recurs; null for one to be met once or always.</summary>
    public Recurrence? Recurs { get; init; }

    /// <summary>For an exemption, condition or permission: ids of the terms that it bears on.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>For a condition: ids of the obligations (<c>8</c>, <c>sochi-2018/8</c>) that must be met first.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Words that a report uses for it, lower case; a lapsed obligation that names no term is matched by them.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>What is known beforehand of an obligation's fulfilment, with sources; the reports may say otherwise.</summary>
    public IReadOnlyList<DutyOutcome> Outcomes { get; init; } = [];
}

/// <summary>A pattern of acts. What is left empty matches anything.</summary>
public sealed record ActPattern
{
    /// <summary>Event types.</summary>
    public IReadOnlyList<EventType> Types { get; init; } = [];

    /// <summary>Modes, one of which must be named; empty for all.</summary>
    public IReadOnlyList<Mode> Modes { get; init; } = [];

    /// <summary>Actor ids, one of which must be the target; empty for all, and for no target at all.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>Actor ids that act, where they differ from those bound; empty for those bound.</summary>
    public IReadOnlyList<string> Actors { get; init; } = [];

    /// <summary>Which of an event's places must lie in the zone.</summary>
    public PlaceRole At { get; init; } = PlaceRole.Where;

    /// <summary>
    /// Whether a sentence behind the act must hold one of the term's keywords: for acts so general (an agreement) that only words tell what
    /// they are about.
    /// </summary>
    public bool Named { get; init; }

    /// <summary>Kinds of calendar entry that fulfil it too (<c>patrol</c>).</summary>
    public IReadOnlyList<string> Calendar { get; init; } = [];
}

/// <summary>How often something is due.</summary>
/// <param name="EveryDays">Days from one to the next; null where the text names no rhythm, and then it is told month by month.</param>
/// <param name="Words">The rhythm in words.</param>
public sealed record Recurrence(int? EveryDays, string Words);

/// <summary>What is known beforehand of an obligation's fulfilment.</summary>
/// <param name="State">met, late, missed, unknown.</param>
/// <param name="On">The day of fulfilment, or the day that this was said of.</param>
/// <param name="Words">What happened.</param>
/// <param name="Sources">Where that was read; a bare <c>general knowledge</c> where it was not.</param>
public sealed record DutyOutcome(DutyState State, Edtf? On, string Words, IReadOnlyList<string> Sources);

/// <summary>How an obligation stands.</summary>
public enum DutyState
{
    /// <summary>Its day has not come.</summary>
    Pending,

    /// <summary>Done in time.</summary>
    Met,

    /// <summary>Done after the day.</summary>
    Late,

    /// <summary>Not done when it was due.</summary>
    Missed,

    /// <summary>Nothing that was read tells.</summary>
    Unknown,
}

/// <summary>Sorts of term.</summary>
public enum TermKind
{
    /// <summary>Something must not be done.</summary>
    Prohibition,

    /// <summary>Something must be done, once or again and again.</summary>
    Obligation,

    /// <summary>Something may be done.</summary>
    Permission,

    /// <summary>Something is taken out of a prohibition.</summary>
    Exemption,

    /// <summary>This only once that.</summary>
    Condition,
}

/// <summary>How somebody reads an agreement: what of it they take to bind whom, and what they take to be exempt.</summary>
public sealed record Reading
{
    /// <summary>Stable id (<c>text</c>, <c>russia</c>, <c>turkey</c>, <c>opposition</c>, <c>monitors</c>).</summary>
    public required string Id { get; init; }

    /// <summary>A few words that name it.</summary>
    public required string Title { get; init; }

    /// <summary>The actors that read so; empty for the bare text. Their statements are what the reading can be checked by.</summary>
    public IReadOnlyList<string> Holders { get; init; } = [];

    /// <summary>The reading in a sentence or two.</summary>
    public required string Text { get; init; }

    /// <summary>The title in Arabic; null where the file has none.</summary>
    public string? TitleArabic { get; init; }

    /// <summary>The reading in Arabic; null where the file has none.</summary>
    public string? TextArabic { get; init; }

    /// <summary>What it changes, term by term; a later entry for a term adds to an earlier one.</summary>
    public IReadOnlyList<TermReading> Terms { get; init; } = [];

    /// <summary>Who answers for whom under this reading, before the agreement's own.</summary>
    public IReadOnlyList<BoundActor> Bound { get; init; } = [];

    /// <summary>Where the reading was found.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>How a reading takes one term.</summary>
public sealed record TermReading
{
    /// <summary>The term's id, <c>*</c> for all.</summary>
    public required string Term { get; init; }

    /// <summary>Whether the reading does not know this term at all.</summary>
    public bool SetAside { get; init; }

    /// <summary>Who is bound under this reading; null to leave the text's own.</summary>
    public IReadOnlyList<string>? Binds { get; init; }

    /// <summary>Attacks on these actors are exempt.</summary>
    public IReadOnlyList<string> ExemptTargets { get; init; } = [];

    /// <summary>Whose attacks on them are exempt; empty for everyone's.</summary>
    public IReadOnlyList<string> ExemptBy { get; init; } = [];

    /// <summary>Acts by these actors are exempt.</summary>
    public IReadOnlyList<string> ExemptActors { get; init; } = [];

    /// <summary>The zone under this reading, <c>*</c> for everywhere; null to leave the text's own.</summary>
    public string? Zone { get; init; }

    /// <summary>First day under this reading; null to leave the text's own.</summary>
    public DateOnly? From { get; init; }

    /// <summary>What must come first under this reading; null for nothing.</summary>
    public Presupposition? First { get; init; }

    /// <summary>The reason, in a sentence.</summary>
    public required string Because { get; init; }

    /// <summary>The same in Arabic; null where the file has none.</summary>
    public string? BecauseArabic { get; init; }
}

/// <summary>What a reading wants done before a term holds.</summary>
/// <param name="Terms">Ids of the obligations that must be met (<c>sochi-2018/5</c>).</param>
/// <param name="Targets">Only acts against these actors wait for it; empty for all acts.</param>
/// <param name="Until">The verdict while they are not met: undecided or exempt.</param>
public sealed record Presupposition(IReadOnlyList<string> Terms, IReadOnlyList<string> Targets, Verdict Until);
