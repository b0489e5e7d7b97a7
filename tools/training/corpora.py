"""The training texts, read from the folder that HUDNA_CORPORA names: trees, names, entities, frames and claims."""
import collections
import gzip
import hashlib
import json
import os
import random
import re
from pathlib import Path

from model import CITING, CLAIMS, MODES, ROLES, bio
from text import tokenize

# Where the corpora lie; `python3 run.py` sets it.
ROOT = Path(os.environ.get("HUDNA_CORPORA", Path(__file__).resolve().parents[2] / "corpora"))
NAMES = ["PER", "LOC", "ORG"]
COUNT_ROLE = {"killed": "killed", "wounded": "wounded", "casualties": "casualties", "displaced": "displaced"}  # any other: number


OWN = Path(__file__).resolve().parent / "frames"  # sentences written for the project, beside the corpora's
MARKED = Path(__file__).resolve().parent / "marks"  # sentences of reports coded by hand, their words marked with the claims they tell
LICENCES = {
    "ud-english-ewt": "CC BY-SA 4.0", "ud-english-gum": "CC BY 4.0, texts by genre", "uner-english-ewt": "CC BY-SA 4.0", "ner-open": "CC BY 4.0",
    "re3d": "public domain, CC BY-SA 3.0, CC BY 3.0 AU", "frames": "CC BY 4.0, CC BY 3.0, CC BY-SA 4.0, Apache-2.0 by file",
}


def sources():
    """What the manifest says of the corpora: licence, and the SHA-256 over the files that training reads."""
    out = {}
    for name, licence in LICENCES.items():
        sums = hashlib.sha256()
        for file in sorted(f for f in (ROOT / name).rglob("*") if f.suffix in (".gz", ".jsonl", ".json")):
            sums.update(file.read_bytes())
        out[name] = {"licence": licence, "sha256": sums.hexdigest()}
    for folder in (OWN, MARKED):
        sums = hashlib.sha256()
        for file in sorted(folder.glob("*.jsonl")):
            sums.update(file.read_bytes())
        out[f"tools/training/{folder.name}"] = {"licence": "Apache-2.0", "sha256": sums.hexdigest()}
    return out


def lines(path):
    with gzip.open(path, "rt", encoding="utf8") if str(path).endswith(".gz") else open(path, encoding="utf8") as file:
        yield from (line.rstrip("\n") for line in file)


def repair(tags):
    """Turn an I- that continues nothing into B-."""
    out, previous = [], "O"
    for tag in tags:
        if tag[0] == "I" and previous[2:] != tag[2:]:
            tag = "B" + tag[1:]
        out.append(tag)
        previous = tag
    return out


def spans(tags):
    """BIO tags → [(start, end, label)]"""
    out, start, label = [], None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != label):
            out.append((start, i, label))
            start = None
        if tag != "O" and start is None:
            start, label = i, tag[2:]
    return out


# ---------------------------------------------------------------- trees
def conllu(path):
    """Sentences of a CoNLL-U file as lists of ten columns, without ranges and empty nodes."""
    sentence = []
    for line in lines(path):
        if not line:
            if sentence:
                yield sentence
            sentence = []
        elif not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                sentence.append(columns)
    if sentence:
        yield sentence


