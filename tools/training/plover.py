"""Root type of PLOVER's gold records, the pair of actors given.

    HUDNA_CORPORA=DIR python3 plover.py ../../data/models/hudna-en

PLOVER codes the verbal act that binds the pair, not the act spoken of: each likely trigger votes for its type, weighed by how far the pair
fills its actor and target, and by whether it is told as done (a demand, as demanded). DIR/plover/gold-records.jsonl: 316 records, 322 events.
"""
import json
import re
import sys
from pathlib import Path

import torch

from corpora import ROOT
from model import MODALITIES, TYPES, Model, read_safetensors
from text import WordPiece, collate, tokenize

ROOTS = TYPES[:16]
SAME = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}  # names of PLOVER 0.5b1
FOUR = dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE".split(), "verbal cooperation") | dict.fromkeys("COOPERATE AID RETREAT".split(), "material cooperation")
FOUR |= dict.fromkeys("REQUEST ACCUSE REJECT THREATEN".split(), "verbal conflict") | dict.fromkeys("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), "material conflict")
UNTOLD, UNBOUND = 0.1, 0.3  # the vote of an act that is not told as done; of an actor whose words are not in the text


def read(model, pieces, words):
    """Likely triggers: type probabilities (n, 16), roles (n, words, tags), told as done (n)."""
    with torch.no_grad():
        vectors = model.words(collate([words], pieces, 510))
        p = torch.softmax(model.frame.trig(vectors), -1)[0]
        at = torch.nonzero(1 - p[:, 0] > 0.02)[:, 0]
        if not len(at):
            return None
        triggers, types = vectors[0, at], p[at, 1:17]
        roles, _ = model.frame.roles(vectors.expand(len(at), -1, -1), triggers, at, types.argmax(-1) + 1)
        modal = torch.softmax(model.frame.attributes(triggers)[1], -1)
    demand = types.argmax(-1) == ROOTS.index("REQUEST")
    told = modal[:, MODALITIES.index("asserted")] + 0.5 * modal[:, MODALITIES.index("denied")] + demand * modal[:, MODALITIES.index("demanded")]
    return types, torch.softmax(roles, -1), told


def main(folder):
    folder = Path(folder)
    model = Model(json.loads((folder / "labels.json").read_text()))
    model.load_state_dict(read_safetensors(folder / "weights.safetensors"), strict=False)
    model.eval()
    pieces, tags = WordPiece(folder / "vocab.txt"), model.labels["roles"]
    columns = {role: [tags.index("B-" + role), tags.index("I-" + role)] for role in ("actor", "target")}
    events = root = four = 0
    for record in map(json.loads, open(ROOT / "plover" / "gold-records.jsonl", encoding="utf8")):
        spans = tokenize(record["text"])
        found = read(model, pieces, [record["text"][a:b] for a, b in spans])
        for event in record["events"]:
            gold, votes = SAME.get(event["code"], event["code"]), torch.zeros(16)
            if found:
                types, roles, told = found
                fills = torch.zeros(len(types)) + UNTOLD
                for role, side in (("actor", "source"), ("target", "target")):
                    where = [m.span() for a in event[side] for m in re.finditer(re.escape(a["actorText"]), record["text"])]
                    inside = [k for k, (x, y) in enumerate(spans) if any(x < b and y > a for a, b in where)]
                    fills += roles[:, inside][:, :, columns[role]].sum(-1).amax(-1) if inside else UNBOUND
                votes = (types * (fills * (UNTOLD + told))[:, None]).sum(0)
            best = ROOTS[int(votes.argmax())] if votes.sum() > 0 else None
            events, root, four = events + 1, root + (best == gold), four + (FOUR.get(best) == FOUR[gold])
    print(f"{events} events: root {100 * root / events:.1f} %, four-way {100 * four / events:.1f} %")


if __name__ == "__main__":
    main(sys.argv[1])
