using Hudna.Codebook;

namespace Hudna.Exchange.Theatres;

/// <summary>
/// What must hold of a theatre's agreements beyond the form of their files: names that exist, days in order, terms that do not
/// contradict each other, agreements in force together that say how they stand to one another. Zones are checked beside this.
/// </summary>
internal sealed class AgreementChecks(AgreementContext context, IReadOnlyList<AgreementDraft> drafts, List<Fault> faults)
{
    private readonly HashSet<string> _actors = [.. context.Actors.Select(a => a.Id)];
    private readonly Dictionary<string, string?> _parents = context.Actors.GroupBy(a => a.Id).ToDictionary(g => g.Key, g => g.First().Parent);
    private readonly HashSet<string> _zones = [.. context.Zones.Select(z => z.Id), .. drafts.SelectMany(d => d.Zones).Select(z => z.Id)];

    public void Run()
    {
        new ZoneChecks(context, drafts, faults).Run();
        foreach (var draft in drafts)
        {
            Frame(draft);
            Terms(draft);
            Contradictions(draft);
            Readings(draft);
        }
        Together();
    }

    private static void Add(List<Fault> faults, AgreementDraft draft, string path, string what, string? mend) =>
        faults.Add(new Fault(what, draft.Path, draft.Line(path), mend));

    private void Add(AgreementDraft draft, string path, string what, string? mend = null) => Add(faults, draft, path, what, mend);

