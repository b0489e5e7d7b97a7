"""Train the model in two stages: tags, trees and names first; then event frames and the marks of claims, with the first tasks as company.

    python3 train.py --minilm DIR --out model.pt [--layers 6] [--keep 0,1,2,3,4,5] [--epochs 4] [--frame-epochs 8]

`run.py` beside this file calls it with the settings of the models that are shipped, exports and scores them; start there.

DIR holds all-MiniLM-L6-v2's `model.safetensors` and `vocab.txt` (with --start only `vocab.txt` is read). Two cores need about
half an hour for stage one at six layers.
Word and position embeddings stay as they are: words that training never saw keep their place beside those it did.
"""
import argparse
import collections
import json
import random
import time
import zlib

import torch
import torch.nn.functional as F

import corpora
from decode import decode
from model import KINDS, MODALITIES, MODES, TYPES, Model, read_safetensors
from score import frame_scores, tree_scores
from text import WordPiece, collate

IGNORE = -100
MASK_ID, WORDLIKE = 103, 999  # the vocabulary's [MASK]; below the second number stand marks and special pieces


def batches(items, words_of, pieces, budget):
    """Lists of items of like length whose padded pieces stay within the budget, shuffled a little each time."""
    length = lambda item: min(300, 2 + sum(len(pieces(w)) for w in words_of(item)))
    sized = sorted(((length(x) + 3 * random.random(), i) for i, x in enumerate(items)))
    out, batch = [], []
    for size, i in sized:
        if batch and size * (len(batch) + 1) > budget:
            out.append(batch)
            batch = []
        batch.append(items[i])
    return out + [batch] if batch else out


def padded(rows, width):
    return torch.tensor([list(r) + [IGNORE] * (width - len(r)) for r in rows])


def entropy(logits, target, smooth=0.0):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), target.reshape(-1), ignore_index=IGNORE, label_smoothing=smooth)


def apart(one, other, real):
    """How far two readings of the same words lie apart (symmetric Kullback-Leibler divergence): R-Drop, Liang et al. 2021."""
    p, q = one.float()[real].log_softmax(-1), other.float()[real].log_softmax(-1)
    return ((p.exp() - q.exp()) * (p - q)).sum(-1).mean() / 2


