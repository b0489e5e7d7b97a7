"""Write what a program needs to run the model: weights, vocabulary, labels, test vectors, manifest.

    python3 export.py --model model.pt --minilm DIR --out DIR [--cases cases.txt]

Matrices are stored as int8 with one float32 scale a row (value = int8 × scale), everything else as float32, in one
safetensors file. The vectors are computed from the stored (rounded) weights, so a reader of the file can match them.
"""
import argparse
import hashlib
import json
import shutil
import struct
from pathlib import Path

import numpy as np
import torch

import corpora
from decode import decode, tag, trees
from model import CITING, CLAIMS, KINDS, MODALITIES, MODES, ROLES, TYPES, Model
from score import frame_scores, tree_scores
from text import WordPiece, collate, shape, tokenize


def rounded(state):
    """(tensors to store, the same state with matrices rounded as stored)"""
    stored, back = {}, {}
    for name, tensor in state.items():
        value = tensor.float()
        if value.ndim == 2 and min(value.shape) >= 6 and name not in ("enc.pos.weight", "enc.shape.weight"):
            scale = value.abs().amax(1).clamp_min(1e-12) / 127
            whole = torch.round(value / scale[:, None]).clamp(-127, 127).to(torch.int8)
            stored[name], stored[name.replace(".weight", ".scale")] = whole, scale
            back[name] = whole.float() * scale[:, None]
        else:
            stored[name] = back[name] = value
    return stored, back


def save_safetensors(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, t in tensors.items():
        size = t.numel() * t.element_size()
        header[name] = {"dtype": {torch.int8: "I8", torch.float32: "F32"}[t.dtype], "shape": list(t.shape), "data_offsets": [offset, offset + size]}
        offset += size
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for t in tensors.values():
            out.write(np.ascontiguousarray(t.numpy()).tobytes())


def vector(model, pieces, text):
    """One case: everything between the text and what is read from it."""
    tokens = tokenize(text)
    words = [text[a:b] for a, b in tokens]
    batch = collate([words], pieces, 510)
    with torch.no_grad():
        hidden = model.words(batch)[0]
        trigger, claims = model.frame.trig(hidden), model.claim(hidden)
    upos, xpos, heads, relations = trees(model, pieces, [words])[0]
    small = lambda row: [round(float(x), 4) for x in row]
    return dict(
        text=text,
        tokens=tokens,
        pieces=[pieces(w) for w in words],
        shapes=[shape(w) for w in words],
        hidden={str(j): small(hidden[j, :16]) for j in sorted({0, len(words) // 2, len(words) - 1})},
        norm=[round(float(x), 3) for x in hidden.norm(dim=1)],
        trigger={str(j): small(trigger[j]) for j in sorted({0, len(words) // 2, len(words) - 1})},
        claims={str(j): small(claims[j]) for j in sorted({0, len(words) // 2, len(words) - 1})},
        frames=decode(model, pieces, [words])[0],
        names=tag(model, pieces, [words], "names")[0],
        entities=tag(model, pieces, [words], "re3d")[0],
        upos=upos,
        xpos=xpos,
        heads=heads,
        relations=relations,
    )


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--model", required=True)
    a.add_argument("--minilm", required=True)
    a.add_argument("--out", required=True)
    a.add_argument("--cases", default="cases.txt", help="one text a line (\\n stands for a line break)")
    a = a.parse_args()
    torch.set_num_threads(2)
    data = torch.load(a.model, map_location="cpu")
    labels = data.get("labels") or data["meta"]
    labels = {k: labels[k] for k in ("upos", "xpos", "deprel", "ner")} | {"roles": corpora.bio(ROLES), "citing": corpora.bio(CITING)}
    model = Model(labels, data["layers"])
    model.load_state_dict(data["state"])
    stored, back = rounded(model.state_dict())
    pieces = WordPiece(f"{a.minilm}/vocab.txt")
    dev = list(corpora.conllu(corpora.ROOT / "ud-english-ewt/en_ewt-ud-dev.conllu.gz"))[:400]
    before = tree_scores(model, pieces, dev)
    model.load_state_dict(back)
    print("first 400 sentences of EWT dev, float32:", before, "rounded:", tree_scores(model, pieces, dev))
    out = Path(a.out)
    out.mkdir(parents=True, exist_ok=True)
    save_safetensors(out / "weights.safetensors", stored, {"format": "hudna-1", "layers": str(data["layers"])})
    if Path(a.minilm).resolve() != out.resolve():  # going on from a model, into its own folder
        shutil.copy(f"{a.minilm}/vocab.txt", out / "vocab.txt")
    lists = labels | {"types": TYPES, "kinds": KINDS, "modalities": MODALITIES, "modes": MODES, "claims": CLAIMS}
    (out / "labels.json").write_text(json.dumps(lists, indent=1) + "\n")
    cases = [line.replace("\\n", "\n") for line in Path(a.cases).read_text(encoding="utf8").splitlines() if line]
    with open(out / "vectors.jsonl", "w", encoding="utf8") as file:
        for case in cases:
            file.write(json.dumps(vector(model, pieces, case), ensure_ascii=False) + "\n")
    manifest = {
        "name": out.name,
        "language": "en",
        "licence": "CC BY-SA 4.0",
        "from": "all-MiniLM-L6-v2 (Apache-2.0, Microsoft and the sentence-transformers authors), trained further with tools/training",
        "corpora": corpora.sources(),
        "layers": data["layers"],
        "settings": {k: v for k, v in data.get("settings", {}).items() if k not in ("minilm", "out", "start")},
        "scores": data.get("scores", {}),
    }
    manifest["files"] = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in sorted(out.iterdir()) if f.name != "manifest.json"}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
