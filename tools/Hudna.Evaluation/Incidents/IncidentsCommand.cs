using System.Globalization;
using Hudna.Codebook;
using Hudna.Ledger;

namespace Hudna.Evaluation.Incidents;

/// <summary>
/// <c>incidents --gold DIR</c>: claims whose incidents are known, merged by the product's own merger. Incidents of odd number are for
/// development; of the even ones only the figures are looked at. A denial counts as a member of the incident that it disputes.
/// </summary>
internal static class IncidentsCommand
{
    /// <summary>Runs it; 0 done, 1 the input was at fault.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        string? folder = null;
        var theatre = Path.Combine(Language.LanguageCommand.Root, "data", "theatres", "idlib");
        var verbose = false;
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--gold" when i + 1 < args.Length: folder = args[++i]; break;
                case "--theatre" when i + 1 < args.Length: theatre = args[++i]; break;
                case "--verbose": verbose = true; break;
                default:
                    errors.WriteLine($"'{args[i]}' is not understood, or its value is missing.");
                    return 1;
            }
        }
        if (folder is null)
        {
            errors.WriteLine("Name the folder that holds claims.jsonl with --gold.");
            return 1;
        }
        try
        {
            Score(GoldIncidents.Read(folder, theatre), verbose, output);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or UserFaultException)
        {
            errors.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Score(GoldIncidents gold, bool verbose, TextWriter output)
    {
        var places = gold.Theatre.Places.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var found = Groups(gold.Claims, Merger.Merge(gold.Claims, [], places.GetValueOrDefault));
        output.WriteLine("incidents                 claims  incidents (found)  B3 P   B3 R   B3 F1  pairs P  pairs R  pairs F1");
        foreach (var (part, taken) in (ReadOnlySpan<(string, Func<int, bool>)>)
            [("odd, for development", n => n % 2 == 1), ("even, held back", n => n % 2 == 0), ("all", _ => true)])
        {
            var inside = gold.Claims.Select(c => c.Id).Where(c => taken(Number(gold.IncidentOf[c]))).ToHashSet(StringComparer.Ordinal);
            IReadOnlyList<IReadOnlyList<string>> truth = [.. inside.GroupBy(c => gold.IncidentOf[c]).Select(g => g.ToArray())];
            IReadOnlyList<IReadOnlyList<string>> ours = [.. found.Select(g => g.Where(inside.Contains).ToArray()).Where(g => g.Length > 0)];
            var (members, pairs) = (ClusterScore.BCubed(truth, ours), ClusterScore.Pairs(truth, ours));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{part,-24} {inside.Count,7}  {truth.Count,9} {"(" + ours.Count + ")",7}  {members.Precision:F3}  {members.Recall:F3}  {members.F1:F3}  {pairs.Precision,7:F3}  {pairs.Recall,7:F3}  {pairs.F1,8:F3}"));
        }
        if (verbose) Faults(gold, found, places, output);
    }

    // Incidents as groups of claims, each with the denials that dispute it; whatever takes no part stands alone.
    private static List<IReadOnlyList<string>> Groups(IReadOnlyList<Claim> claims, IReadOnlyList<Incident> incidents)
    {
        var groups = incidents.Select(i => (IReadOnlyList<string>)
            [.. i.ClaimIds.Concat(i.Disputes.Where(d => d.About == "occurrence").SelectMany(d => d.ClaimIds)).Distinct(StringComparer.Ordinal)]).ToList();
        var seen = groups.SelectMany(g => g).ToHashSet(StringComparer.Ordinal);
        groups.AddRange(claims.Where(c => !seen.Contains(c.Id)).Select(c => (IReadOnlyList<string>)[c.Id]));
        return groups;
    }

    // Of the incidents for development: for each claim that stands wrong, the pair that shows it and what the merger says of it.
    private static void Faults(GoldIncidents gold, List<IReadOnlyList<string>> found, Dictionary<string, Place> places, TextWriter output)
    {
        var at = found.SelectMany((g, i) => g.Select(c => (c, i))).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        foreach (var (a, b) in gold.Claims.SelectMany((a, i) => gold.Claims.Take(i).Select(b => (b, a))))
        {
            var (one, two) = (gold.IncidentOf[a.Id], gold.IncidentOf[b.Id]);
            if (Number(one) % 2 == 0 || Number(two) % 2 == 0 || one == two == (at[a.Id] == at[b.Id])) continue;
            var why = Merger.Explain(a, b, places.GetValueOrDefault);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(one == two ? "missed" : "wrong ")} {gold.LabelOf[a.Id]} {gold.LabelOf[b.Id]}  {one} {two}  {why.LogOdds:F1}: {why.Words}"));
        }
    }

    private static int Number(string incident) => int.Parse(incident.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
}