def gum_names(sentence):
    """BIO names from GUM's nested `Entity=` brackets: person, place and organisation mentions headed by a proper noun."""
    kinds = {"person": "PER", "organization": "ORG", "place": "LOC"}
    tags, opened, mentions = ["O"] * len(sentence), [], []
    for i, word in enumerate(sentence):
        match = re.search(r"Entity=([^|]*)", word[9])
        for bracket in re.findall(r"\([^()]*\)?|[^()]*\)", match.group(1)) if match else ():
            if bracket.startswith("("):
                fields = bracket[1:].rstrip(")").split("-")
                if bracket.endswith(")"):
                    mentions.append((i, i, fields))
                else:
                    opened.append((i, fields))
            else:
                key = bracket.rstrip(")").split("-")[0]
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][1][0] == key:
                        start, fields = opened.pop(k)
                        mentions.append((start, i, fields))
                        break
    upper = lambda k: sentence[k][1][:1].isupper()
    proper = lambda k: sentence[k][3] == "PROPN"
    inner = {"ADP", "DET", "CCONJ", "PUNCT", "NUM", "ADJ", "NOUN"}
    part = lambda k: proper(k) or (sentence[k][3] in inner and upper(k)) or sentence[k][1] in ("of", "-", "'s", "\u2019s", "al")
    for a, b, fields in sorted(mentions, key=lambda m: m[0] - m[1]):
        if len(fields) < 2 or fields[1] not in kinds:
            continue
        heads = [k for k in range(a, b + 1) if not a <= int(sentence[k][6]) - 1 <= b]
        if not heads or not proper(heads[0]):
            continue
        x = y = head = heads[0]
        while x > a and part(x - 1):
            x -= 1
        while y < b and part(y + 1):
            y += 1
        while x < head and not proper(x) and not (upper(x) and sentence[x][3] in ("ADJ", "NOUN")):
            x += 1
        while y > head and not upper(y) and not proper(y) and sentence[y][3] != "NUM":
            y -= 1
        if all(tags[k] == "O" for k in range(x, y + 1)):
            tags[x : y + 1] = ["B-" + kinds[fields[1]]] + ["I-" + kinds[fields[1]]] * (y - x)
    return tags


def trees():
    """[(sentence, name tags or None)] of EWT and the open part of GUM."""
    ewt = [(s, None) for s in conllu(ROOT / "ud-english-ewt/en_ewt-ud-train.conllu.gz")]
    gum = [(s, gum_names(s)) for s in conllu(ROOT / "ud-english-gum/en_gum_open-train.conllu.gz")]
    return ewt + gum


# ---------------------------------------------------------------- names and entities
def tagged(path, mapping):
    words, tags = [], []
    for line in lines(path):
        if line.startswith("-DOCSTART") or (line.startswith("# ") and "=" in line):
            continue
        if not line.strip():
            if words:
                yield words, repair(tags)
            words, tags = [], []
            continue
        columns = re.split(r"\t| ", line)
        word, tag = (columns[1], columns[2]) if columns[0].isdigit() and len(columns) > 2 else (columns[0], columns[-1])
        label = mapping.get(tag[2:], tag[2:])
        words.append(word)
        tags.append("O" if tag == "O" or label is None else tag[:2] + label)
    if words:
        yield words, repair(tags)


def re3d(folder):
    """One publisher's documents, cut at sentence ends: (words, BIO over the outermost entities)."""
    texts = {d["_id"]: d["text"] for d in map(json.loads, lines(folder / "documents.json"))}
    entities = collections.defaultdict(list)
    for e in map(json.loads, lines(folder / "entities.json")):
        entities[e["documentId"]].append((e["begin"], e["end"], e["type"]))
    for key, text in texts.items():
        tokens = tokenize(text)
        tags = ["O"] * len(tokens)
        for begin, end, label in sorted(entities[key], key=lambda e: e[0] - e[1]):
            inside = [j for j, (a, b) in enumerate(tokens) if a < end and b > begin]
            if inside and all(tags[j] == "O" for j in inside):
                for j in inside:
                    tags[j] = ("B-" if j == inside[0] else "I-") + label
        start = 0
        for j, (a, b) in enumerate(tokens):
            last = j == len(tokens) - 1
            if last or text[a:b] in ".!?" or "\n" in text[b : tokens[j + 1][0]]:
                if j + 1 - start > 2:
                    yield [text[x:y] for x, y in tokens[start : j + 1]], tags[start : j + 1]
                start = j + 1