class Losses:
    def __init__(self, model, pieces, masked=0.0, smooth=0.0, twice=0.0):
        self.model, self.pieces, self.masked, self.smooth, self.twice, labels = model, pieces, masked, smooth, twice, model.labels
        index = lambda names: {name: i for i, name in enumerate(names)}
        self.upos, self.xpos, self.deprel = (index(labels[k]) for k in ("upos", "xpos", "deprel"))
        self.ner = {scheme: index(tags) for scheme, tags in labels["ner"].items()}
        self.roles, self.citing, self.types = index(labels["roles"]), index(labels["citing"]), index(TYPES)

    def tree(self, items):
        """Arcs + relations + tags of (sentence, names or None) pairs; names where the corpus has them."""
        model, sentences = self.model, [s for s, _ in items]
        batch = collate([[w[1] for w in s] for s in sentences], self.pieces)
        width = batch["first"].shape[1]
        words = model.drop(model.words(batch))
        column = lambda read: padded([[read(w) for w in s] for s in sentences], width)
        head, rel = column(lambda w: int(w[6])), column(lambda w: self.deprel[w[7]])
        with torch.autocast("cpu", enabled=False):  # the tree's heads are computed in double precision
            arcs, rels = model.parse(words)
        outside = F.pad(torch.arange(width)[None] >= batch["counts"][:, None], (1, 0))
        arcs = arcs.masked_fill(outside[:, None, :], -1e9)
        real = head >= 0
        rels = rels.permute(0, 2, 3, 1)[real]
        rels = rels.gather(1, head[real][:, None, None].expand(-1, 1, rels.shape[-1]))[:, 0]
        loss = F.cross_entropy(arcs[real], head[real]) + F.cross_entropy(rels, rel[real])
        loss = loss + 0.5 * entropy(model.upos(words), column(lambda w: self.upos[w[3]]))
        loss = loss + 0.3 * entropy(model.xpos(words), column(lambda w: self.xpos[w[4]]))
        named = [i for i, (_, tags) in enumerate(items) if tags]
        if named:
            target = padded([[self.ner["names"][t] for t in items[i][1]] for i in named], width)
            loss = loss + 0.5 * entropy(model.ner["names"](words[torch.tensor(named)]), target)
        return loss

    def names(self, items):
        """BIO of (scheme, words, tags)."""
        batch = collate([w for _, w, _ in items], self.pieces)
        words, loss = self.model.drop(self.model.words(batch)), 0.0
        for scheme, index in self.ner.items():
            rows = [i for i, x in enumerate(items) if x[0] == scheme]
            if rows:
                target = padded([[index[t] for t in items[i][2]] for i in rows], words.shape[1])
                loss = loss + entropy(self.model.ner[scheme](words[torch.tensor(rows)]), target) * len(rows) / len(items)
        return loss

    def frames(self, items):
        """Triggers, attributes and roles of (words, frames)."""
        head, half = self.model.frame, len(items)
        if self.twice:
            items = items + items
        batch = collate([w for w, _ in items], self.pieces)
        if self.masked:  # so that a frame is read off all its words, not off one
            hidden = (torch.rand(batch["ids"].shape) < self.masked) & (batch["ids"] > WORDLIKE)
            batch["ids"] = batch["ids"].masked_fill(hidden, MASK_ID)
        words = self.model.words(batch)
        dropped, width = head.drop(words), words.shape[1]
        target = torch.full(words.shape[:2], IGNORE)
        every = []
        for i, (tokens, frames) in enumerate(items):
            target[i, : len(tokens)] = 0
            for f in frames:
                target[i, f["head"]] = 1 + self.types[f["type"]]
                every.append((i, f))
        logits = head.trig(dropped)
        loss = 3 * entropy(logits, target, self.smooth)
        if self.twice:
            loss = loss + 3 * self.twice * apart(logits[:half], logits[half:], target[:half] != IGNORE)
        if not every:
            return loss
        row, place = torch.tensor([i for i, _ in every]), torch.tensor([f["head"] for _, f in every])
        kind_of = torch.tensor([1 + self.types[f["type"]] for _, f in every])
        if random.random() < 0.3:  # so that roles do not lean on the type alone
            kind_of = torch.zeros_like(kind_of)
        kind, modality, negated, modes = head.attributes(words[row, place])
        loss = loss + 0.3 * F.cross_entropy(kind, torch.tensor([KINDS.index(f["kind"]) for _, f in every]))
        loss = loss + 0.3 * F.cross_entropy(modality, torch.tensor([MODALITIES.index(f["modality"]) for _, f in every]))
        loss = loss + 0.2 * F.cross_entropy(negated, torch.tensor([int(f["negated"]) for _, f in every]))
        means = torch.tensor([[float(m in f["modes"]) for m in MODES] for _, f in every])
        loss = loss + 3 * F.binary_cross_entropy_with_logits(modes, means)
        roles, citing = head.roles(dropped[row], words[row, place], place, kind_of)
        tags = padded([[self.roles[t] for t in f["roles"]] for _, f in every], width)
        loss = loss + 1.5 * entropy(roles, tags)
        if self.twice:
            n = len(every) // 2
            loss = loss + 1.5 * self.twice * apart(roles[:n], roles[n:], tags[:n] != IGNORE)
        return loss + entropy(citing, padded([[self.citing[t] for t in f["citing"]] for _, f in every], width))


    def claims(self, items):
        """Marks of (report, sentence, words, marks)."""
        half = len(items)
        if self.twice:
            items = items + items
        batch = collate([x[2] for x in items], self.pieces)
        if self.masked:
            hidden = (torch.rand(batch["ids"].shape) < self.masked) & (batch["ids"] > WORDLIKE)
            batch["ids"] = batch["ids"].masked_fill(hidden, MASK_ID)
        logits = self.model.claim(self.model.frame.drop(self.model.words(batch))).float()
        target, asked = torch.zeros_like(logits), torch.zeros_like(logits)
        for i, (_, _, words, marks) in enumerate(items):
            asked[i, : len(words)] = 1
            for word, label, right in marks:
                if right:
                    target[i, word, label] = 1
                elif label is None:
                    asked[i, word] = 0
                else:
                    asked[i, word, label] = 0
        asked = torch.maximum(asked, target)  # what another claim of the word says for certain stands
        loss = (F.binary_cross_entropy_with_logits(logits, target, reduction="none") * asked).sum() / len(items)
        if self.twice:
            one, other = logits[:half], logits[half:]
            apart = (one.sigmoid() - other.sigmoid()) * (one - other) / 2
            loss = loss + self.twice * (apart * asked[:half]).sum() / half
        return loss


def mark(model, pieces, items):
    """Log-odds of the marks, word by word, of (report, sentence, words, marks)."""
    model.eval()
    out = []
    for i in range(0, len(items), 32):
        part = items[i : i + 32]
        with torch.no_grad():
            logits = model.claim(model.words(collate([x[2] for x in part], pieces, 510)))
        out += [logits[k, : len(x[2])] for k, x in enumerate(part)]
    return out


