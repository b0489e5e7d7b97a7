"""How models mark reports that they have not learnt from, for the weights of the evidence (`Hudna.Evaluation likelihood --marks`).

    python3 marks.py --start ../../data/models/hudna-en/weights.safetensors --share 0.6 --out held.marks.jsonl fold0.pt fold1.pt fold2.pt

Each model was trained with `train.py --leave k/n`, k counted by its place in the row; `--share` of the weights that all began at are mixed in, as `mix.py` does
for the model that is shipped.
"""
import argparse

import torch

import corpora
from model import Model, read_safetensors
from text import WordPiece
from train import write_marks


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--start", required=True)
    arguments.add_argument("--share", type=float, default=0.0)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("models", nargs="+")
    a = arguments.parse_args()
    start, items = read_safetensors(a.start), corpora.claims()
    pieces = WordPiece(a.start.replace("weights.safetensors", "vocab.txt"))
    reports = sorted({x[0] for x in items})
    with open(a.out, "w") as file:
        for k, path in enumerate(a.models):
            run = torch.load(path, map_location="cpu")
            model = Model(run["labels"], run["layers"])
            model.load_state_dict({name: start[name] * a.share + value.float() * (1 - a.share) if name in start else value for name, value in run["state"].items()})
            left = set(reports[k :: len(a.models)])
            write_marks(file, model, pieces, [x for x in items if x[0] in left])


if __name__ == "__main__":
    main()
