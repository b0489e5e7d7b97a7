using Hudna.Codebook;
using Hudna.Language;

namespace Hudna.Coding;

// The means of an act.
internal sealed partial class Resolver
{
    private void Means(Draft draft)
    {
        if (draft.Type is not { } type) { draft.Modes.Clear(); return; }
        if (draft.Kind == ClaimKind.Statement) { draft.Modes.Clear(); return; }
        var view = draft.View;
        var joint = draft.Modes.Contains(Mode.JointPatrol) || view.DenseWords.Any(w => w is "joint" or "coordinated");
        if (type is EventType.Mobilize && joint && (view.DenseWords.Contains("joint") || view.DenseWords.Contains("coordinated")) && view.Words[draft.Trigger].StartsWith("patrol", StringComparison.Ordinal))
        {
            draft.Type = type = EventType.Cooperate;
            draft.Modes.Add(Mode.JointPatrol);
        }
        var named = new List<Mode>();
        var spans = draft.WeaponSpans.Append(Around(view, draft.Trigger)).Concat(draft.ActorSpans).ToList();
        for (var d = 0; d < view.Dense.Length;)
        {
            var (length, mode) = lexicon.Means.Match(view.DenseWords, d);
            var at = view.Dense[d];
            if (length > 0 && Allowed(mode, type) && (draft.Part is not { } part || part.Contains(view.TokenSpan(at)) || draft.Kind != ClaimKind.Tally) && spans.Exists(s => s.Overlaps(view.TokenSpan(at)) || s.Overlaps(view.TokenSpan(view.Dense[d + length - 1]))))
            {
                if (!named.Contains(mode)) named.Add(mode);
                d += length;
            }
            else d++;
        }
        var modelled = draft.Modes.Where(m => Allowed(m, type)).ToList();
        draft.Modes.Clear();
        if (type == EventType.Assault && named.Count > 0) draft.Modes.AddRange(named);
        else if (type == EventType.Assault) draft.Modes.AddRange(modelled);
        else
        {
            draft.Modes.AddRange(named.Count > 0 && type is EventType.Consult or EventType.Mobilize or EventType.Cooperate ? named.Union(modelled) : modelled.Count > 0 ? modelled : named);
            // A bare "meeting" beside the summit or visit that it was says nothing more.
            if (type == EventType.Consult && draft.Modes.Count > 1) draft.Modes.Remove(Mode.Meeting);
        }
        if (type == EventType.Assault && draft.Modes.TrueForAll(m => m == Mode.Other) && draft.Kind == ClaimKind.Event) Unnamed(draft);
        if (type == EventType.Assault && draft.Modes.Count > 1) draft.Modes.Remove(Mode.Other);
        if (type == EventType.Assault && draft.Modes.Count > 0 && !draft.Modes.Contains(Mode.Other) && Generic(view, draft.Trigger)) draft.Modes.Add(Mode.Other);
        if (type == EventType.Mobilize && draft.Modes.Count == 0 && draft.Kind == ClaimKind.Event && modelled.Count == 0) draft.Modes.Add(Mode.Deployment);
        // What is brought up, rolls or patrols is no deployment besides.
        if (type == EventType.Mobilize && draft.Modes.Count > 1 && named.Exists(m => m != Mode.Deployment)) draft.Modes.Remove(Mode.Deployment);
        if (type == EventType.Agree && draft.Modes.Contains(Mode.Ceasefire)) draft.Modes.Remove(Mode.Agreement);
        draft.Modes.Sort();
        draft.MeansNamed = named.Count > 0;
        draft.Note("modes", named.Count > 0 ? "words of the lexicon" : "frame", string.Join(", ", named.Select(m => m.Text())));
    }

    // "six died in X": by what the passage tells of; "attacked", "targeted" without a weapon: by something else; shots fired: by nothing that has a name.
    private void Unnamed(Draft draft)
    {
        var view = draft.View;
        var word = view.Words[draft.Trigger];
        if (lexicon.Is("kill-word", word) || lexicon.Is("wound-word", word) || word is "died" or "dead" or "bodies" or "victims")
        {
            if (_assaults.LastOrDefault(a => view.Paragraph == a.Paragraph && a.Modes.Count > 0 && !a.Modes.Contains(Mode.Other)) is { Modes: { } modes })
            {
                draft.Modes.Clear();
                draft.Modes.AddRange(modes);
                draft.Note("modes", "the means that the passage tells of");
            }
            else draft.Modes.Clear();
        }
        else if (word is "fire" or "fired" or "shot" or "shooting" or "opened" or "gunfire") draft.Modes.Clear();
        else if (draft.Modes.Count == 0) draft.Modes.Add(Mode.Other);
    }

    // "attacks and air strikes": the general word beside the particular one is a means of its own.
    private bool Generic(SentenceView view, int trigger)
    {
        if (!view.HasTree || view.IsPos(trigger, "VERB")) return false;
        var (head, conj) = (view.Head(trigger), view.Rel(trigger) == "conj");
        var coordinated = view.Children(trigger).Where(c => view.Rel(c) == "conj" && c - trigger <= 4).Append(conj && head >= 0 ? head : -1);
        return coordinated.Any(c => c >= 0) && coordinated.Append(trigger).Where(c => c >= 0)
            .Any(c => lexicon.Is("attack-generic", view.Words[c]) && (c == 0 || lexicon.Means.Match([view.Words[c - 1], view.Words[c]], 0).Length == 0));
    }

    private bool Allowed(Mode mode, EventType type) => lexicon.Modes.TryGetValue(mode, out var entry) && entry.Types.Contains(type);

    private static TextSpan Around(SentenceView view, int trigger)
    {
        if (!view.HasTree) return view.SpanOf(Math.Max(0, trigger - 3), Math.Min(view.Count - 1, trigger + 2));
        var (a, b) = view.Phrase(trigger, behind: false);
        foreach (var c in view.Children(trigger)) if (view.Rel(c) is "conj" && !view.IsPos(c, "VERB") && c - trigger <= 4) b = Math.Max(b, c);
        if (view.Rel(trigger) == "conj" && trigger - view.Head(trigger) is > 0 and <= 4) a = Math.Min(a, view.Head(trigger));
        if (a >= 2 && view.Words[a - 1] is "and") a -= 2;
        if (view.IsPos(trigger, "VERB"))
            foreach (var c in view.Children(trigger)) if (view.Rel(c) is "obj" or "compound" or "advmod") { var (x, y) = view.Phrase(c, behind: false); a = Math.Min(a, x); b = Math.Max(b, y); }
        return view.SpanOf(Math.Min(a, trigger), Math.Max(b, trigger));
    }
}