def write_marks(file, model, pieces, items):
    """How the words of sentences are marked, as `Hudna.Evaluation likelihood --marks` reads it."""
    for (report, sentence, _, _), logits in zip(items, mark(model, pieces, items)):
        file.write(json.dumps({"report": report, "sentence": sentence, "marks": [[round(float(v), 2) for v in w] for w in logits]}) + "\n")


def set_heads(model, pieces, items, half=False):
    """The head of a trigger phrase is its word whose parent, by the model's own tree, lies outside the phrase."""
    model.eval()
    items = sorted((x for x in items if x[1]), key=lambda x: len(x[0]))  # of like length: little padding
    for i in range(0, len(items), 32):
        part = items[i : i + 32]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            arcs = model.arcs(model.words(collate([w for w, _ in part], pieces)))
        for k, (words, frames) in enumerate(part):
            parent = arcs[k, : len(words), : len(words) + 1].argmax(-1)
            for f in frames:
                a, b = f["trigger"]
                f["head"] = next((j for j in range(a, b) if not a <= int(parent[j]) - 1 < b), a)


def fit(model, plan, epochs, rate, report, half=False, average=0.0):
    """`plan()` gives one epoch's [(name, loss function, batch)]; linear warm-up and decay. `half`: products in bfloat16; `average`: what is kept
    at each step of the running average of the weights, which the model ends with (0: the last weights)."""
    for frozen in (model.enc.word, model.enc.pos):
        frozen.weight.requires_grad_(False)
    encoder = [p for p in model.enc.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    others = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": rate}, {"params": others, "lr": 1.5e-3}], betas=(0.9, 0.98), weight_decay=0.01
    )
    total, step, start = len(plan()) * epochs, 0, time.time()
    mean = {k: v.clone() for k, v in model.state_dict().items()} if average else {}
    slope = lambda t: min(1.0, (t + 1) / (0.06 * total)) * max(0.02, 1 - t / total)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, slope)
    for epoch in range(epochs):
        model.train()
        sums = collections.defaultdict(list)
        steps = plan()
        random.shuffle(steps)
        for name, loss_of, batch in steps:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
                loss = loss_of(batch)
            # None, not zero: a head whose task comes seldom would go on moving on old momentum divided by a vanishing variance, and is lost.
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            if torch.isfinite(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)):
                optimiser.step()
                with torch.no_grad():
                    state, kept = model.state_dict(), min(average, (1 + step) / (10 + step))
                    for k, v in mean.items():
                        v.lerp_(state[k], 1 - kept)
            schedule.step()
            sums[name].append(loss.item())
            step += 1
            if step % 100 == 0:
                print(f"  {step}/{total} {time.time() - start:.0f} s", flush=True)
        print(epoch, f"{time.time() - start:.0f} s", {k: round(sum(v) / len(v), 3) for k, v in sums.items()}, flush=True)
        report(epoch)
    if mean:
        model.load_state_dict(mean)
        report(epochs - 1)


