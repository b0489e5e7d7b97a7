"""Train the gate: a linear model over hashed words and word pairs that lets sentences with nothing to code pass by.

    python3 gate.py --corpora DIR --teacher ../../data/models/hudna-en --out ../../data/models/hudna-gate [--bits 18] [--recall 0.995]

Sentences of the frame corpus with a frame are to be read, those with none may be skipped. The corpus has few of the latter, so the
treebanks' training sentences are added, labelled by the model itself: what it finds nothing in is a sentence with nothing to code. Five
folds: each sentence is scored by a gate that did not see it, and the threshold is the highest that keeps the recall asked for over the
frame corpus. Two cores need some five minutes. The C# side (`Gate.cs`) hashes in the same way: FNV-1a over the small letters of a token
as UTF-16, every digit as 0.
"""
import argparse
import hashlib
import json
import random
import zlib
from pathlib import Path

import numpy as np

from text import tokenize


def fnv(word):
    h = 2166136261
    for unit in np.frombuffer(word.encode("utf-16-le", "surrogatepass"), dtype="<u2"):
        h = ((h ^ int(unit)) * 16777619) & 0xFFFFFFFF
    return h


def key(token):
    return "".join("0" if c.isdigit() else c for c in token.lower())


def features(text, bits):
    """Places of a sentence's words and word pairs in the table."""
    out, previous, mask = set(), 2166136261, (1 << bits) - 1
    mix = lambda h: (h ^ (h >> 15)) & mask
    for a, b in tokenize(text):
        h = fnv(key(text[a:b]))
        out.add(mix(h))
        out.add(mix(((previous * 16777619) & 0xFFFFFFFF) ^ h))
        previous = h
    return np.fromiter(out, dtype=np.int64)


def sentences(folder):
    seen = {}
    for file in sorted(Path(folder).glob("*.jsonl")):
        for line in open(file, encoding="utf8"):
            record = json.loads(line)
            seen.setdefault(record["text"], len(record["frames"]))
    return list(seen.items())


def labelled(corpora_folder, teacher):
    """(text, number of frames that the model finds) of the treebanks' training sentences."""
    import torch

    from corpora import bio, conllu
    from decode import decode
    from model import CITING, ROLES, Model, read_safetensors
    from text import WordPiece

    torch.set_num_threads(1)  # waiting threads cost more than a second one brings here
    state = read_safetensors(f"{teacher}/weights.safetensors")
    labels = json.loads(Path(teacher, "labels.json").read_text())
    model = Model(labels | {"roles": bio(ROLES), "citing": bio(CITING)}, 1 + max(int(n.split(".")[2]) for n in state if n.startswith("enc.layers.")))
    model.load_state_dict(state)
    pieces, texts = WordPiece(f"{teacher}/vocab.txt"), []
    for name in ("ud-english-ewt/en_ewt-ud-train.conllu.gz", "ud-english-gum/en_gum_open-train.conllu.gz"):
        for sentence in conllu(Path(corpora_folder) / name):
            text = "".join(w[1] + ("" if "SpaceAfter=No" in w[9] else " ") for w in sentence).strip()
            if len(sentence) >= 3:
                texts.append(text)
    words = [[t[a:b] for a, b in tokenize(t)] for t in texts]
    return [(t, len(frames)) for t, frames in zip(texts, decode(model, pieces, words, batch_size=64))]


def fit(rows, size, epochs, seed, decay=2e-6, weight=3.0):
    """Logistic regression by Adagrad; a sentence with frames weighs more than one without."""
    chance = random.Random(seed)
    w, g, bias, gb = np.zeros(size), np.full(size, 1e-3), 0.0, 1e-3
    order = list(range(len(rows)))
    for _ in range(epochs):
        chance.shuffle(order)
        for i in order:
            x, frames = rows[i]
            n = 1 / np.sqrt(len(x) or 1)
            p = 1 / (1 + np.exp(-(w[x].sum() * n + bias)))
            d = (p - (frames > 0)) * (weight if frames else 1.0)
            step = d * n + decay * w[x]
            g[x] += step * step
            w[x] -= 0.3 * step / np.sqrt(g[x])
            gb += d * d
            bias -= 0.3 * d / np.sqrt(gb)
    return w, bias


def score(model, x):
    return model[0][x].sum() / np.sqrt(len(x) or 1) + model[1]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpora", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--teacher", help="a model's folder; without it only the frame corpus is used")
    a.add_argument("--bits", type=int, default=18)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--recall", type=float, default=0.995)
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    coded = dict(sentences(Path(a.corpora) / "frames"))
    more = {t: f for t, f in labelled(a.corpora, a.teacher) if t not in coded} if a.teacher else {}
    rows = [(features(t, a.bits), f, zlib.crc32(t.encode("utf8", "replace")) % 5, t in coded, t.count(" ") + 1) for t, f in (coded | more).items()]
    scored, others = [], []
    for fold in range(5):
        model = fit([r[:2] for r in rows if r[2] != fold], 1 << a.bits, a.epochs, a.seed)
        for x, frames, f, is_coded, words in rows:
            if f == fold:
                (scored if is_coded else others).append((score(model, x), frames, words))
    scored.sort()
    total, lost, threshold, skipped = sum(f for _, f, _ in scored), 0, scored[0][0], 0
    for i, (s, frames, _) in enumerate(scored):
        lost += frames
        if lost > total * (1 - a.recall):
            threshold, skipped = s, i
            break
    share = lambda part, whole: round(part / max(1, whole), 4)
    figures = {
        "sentences coded": len(scored),
        "of them without frames": sum(f == 0 for _, f, _ in scored),
        "frames": total,
        "recall of frames": share(sum(f for s, f, _ in scored if s >= threshold), total),
        "skipped of those without frames": share(sum(f == 0 for s, f, _ in scored if s < threshold), sum(f == 0 for _, f, _ in scored)),
        "treebank sentences": len(others),
        "of them without frames by the model": sum(f == 0 for _, f, _ in others),
        "words of the treebanks skipped": share(sum(n for s, _, n in others if s < threshold), sum(n for *_, n in others)),
        "frames of the model kept in the treebanks": share(sum(f for s, f, _ in others if s >= threshold), sum(f for _, f, _ in others)),
    }
    print(figures)
    w, bias = fit([r[:2] for r in rows], 1 << a.bits, a.epochs, a.seed)
    scale = float(np.abs(w).max() / 127)
    tensors = {
        "gate.weight": ("I8", [1, 1 << a.bits], np.clip(np.round(w / scale), -127, 127).astype(np.int8)),
        "gate.scale": ("F32", [1], np.array([scale], dtype="<f4")),
        "gate.bias": ("F32", [1], np.array([bias], dtype="<f4")),
        "gate.threshold": ("F32", [1], np.array([threshold], dtype="<f4")),
    }
    header, at = {"__metadata__": {"format": "hudna-gate-1", "bits": str(a.bits)}}, 0
    for name, (kind, shape, data) in tensors.items():
        header[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + data.nbytes]}
        at += data.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "gate.safetensors", "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + b"".join(d.tobytes() for _, _, d in tensors.values()))
    manifest = {
        "name": out.name, "licence": "CC BY-SA 4.0", "corpora": ["event frames, as data/models/hudna-en"], "settings": {"bits": a.bits, "epochs": a.epochs, "seed": a.seed, "recall": a.recall},
        "figures": figures, "files": {"gate.safetensors": hashlib.sha256((out / "gate.safetensors").read_bytes()).hexdigest()},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
