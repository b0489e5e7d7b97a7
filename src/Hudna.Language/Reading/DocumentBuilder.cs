namespace Hudna.Language.Reading;

/// <summary>Turns what the model says of sentences into layers of the document, with spans into its text.</summary>
internal static class DocumentBuilder
{
    private static readonly string[] RoleNames = [.. Enum.GetNames<FrameRole>().Select(n => n.ToLowerInvariant())];

    /// <summary>The document with frames, names and trees added.</summary>
    public static Document Build(Document document, List<Decoded?> decoded, SentenceReader reader, Layers layers)
    {
        var frames = new List<Frame>();
        var names = new List<NamedSpan>();
        var trees = new List<Tree>();
        for (var s = 0; s < decoded.Count; s++)
        {
            var sentence = document.Sentences[s];
            var read = decoded[s];
            if (read is not null)
            {
                foreach (var frame in read.Frames) frames.Add(Whole(frame, s, sentence, document, reader));
                if (read.Names is { } tags)
                {
                    for (var i = 0; i < tags.Length; i++)
                        foreach (var (from, to, label) in Spans(reader.Names[i].Bio, tags[i]))
                            names.Add(new NamedSpan(Between(document, sentence, from, to), label, reader.Names[i].Scheme));
                }
            }
            if (layers.HasFlag(Layers.Trees)) trees.Add(read?.Tree ?? new Tree([], [], [], []));
        }
        return document with { Frames = frames, NameSpans = names, Trees = trees, Marks = decoded.Exists(d => d?.Marks is not null) ? new ClaimMarks(reader.Model.Labels.Claims, [.. decoded.Select(d => d?.Marks)]) : null };
    }

    /// <summary>The spans of a BIO sequence.</summary>
    internal static IEnumerable<(int From, int To, string Label)> Spans(Bio bio, byte[] tags)
    {
        for (var i = 0; i < tags.Length;)
        {
            if (bio.IsOutside(tags[i]))
            {
                i++;
                continue;
            }
            var from = i++;
            while (i < tags.Length && bio.Continues(tags[i])) i++;
            yield return (from, i, bio.Label(tags[from]));
        }
    }

    private static TextSpan Between(Document document, Sentence sentence, int from, int to) =>
        new(document.Tokens[sentence.FirstToken + from].Start, document.Tokens[sentence.FirstToken + to - 1].End);

    private static Frame Whole(DecodedFrame frame, int index, Sentence sentence, Document document, SentenceReader reader)
    {
        var roles = new List<RoleSpan>();
        Add(reader.Roles, frame.Roles, frame.RoleProbabilities);
        Add(reader.Citing, frame.Citing, frame.CitingProbabilities);
        roles.Sort((a, b) => a.Span.Start != b.Span.Start ? a.Span.Start.CompareTo(b.Span.Start) : a.Role.CompareTo(b.Role));
        return new Frame
        {
            Sentence = index,
            Trigger = sentence.FirstToken + frame.Head,
            Type = frame.Type,
            Probability = frame.Probability,
            TypeProbability = frame.TypeProbability,
            Kind = frame.Kind,
            Modality = frame.Modality,
            Negated = frame.Negated,
            Modes = frame.Modes,
            Roles = roles,
        };

        void Add(Bio bio, byte[] tags, float[] probabilities)
        {
            foreach (var (from, to, label) in Spans(bio, tags))
            {
                var role = Array.IndexOf(RoleNames, label);
                if (role < 0) continue;
                var mean = 0.0;
                for (var i = from; i < to; i++) mean += probabilities[i];
                roles.Add(new RoleSpan((FrameRole)role, Between(document, sentence, from, to), mean / (to - from)));
            }
        }
    }
}