def shallower(state, keep):
    """The same weights with only the encoder layers that `keep` names, in that order."""
    order = {int(old): new for new, old in enumerate(keep.split(","))}
    out = {}
    for name, value in state.items():
        if name.startswith("enc.layers."):
            layer, rest = name[len("enc.layers.") :].split(".", 1)
            if int(layer) not in order:
                continue
            name = f"enc.layers.{order[int(layer)]}.{rest}"
        out[name] = value
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minilm", required=True)
    arguments.add_argument("--out", default="model.pt")
    arguments.add_argument("--start", help="go on from model.pt or an exported weights.safetensors: skip stage one")
    arguments.add_argument("--layers", type=int, default=6)
    arguments.add_argument("--keep", default="", help="the layers to start from, for a shallower model, e.g. 0,2,4")
    arguments.add_argument("--epochs", type=int, default=4)
    arguments.add_argument("--frame-epochs", type=int, default=8)
    arguments.add_argument("--rate", type=float, default=3e-4)
    arguments.add_argument("--frame-rate", type=float, default=2e-4)
    arguments.add_argument("--budget", type=int, default=1600, help="padded pieces a batch")
    arguments.add_argument("--company", type=float, default=1.0, help="tree and name batches per frame batch in stage two")
    arguments.add_argument("--hold", type=int, default=12, help="one frame sentence in n is held back for scores; 0 trains on all")
    arguments.add_argument("--mask", type=float, default=0.08, help="share of word pieces hidden in frame batches")
    arguments.add_argument("--smooth", type=float, default=0.05, help="label smoothing of triggers and their types")
    arguments.add_argument("--twice", type=float, default=0.0, help="weight of the distance between two readings of each frame batch (R-Drop)")
    arguments.add_argument("--average", type=float, default=0.998, help="running average of the weights in stage two; 0 for none")
    arguments.add_argument("--share", type=float, default=1.0, help="share of the frame batches in each epoch")
    arguments.add_argument("--claims", type=int, default=3, help="how often claims are read for each time that frames are")
    arguments.add_argument("--leave", default="", help="2/5: do not learn from every fifth report from the second on, and write how its words are marked to OUT.marks.jsonl")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--half", action="store_true", help="products in bfloat16: three times as fast where the processor has AVX512-BF16")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--sample", type=int, default=0, help="only so many items of each corpus: to try the whole way in minutes")
    a = arguments.parse_args()
    random.seed(a.seed)
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    pieces = WordPiece(f"{a.minilm}/vocab.txt")
    tree_items, name_items = corpora.trees(), corpora.names(random)
    labels = corpora.labels(tree_items, name_items)
    some = lambda items: random.sample(items, min(a.sample, len(items))) if a.sample else items
    tree_items, name_items = some(tree_items), some(name_items)
    model = Model(labels, a.layers)
    losses, parser = Losses(model, pieces, a.mask, a.smooth, a.twice), model
    tree_words, name_words, frame_words = (lambda x: [w[1] for w in x[0]]), (lambda x: x[1]), (lambda x: x[0])
    scores = {}
    save = lambda: torch.save({"labels": model.labels, "layers": a.layers, "state": model.state_dict(), "settings": vars(a), "scores": scores}, a.out)

    if a.start:
        exported = a.start.endswith(".safetensors")
        state = read_safetensors(a.start) if exported else torch.load(a.start, map_location="cpu")["state"]
        model.load_state_dict(shallower(state, a.keep) if a.keep else state, strict=False)
        if a.keep:  # a freshly cut model cannot parse yet: the whole one finds the triggers' heads
            parser = Model(labels, 1 + max(int(name.split(".")[2]) for name in state if name.startswith("enc.layers.")))
            parser.load_state_dict(state, strict=False)
    else:
        model.enc.load_minilm(f"{a.minilm}/model.safetensors", [int(x) for x in a.keep.split(",")] if a.keep else None)

        def first_plan():
            made = [("tree", losses.tree, b) for b in batches(tree_items, tree_words, pieces, a.budget)]
            return made + [("names", losses.names, b) for b in batches(name_items, name_words, pieces, a.budget)]

        fit(model, first_plan, a.epochs, a.rate, lambda epoch: save(), a.half)
    dev_trees = some(list(corpora.conllu(corpora.ROOT / "ud-english-ewt/en_ewt-ud-dev.conllu.gz")))
    print("EWT dev", tree_scores(model, pieces, dev_trees), flush=True)

    frame_items = some([(words, frames) for _, words, frames in corpora.frames()])
    set_heads(parser, pieces, frame_items, a.half)
    held_back = lambda words: a.hold and zlib.crc32(" ".join(words).encode()) % a.hold == 0  # stays the same as the corpus grows
    held, kept = [x for x in frame_items if held_back(x[0])], [x for x in frame_items if not held_back(x[0])]
    print(len(kept), "sentences with", sum(len(f) for _, f in kept), "frames;", len(held), "held back", flush=True)
    company = [("tree", losses.tree, b) for b in batches(tree_items, tree_words, pieces, a.budget)]
    company += [("names", losses.names, b) for b in batches(name_items, name_words, pieces, a.budget)]

    claim_items, left = corpora.claims(), []
    if a.leave:
        part, parts = map(int, a.leave.split("/"))
        reports = sorted({x[0] for x in claim_items})[part::parts]
        left, claim_items = [x for x in claim_items if x[0] in reports], [x for x in claim_items if x[0] not in reports]
    claim_items = some(claim_items)
    print(len(claim_items), "sentences with claims;", len(left), "left out", flush=True)

    def second_plan():
        made = [("frames", losses.frames, b) for b in batches(kept, frame_words, pieces, a.budget)]
        made = random.sample(made, int(len(made) * a.share))
        others = random.sample(company, min(len(company), int(len(made) * a.company)))
        marked = [("claims", losses.claims, b) for _ in range(a.claims) for b in batches(claim_items, lambda x: x[2], pieces, a.budget)]
        return made + others + marked

    def report(epoch):
        save()
        if held and epoch >= a.frame_epochs - 2:
            scores["frames held back"] = frame_scores(held, decode(model, pieces, [w for w, _ in held]))
            print("  held back:", scores["frames held back"], flush=True)

    fit(model, second_plan, a.frame_epochs, a.frame_rate, report, a.half, a.average)
    if left:
        with open(f"{a.out}.marks.jsonl", "w") as file:
            write_marks(file, model, pieces, left)
    scores["EWT dev, gold tokens"] = tree_scores(model, pieces, dev_trees)
    print("EWT dev", scores["EWT dev, gold tokens"], flush=True)
    save()


if __name__ == "__main__":
    main()
