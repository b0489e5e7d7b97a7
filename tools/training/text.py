"""From text to model input: tokens with spans, word pieces, letter shapes.

The C# side must give the same numbers: `vectors.jsonl` beside the weights holds cases.
"""
import re
import unicodedata

MAX_PIECES_PER_WORD = 8
MAX_PIECES = 300

# One token a match, tried in this order: addresses, initialisms, numbers, words, runs of dots or dashes, single marks.
TOKEN = re.compile(
    r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)+|\d+"
    r"|[A-Za-z\u00c0-\u024f\u0370-\u1fff\u0600-\u06ff]+|\.\.\.|--+|[^\w\s]|\w+"
)
APOSTROPHES = "'\u2019"
CLITICS = {"s", "re", "ve", "ll", "d", "m"}
ABBREVIATIONS = set(
    "mr mrs ms dr gen lt col maj sgt capt gov sen rep st jr sr no inc ltd co corp jan feb mar apr jun jul aug sep sept "
    "oct nov dec vs etc brig adm prof rev hon".split()
)


def tokenize(text):
    """Spans (start, end) of Universal-Dependencies-like tokens: clitics and hyphens stand alone, 'Gen.' keeps its dot."""
    raw = [m.span() for m in TOKEN.finditer(text)]
    word = lambda k: text[raw[k][0] : raw[k][1]] if k < len(raw) else ""
    joined = lambda k: k + 1 < len(raw) and raw[k][1] == raw[k + 1][0]
    out, i = [], 0
    while i < len(raw):
        start, end = raw[i]
        w = word(i)
        if joined(i) and word(i + 1) in APOSTROPHES and joined(i + 1):
            suffix = word(i + 2).lower()
            if suffix == "t" and w.lower().endswith("n") and len(w) > 1:
                out += [(start, end - 1), (end - 1, raw[i + 2][1])]
                i += 3
                continue
            if suffix in CLITICS:
                out += [(start, end), (end, raw[i + 2][1])]
                i += 3
                continue
        if joined(i) and word(i + 1) == "." and (w.lower() in ABBREVIATIONS or (len(w) == 1 and w.isalpha() and w.isupper())):
            out.append((start, end + 1))
            i += 2
            continue
        out.append((start, end))
        i += 1
    return out


def shape(word):
    """0 lower case or no letters, 1 Title, 2 UPPER, 3 one capital alone, 4 miXed, 5 has a digit."""
    if any(c.isdigit() for c in word):
        return 5
    letters = [c for c in word if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters):
        return 3 if len(letters) == 1 else 2
    return 1 if letters[0].isupper() and upper == 1 else 4


class WordPiece:
    """BERT's uncased word pieces: greedy longest match on the lower-cased, accent-stripped word."""

    def __init__(self, vocabulary):
        with open(vocabulary, encoding="utf8") as lines:
            self.ids = {line.rstrip("\n"): i for i, line in enumerate(lines)}
        self.unk, self.cls, self.sep, self.pad = (self.ids[t] for t in ("[UNK]", "[CLS]", "[SEP]", "[PAD]"))
        self.cache = {}

    @staticmethod
    def parts(word):
        """Lower case, no accents (NFD without Mn), split at punctuation; control characters dropped."""
        bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
        out, current = [], ""
        for c in bare:
            o, category = ord(c), unicodedata.category(c)
            if c.isspace() or 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126 or category.startswith("P"):
                if current:
                    out.append(current)
                current = ""
                if not c.isspace():
                    out.append(c)
            elif o not in (0, 0xFFFD) and category not in ("Cc", "Cf"):
                current += c
        return out + [current] if current else out

    def __call__(self, word):
        """Piece ids of one word, at least one, at most eight."""
        if word not in self.cache:
            ids = []
            for part in self.parts(word):
                ids += self._match(part)
            self.cache[word] = (ids or [self.unk])[:MAX_PIECES_PER_WORD]
        return self.cache[word]

    def _match(self, part):
        if len(part) > 100:
            return [self.unk]
        ids, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = ("##" if start else "") + part[start:end]
                if piece in self.ids:
                    break
            else:
                return [self.unk]
            ids.append(self.ids[piece])
            start = end
        return ids


def collate(sentences, pieces, limit=MAX_PIECES):
    """Word lists → padded tensors. `first` is each word's first piece; words past the limit share the last place."""
    import torch  # only training needs it; the gate's trainer reads tokens without

    rows = []
    for words in sentences:
        ids, shapes, first = [pieces.cls], [0], []
        for w in words:
            p = pieces(w)
            if len(ids) + len(p) > limit - 1:
                p = p[:1]
            first.append(min(len(ids), limit - 2))
            if len(ids) < limit - 1:
                ids += p
                shapes += [shape(w)] * len(p)
        rows.append((ids + [pieces.sep], shapes + [0], first))
    width, words = max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    pad = lambda row, n, value=0: row + [value] * (n - len(row))
    return dict(
        ids=torch.tensor([pad(r[0], width, pieces.pad) for r in rows]),
        shapes=torch.tensor([pad(r[1], width) for r in rows]),
        lengths=torch.tensor([len(r[0]) for r in rows]),
        first=torch.tensor([pad(r[2], words) for r in rows]),
        counts=torch.tensor([len(r[2]) for r in rows]),
    )