def names(chance):
    """[(scheme, words, tags)]: 'names' (three types) and 're3d' (its own types)."""
    drop = {"product": None, "creative-work": None, "MISC": None, "OTH": None}
    same = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG"}
    out = []
    for file, times in (
        ("ner-open/wikigold_wikigold.conll.txt.gz", 2),
        *((f"ner-open/btc_{part}.conll.gz", 1) for part in "abefg"),
        ("uner-english-ewt/en_ewt-ud-dev.iob2.gz", 2),
    ):
        found = list(tagged(ROOT / file, {**drop, **same}))
        if "btc" in file:  # tweets: only some, and only those with a name
            found = [x for x in found if any(t != "O" for t in x[1])]
            found = chance.sample(found, min(450, len(found)))
        out += [("names", w, t) for w, t in found] * times
    for folder in sorted((ROOT / "re3d").iterdir()):
        if folder.is_dir():
            out += [("re3d", w, t) for w, t in re3d(folder)] * 2
    return out


# ---------------------------------------------------------------- frames
def find(text, span):
    """(start, end) of a span at word boundaries; 'Idlib#2' is the second occurrence."""
    n = 1
    if re.search(r"#\d+$", span):
        span, number = span.rsplit("#", 1)
        n = int(number)
    at = -1
    while True:
        at = text.find(span, at + 1)
        if at < 0:
            return None
        end = at + len(span)
        clean = not (at and text[at - 1].isalnum() and span[0].isalnum()) and not (
            end < len(text) and text[end].isalnum() and span[-1].isalnum()
        )
        n -= clean
        if n == 0:
            return at, end


def frames(parts=None):
    """[(record, words, frames)]; a frame has token indices: trigger (a, b), roles and citing as BIO lists."""
    out, seen = [], set()
    for file in sorted((ROOT / "frames").glob("*.jsonl")) + sorted(OWN.glob("*.jsonl")):
        if parts and file.stem not in parts:
            continue
        for record in map(json.loads, lines(file)):
            if record["text"] in seen:
                continue
            seen.add(record["text"])
            text = record["text"]
            tokens = tokenize(text)

            def index(span):
                place = find(text, span)
                inside = [j for j, (a, b) in enumerate(tokens) if place and a < place[1] and b > place[0]]
                return (inside[0], inside[-1] + 1) if inside else None

            read = []
            for f in record["frames"]:
                trigger = index(f["trigger"])
                if trigger is None:
                    continue
                layers = {"roles": ["O"] * len(tokens), "citing": ["O"] * len(tokens)}

                def put(layer, role, span):
                    place, tags = index(span), layers[layer]
                    if place and all(tags[k] == "O" for k in range(*place)):
                        tags[place[0] : place[1]] = ["B-" + role] + ["I-" + role] * (place[1] - place[0] - 1)

                for count in f.get("counts", []):
                    put("roles", COUNT_ROLE.get(count["what"], "number"), count["text"])
                for role in ("place", "time", "actor", "target", "weapon"):
                    for span in f.get(role, []):
                        put("roles", role, span)
                for role in CITING:
                    for span in f.get(role, []):
                        put("citing", role, span)
                read.append(
                    dict(
                        trigger=trigger,
                        type=f["type"],
                        kind=f["kind"],
                        modality=f.get("modality", "asserted"),
                        negated=bool(f.get("negated")),
                        modes=[m for m in f.get("modes", []) if m in MODES],
                        **layers,
                    )
                )
            out.append((record, [text[a:b] for a, b in tokens], read))
    return out


# ---------------------------------------------------------------- claims
def claims():
    """[(report, sentence, words, marks)] of hand-coded reports: marks are (word, number in CLAIMS or None for all, right), right of False: nobody asks."""
    index, out = {name: i for i, name in enumerate(CLAIMS)}, []
    for file in sorted(MARKED.glob("*.jsonl")):
        for r in map(json.loads, lines(file)):
            marks = [(word, index.get(label), right) for word, label, right in r["marks"] if label is None or label in index]
            out.append((r["report"], r["sentence"], r["words"], marks))
    return out


def labels(tree_items, name_items):
    """The label lists in the order of the heads' rows."""
    column = lambda i: sorted({w[i] for s, _ in tree_items for w in s})
    entity = sorted({t[2:] for scheme, _, tags in name_items if scheme == "re3d" for t in tags if t != "O"})
    return dict(
        upos=column(3), xpos=column(4), deprel=column(7), ner={"names": bio(NAMES), "re3d": bio(entity)}, roles=bio(ROLES), citing=bio(CITING)
    )
