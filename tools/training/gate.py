"""Train the gate: a linear model over hashed words and word pairs that lets sentences with nothing to code pass by.

    python3 gate.py --corpora DIR --write sentences.jsonl
    dotnet run -c Release --project ../../benchmarks/Hudna.Benchmarks -- label sentences.jsonl > labels.jsonl
    python3 gate.py --corpora DIR --labels labels.jsonl --out ../../data/models/hudna-gate [--bits 18] [--recall 0.995]

Sentences of the frame corpus with a frame are to be read, those with none may be skipped. The corpus has few of the latter, so ordinary
sentences are added (treebanks, news, Wikipedia), labelled by the base model itself: what it finds nothing in is a sentence with nothing to
code. Sources marked as held out are written and labelled too, but never trained on: `Hudna.Benchmarks gate labels.jsonl` measures on them.
Nine folds, whole files of the frame corpus apart: each sentence is scored by a gate that saw neither it nor its likes, and the threshold is
the highest that keeps the recall asked for over the frame corpus. Frames that the model finds in news of other matters are not what the recall is asked of; how many stay is printed. One
core needs two minutes. The C# side (`Gate.cs`) hashes in the same way: FNV-1a over the small letters of a token as UTF-16, every digit as 0.
"""
import argparse
import gzip
import hashlib
import json
import random
import re
import tarfile
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

import numpy as np

from text import tokenize

FOLDS = 9


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
    """text → (number of frames, number of its file)"""
    seen = {}
    for number, file in enumerate(sorted(Path(folder).glob("*.jsonl"))):
        for line in open(file, encoding="utf8"):
            record = json.loads(line)
            seen.setdefault(record["text"], (len(record["frames"]), number))
    return seen


def plain(words):
    """Tokens of a corpus put together again as they would be printed."""
    text = " ".join(words).replace("`` ", "\u201c").replace(" ''", "\u201d")
    return re.sub(r" ([,.;:!?%)\u201d]|n't\b|'(?:s|re|ve|ll|d|m)\b)", r"\1", text).replace("( ", "(")


def tokens(root):
    """Sentences of a CAT document."""
    out = {}
    for token in root.iter("token"):
        out.setdefault(int(token.get("sentence")), []).append(token.text or "")
    return [plain(words) for words in out.values()]


def ordinary(corpora):
    """(source, whether it is held out, sentence) of texts that nobody chose for their war or politics."""
    opened = lambda path: gzip.open(Path(corpora) / path, "rt", encoding="utf8")
    for source, held, path in (
        ("EWT", False, "ud-english-ewt/en_ewt-ud-train.conllu.gz"), ("GUM", False, "ud-english-gum/en_gum_open-train.conllu.gz"),
        ("EWT dev", True, "ud-english-ewt/en_ewt-ud-dev.conllu.gz"), ("GUM dev", True, "ud-english-gum/en_gum_open-dev.conllu.gz"),
    ):
        yield from ((source, held, line[9:].strip()) for line in opened(path) if line.startswith("# text = "))
    words = []
    for line in opened("ner-open/wikigold_wikigold.conll.txt.gz"):
        if line.strip():
            words.append(line.split()[0])
        elif words:
            yield "wikigold", False, plain(words)
            words = []
    with tarfile.open(Path(corpora) / "ecbplus/ecbplus-topics-1-35.tar.gz") as archive:
        for member in sorted((m for m in archive if m.name.endswith(".xml")), key=lambda m: m.name):
            topic = int(member.name.split("/")[-2])
            held = topic in (2, 5, 12, 18, 21, 23, 34, 35)  # the topics that are usually kept for development
            yield from (("ECB+ dev" if held else "ECB+", held, s) for s in tokens(ET.fromstring(archive.extractfile(member).read())))
    for file in sorted((Path(corpora) / "meantime/intra-doc_annotation").rglob("*.xml")):
        yield from (("MEANTIME", True, s) for s in tokens(ET.parse(file).getroot()))
    for article in ET.parse(Path(corpora) / "geovirus/GeoVirus.dev-half.xml").getroot():
        yield from (("GeoVirus", True, s) for s in re.split(r"(?<=[.!?])[\"\u201d]?\s+(?=[A-Z\"\u201c])", article.findtext("text")))


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


def highest(scored, recall):
    """The highest threshold that keeps so much of the frames of (score, frames, …) rows."""
    scored = sorted(scored)
    left = sum(row[1] for row in scored) * (1 - recall)
    for score_of, frames, *_ in scored:
        left -= frames
        if left < 0:
            return score_of
    return scored[0][0]


def figures_of(scored, threshold):
    share = lambda part, whole: round(part / max(1, whole), 4)
    total = sum(f for _, f, *_ in scored)
    empty = [s for s, f, *_ in scored if f == 0]
    return {
        "sentences": len(scored), "without frames": share(len(empty), len(scored)), "frames kept": share(sum(f for s, f, *_ in scored if s >= threshold), total),
        "skipped of those without": share(sum(s < threshold for s in empty), len(empty)),
        "words skipped": share(sum(n for s, _, n in scored if s < threshold), sum(n for *_, n in scored)),
    }


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpora", required=True)
    a.add_argument("--write", help="write the ordinary sentences to be labelled, and stop")
    a.add_argument("--labels", help="the same with the number of frames in each; without it only the frame corpus is used")
    a.add_argument("--out", help="the gate's folder; without it only figures are printed")
    a.add_argument("--bits", type=int, default=18)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--weight", type=float, default=3.0, help="what a sentence with frames counts")
    a.add_argument("--decay", type=float, default=2e-6)
    a.add_argument("--recall", type=float, default=0.995)
    a.add_argument("--seed", type=int, default=1)
    a = a.parse_args()
    coded = sentences(Path(a.corpora) / "frames")
    if a.write:
        seen = set(coded)
        with open(a.write, "w", encoding="utf8") as file:
            for source, held, text in ordinary(a.corpora):
                if text not in seen and len(text.split()) >= 3:
                    seen.add(text)
                    file.write(json.dumps({"source": source, "held": held, "text": text}, ensure_ascii=False) + "\n")
        return
    items = [("frames", text, count, file) for text, (count, file) in coded.items()]
    if a.labels:
        records = (json.loads(line) for line in open(a.labels, encoding="utf8"))
        items += [(r["source"], r["text"], r["frames"], zlib.crc32(r["text"].encode("utf8", "replace"))) for r in records if not r["held"]]
    rows = [(features(t, a.bits), f, group % FOLDS, source, t.count(" ") + 1) for source, t, f, group in items]
    scored = {}
    for fold in range(FOLDS):
        model = fit([r[:2] for r in rows if r[2] != fold], 1 << a.bits, a.epochs, a.seed, a.decay, a.weight)
        for x, frames, f, source, words in rows:
            if f == fold:
                scored.setdefault(source, []).append((score(model, x), frames, words))
    threshold = highest(scored["frames"], a.recall)
    figures = {source: figures_of(part, threshold) for source, part in scored.items()}
    for source, part in figures.items():
        print(source, part)
    if not a.out:
        return
    w, bias = fit([r[:2] for r in rows], 1 << a.bits, a.epochs, a.seed, a.decay, a.weight)
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
        "name": out.name, "licence": "CC BY-SA 4.0", "corpora": ["event frames, as data/models/hudna-en", *(s for s in figures if s != "frames")], "settings": {k: getattr(a, k) for k in ("bits", "epochs", "weight", "decay", "seed", "recall")},
        "figures": figures, "files": {"gate.safetensors": hashlib.sha256((out / "gate.safetensors").read_bytes()).hexdigest()},
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