    private void Actors(AgreementDraft draft, string path, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i].Length > 0 && !_actors.Contains(ids[i]))
                Add(draft, $"{path}/{i}", $"there is no actor '{ids[i]}'", $"{Like(ids[i])}Name an id of the theatre's actors, or add the actor there");
        }
        if (ids.Distinct(StringComparer.Ordinal).Count() < ids.Count) Add(draft, path, "an actor stands there twice");
    }

    // The actor whose id is all but the same.
    private string Like(string id) => _actors.Where(a => Math.Abs(a.Length - id.Length) <= 2).Select(a => (Id: a, Apart: Apart(a, id))).Where(a => a.Apart <= 2)
        .OrderBy(a => a.Apart).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => $"Did you mean '{a.Id}'? ").FirstOrDefault() ?? "";

    // How many letters have to be put in, taken out or changed.
    private static int Apart(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (corner, left) = (i - 1, i);
            for (var j = 1; j <= b.Length; j++)
            {
                var best = Math.Min(Math.Min(row[j], left) + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1));
                (corner, row[j - 1], left) = (row[j], left, best);
            }
            row[b.Length] = left;
        }
        return row[b.Length];
    }

    private void Frame(AgreementDraft draft)
    {
        var a = draft.Agreement;
        var expected = System.IO.Path.GetFileNameWithoutExtension(draft.Path);
        if (a.Id.Length > 0 && a.Id != expected) Add(draft, "id", $"the id '{a.Id}' is not the file's name", $"Call the agreement '{expected}' or the file '{a.Id}.yaml'");
        Actors(draft, "parties", a.Parties);
        Actors(draft, "guarantors", a.Guarantors);
        Bound(draft, "bound", a.Bound, a);
        if (a.InForce < a.Signed) Add(draft, "inForce", $"it is in force on {Day(a.InForce)}, before its signature on {Day(a.Signed)}");
        if (a.Ends < a.InForce) Add(draft, "ends", $"it ends on {Day(a.Ends!.Value)}, before it is in force");
        for (var i = 1; i < a.States.Count; i++)
        {
            if (a.States[i].Since.Start < a.States[i - 1].Since.Start) Add(draft, $"states/{i}", "the states are not in the order of their days", "Put the oldest first");
        }
        foreach (var (path, ids) in new[] { ("supplements", a.Supplements), ("replaces", a.Replaces) })
        {
            for (var i = 0; i < ids.Count; i++)
            {
                var other = drafts.FirstOrDefault(d => d.Agreement.Id == ids[i])?.Agreement;
                if (other is null) Add(draft, $"{path}/{i}", $"there is no agreement '{ids[i]}' in this theatre");
                else if (other.Signed >= a.Signed) Add(draft, $"{path}/{i}", $"'{ids[i]}' is not earlier than this agreement");
            }
        }
        foreach (var id in a.Supplements.Intersect(a.Replaces)) Add(draft, "replaces", $"it cannot both supplement and replace '{id}'");
    }

    private void Bound(AgreementDraft draft, string path, IReadOnlyList<BoundActor> bound, Agreement agreement)
    {
        for (var i = 0; i < bound.Count; i++)
        {
            Actors(draft, $"{path}/{i}/actor", [bound[i].Actor]);
            if (bound[i].Through is not { } through) continue;
            Actors(draft, $"{path}/{i}/through", [through]);
            if (through == bound[i].Actor) Add(draft, $"{path}/{i}", $"'{through}' cannot be bound through itself");
            else if (_actors.Contains(through) && !agreement.Parties.Concat(agreement.Guarantors).Any(p => Within(through, p)))
                Add(draft, $"{path}/{i}/through", $"'{through}' is neither a party nor a guarantor, so nobody can be bound through it");
        }
    }

    private void Terms(AgreementDraft draft)
    {
        var a = draft.Agreement;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < a.Terms.Count; i++)
        {
            var (t, path) = (a.Terms[i], $"terms/{i}");
            if (!ids.Add(t.Id)) Add(draft, $"{path}/id", $"the term '{t.Id}' is there twice");
            Actors(draft, $"{path}/binds", t.Binds);
            Acts(draft, $"{path}/acts", t.Acts);
            Acts(draft, $"{path}/breach", t.Breach);
            if (t.Zone is { } zone && !_zones.Contains(zone)) Add(draft, $"{path}/zone", $"there is no zone '{zone}'", "Name a zone of this file, of an earlier agreement or of the theatre");
            if (t.Deadline < a.Signed) Add(draft, $"{path}/deadline", $"the deadline {Day(t.Deadline!.Value)} lies before the signature on {Day(a.Signed)}", "Check both days; a day that an earlier agreement set belongs into its file");
            if (t.From < a.Signed) Add(draft, $"{path}/from", $"the first day {Day(t.From!.Value)} lies before the signature on {Day(a.Signed)}", "Leave 'from' out where the term holds from the agreement's first day");
            if (t.Until < (t.From ?? a.InForce)) Add(draft, $"{path}/until", "the term ends before it begins");
            if (a.Ends < t.Deadline) Add(draft, $"{path}/deadline", "the deadline lies after the agreement's end");
            Kind(draft, path, t);
            References(draft, path, t);
        }
    }

    private void Kind(AgreementDraft draft, string path, Term t)
    {
        void Needs(bool given, string what, string why)
        {
            if (!given) Add(draft, path, $"the {t.Kind.Text()} '{t.Id}' lacks '{what}'", why);
        }
        void Forbids(bool given, string what, string only)
        {
            if (given) Add(draft, $"{path}/{what}", $"'{what}' says nothing in a {t.Kind.Text()}", $"Only {only} take it");
        }
        var (duty, rest) = (t.Kind == TermKind.Obligation, t.Kind is TermKind.Exemption or TermKind.Condition);
        if (t.Kind == TermKind.Prohibition) Needs(t.Acts is not null, "acts", "Say which acts it forbids");
        if (t.Kind is TermKind.Prohibition or TermKind.Permission or TermKind.Obligation) Needs(t.Binds.Count > 0, "binds", "Say whom it speaks to");
        if (t.Kind == TermKind.Exemption) Needs(t.Acts is not null || t.Binds.Count > 0, "acts", "Say which acts, or whose, it frees");
        if (rest) Needs(t.Of.Count > 0, "of", "Name the terms that it bears on");
        if (t.Kind == TermKind.Condition) Needs(t.Requires.Count > 0, "requires", "Name the obligations that must be met first");
        Forbids(t.Requires.Count > 0 && t.Kind != TermKind.Condition, "requires", "conditions");
        Forbids(!duty && t.Deadline is not null, "deadline", "obligations");
        Forbids(!duty && t.Recurs is not null, "recurs", "obligations");
        Forbids(!duty && t.Breach is not null, "breach", "obligations");
        Forbids(!duty && t.Outcomes.Count > 0, "outcomes", "obligations");
        if (t.Jointly && t.Binds.Count < 2) Add(draft, $"{path}/jointly", "'jointly' needs at least two who are bound");
        if (t.Acts?.Named == true) Needs(t.Keywords.Count > 0, "keywords", "Its acts are told by words");
        if (t.Recurs?.EveryDays is < 1 or > 3660) Add(draft, $"{path}/recurs/everyDays", $"{t.Recurs.EveryDays} is no number of days");
    }

    private void References(AgreementDraft draft, string path, Term t)
    {
        for (var i = 0; i < t.Of.Count; i++)
        {
            if (t.Of[i] == t.Id) Add(draft, $"{path}/of/{i}", $"the term '{t.Id}' cannot bear on itself");
            else if (Find(draft, t.Of[i]) is null) Add(draft, $"{path}/of/{i}", $"there is no term '{t.Of[i]}'");
        }
        for (var i = 0; i < t.Requires.Count; i++) MustBeDuty(draft, $"{path}/requires/{i}", t.Requires[i]);
    }

    private void MustBeDuty(AgreementDraft draft, string path, string id)
    {
        var term = Find(draft, id);
        if (term is null) Add(draft, path, $"there is no term '{id}'", "Write a term's id, with its agreement and a slash where it is another's: sochi-2018/5");
        else if (term.Kind != TermKind.Obligation) Add(draft, path, $"the term '{id}' is a {term.Kind.Text()}; only an obligation can be met first");
    }

    private Term? Find(AgreementDraft draft, string id)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        var terms = slash < 0 ? draft.Agreement.Terms : drafts.FirstOrDefault(d => d.Agreement.Id == id[..slash])?.Agreement.Terms;
        return terms?.FirstOrDefault(t => t.Id == id[(slash + 1)..]);
    }

    private void Acts(AgreementDraft draft, string path, ActPattern? acts)
    {
        if (acts is null) return;
        var node = path.Split('/').Aggregate(draft.Root, (n, part) => int.TryParse(part, out var i) ? n.Items[i] : n[part]);
        Known<EventType>(draft, $"{path}/types", node["types"], "event type");
        Known<Mode>(draft, $"{path}/modes", node["modes"], "mode");
        Actors(draft, $"{path}/targets", acts.Targets);
        Actors(draft, $"{path}/actors", acts.Actors);
    }

    private void Known<T>(AgreementDraft draft, string path, AgreementNode list, string what) where T : struct, Enum
    {
        var texts = list.Texts;
        for (var i = 0; i < texts.Count; i++)
        {
            if (!Names.TryRead<T>(texts[i], out _)) Add(draft, $"{path}/{i}", $"there is no {what} '{texts[i]}'", $"Known are {string.Join(", ", Names.All<T>())}");
        }
    }

    // Two terms contradict each other where one asks for or allows what the other forbids to the same actors at the same place and time,
    // and does not say that it bears on it. Two terms of one kind that say the same are one term too many.
    private void Contradictions(AgreementDraft draft)
    {
        var terms = draft.Agreement.Terms;
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (terms[i], terms[j]);
                if (a.Acts is null || b.Acts is null || !Meet(a, b, draft.Agreement)) continue;
                if (a.Kind == b.Kind)
                {
                    if (SameActs(a.Acts, b.Acts) && a.Of.SequenceEqual(b.Of) && a.Deadline == b.Deadline && a.Binds.Order().SequenceEqual(b.Binds.Order()))
                        Add(draft, $"terms/{i}", $"the term '{a.Id}' says the same as '{b.Id}'", "Leave one of them out");
                    continue;
                }
                var (forbids, other) = a.Kind == TermKind.Prohibition ? (a, b) : (b, a);
                if (forbids.Kind != TermKind.Prohibition || other.Kind is not (TermKind.Obligation or TermKind.Permission)) continue;
                if (other.Of.Contains(forbids.Id) || !Covers(forbids.Acts!, other.Acts!)) continue;
                var verb = other.Kind == TermKind.Obligation ? "asks for" : "allows";
                Add(draft, $"terms/{i}", $"the terms '{forbids.Id}' and '{other.Id}' contradict each other: '{other.Id}' {verb} what '{forbids.Id}' forbids",
                    $"Write 'of: [{forbids.Id}]' in '{other.Id}' if it is meant as an exception, or narrow one of them");
            }
        }
    }

    private bool Meet(Term a, Term b, Agreement agreement) =>
        (a.Zone == b.Zone || a.Zone is null || b.Zone is null)
        && (a.From ?? agreement.InForce) <= (b.Until ?? DateOnly.MaxValue) && (b.From ?? agreement.InForce) <= (a.Until ?? DateOnly.MaxValue)
        && a.Binds.Any(x => b.Binds.Any(y => Within(x, y) || Within(y, x)));

    private bool Covers(ActPattern wide, ActPattern narrow) =>
        wide.At == narrow.At
        && (wide.Types.Count == 0 || (narrow.Types.Count > 0 && narrow.Types.All(wide.Types.Contains)))
        && (wide.Modes.Count == 0 || (narrow.Modes.Count > 0 && narrow.Modes.All(wide.Modes.Contains)))
        && (wide.Targets.Count == 0 || (narrow.Targets.Count > 0 && narrow.Targets.All(n => wide.Targets.Any(w => Within(n, w)))));

    private static bool SameActs(ActPattern a, ActPattern b) =>
        a.At == b.At && a.Types.Order().SequenceEqual(b.Types.Order()) && a.Modes.Order().SequenceEqual(b.Modes.Order())
        && a.Targets.Order().SequenceEqual(b.Targets.Order()) && a.Actors.Order().SequenceEqual(b.Actors.Order());

    private bool Within(string id, string ancestor)
    {
        for (var (at, steps) = (id, 0); steps < 16; steps++)
        {
            if (at == ancestor || at.StartsWith(ancestor + "/", StringComparison.Ordinal)) return true;
            if (!_parents.TryGetValue(at, out var parent) || parent is null) return false;
            at = parent;
        }
        return false;
    }

    private void Readings(AgreementDraft draft)
    {
        var a = draft.Agreement;
        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (a.Readings.Count > 0 && (a.Readings[0].Id != "text" || a.Readings[0].Holders.Count > 0 || a.Readings[0].Terms.Count > 0))
            Add(draft, "readings/0", "the first reading is not the bare text", "Begin with a reading 'text' that has no holders and changes no term");
        for (var i = 0; i < a.Readings.Count; i++)
        {
            var (r, path) = (a.Readings[i], $"readings/{i}");
            if (!ids.Add(r.Id)) Add(draft, $"{path}/id", $"the reading '{r.Id}' is there twice");
            if (i > 0 && r.Sources.Count == 0) Add(draft, path, $"the reading '{r.Id}' names no source", "Say where it was found");
            Actors(draft, $"{path}/holders", r.Holders);
            Bound(draft, $"{path}/bound", r.Bound, a);
            for (var j = 0; j < r.Terms.Count; j++) OneReading(draft, $"{path}/terms/{j}", r.Terms[j], r);
        }
    }

    private void OneReading(AgreementDraft draft, string path, TermReading t, Reading reading)
    {
        if (t.Term != "*" && draft.Agreement.Terms.All(x => x.Id != t.Term)) Add(draft, $"{path}/term", $"there is no term '{t.Term}'");
        Actors(draft, $"{path}/binds", t.Binds ?? []);
        Actors(draft, $"{path}/exemptTargets", t.ExemptTargets);
        Actors(draft, $"{path}/exemptBy", t.ExemptBy);
        Actors(draft, $"{path}/exemptActors", t.ExemptActors);
        if (t.ExemptBy.Count > 0 && t.ExemptTargets.Count == 0) Add(draft, $"{path}/exemptBy", "'exemptBy' says nothing without 'exemptTargets'");
        if (t.Zone is { } zone && zone != "*" && !_zones.Contains(zone)) Add(draft, $"{path}/zone", $"there is no zone '{zone}'");
        if (t.SetAside && (t.Binds is not null || t.ExemptTargets.Count + t.ExemptActors.Count > 0 || t.Zone is not null || t.First is not null))
            Add(draft, path, $"the reading '{reading.Id}' both sets the term '{t.Term}' aside and reads it", "Choose one");
        foreach (var actor in t.ExemptActors.Where(x => t.Binds?.Contains(x) == true))
            Add(draft, path, $"the reading '{reading.Id}' both binds and exempts '{actor}'", "Choose one");
        if (t.First is not { } first) return;
        for (var k = 0; k < first.Terms.Count; k++) MustBeDuty(draft, $"{path}/first/terms/{k}", first.Terms[k]);
        Actors(draft, $"{path}/first/targets", first.Targets);
    }

    // Agreements of the same parties that are in force on one day must say how they stand to one another.
    private void Together()
    {
        foreach (var group in drafts.GroupBy(d => d.Agreement.Id).Where(g => g.Count() > 1))
            Add(group.Last(), "id", $"the agreement '{group.Key}' is there twice");
        var ordered = drafts.Where(d => d.Agreement.Signed > DateOnly.MinValue).OrderBy(d => d.Agreement.Signed).ToList();
        for (var i = 0; i < ordered.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (later, earlier) = (ordered[i].Agreement, ordered[j].Agreement);
                if (earlier.Ends < later.InForce || !later.Parties.Any(earlier.Parties.Contains)) continue;
                if (later.Supplements.Contains(earlier.Id) || later.Replaces.Contains(earlier.Id)) continue;
                Add(ordered[i], "inForce", $"it is in force together with '{earlier.Id}', between the same parties, and does not say how the two stand to one another",
                    $"Write 'supplements: [{earlier.Id}]' if both hold, or 'replaces: [{earlier.Id}]'");
            }
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
