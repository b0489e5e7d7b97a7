"""Mix the weights of training runs that began at the same ones: their mean often reads frames better than any of them.

    python3 mix.py --out model.pt one.pt 3 other.pt 1      three parts of the first, one of the second; settings and labels are the first's
    python3 mix.py --out model.pt one.pt 1 other.pt 1 ../../data/models/hudna-en/weights.safetensors 3      with the weights that they began at

What only some of them have (a head that the weights they began at lack) is mixed of those.

`--shy 0.2` makes the mixture want so much more, in log-odds, before it calls a word a trigger: training with smoothed labels leaves it a little too ready.
"""
import argparse

import torch

from model import read_safetensors


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--shy", type=float, default=0.0, help="log-odds added against every trigger")
    arguments.add_argument("parts", nargs="+", help="model and its weight, by turns")
    a = arguments.parse_args()
    read = lambda path: {"state": read_safetensors(path)} if path.endswith(".safetensors") else torch.load(path, map_location="cpu")
    runs = [(read(path), float(weight)) for path, weight in zip(a.parts[::2], a.parts[1::2])]
    first = runs[0][0]

    def mean(name):
        have = [(run["state"][name].float(), weight) for run, weight in runs if name in run["state"]]
        return sum(value * weight for value, weight in have) / sum(weight for _, weight in have)

    first["state"] = {name: mean(name) for name in list(first["state"])}
    first["state"]["frame.trig.bias"][0] += a.shy
    torch.save(first, a.out)


if __name__ == "__main__":
    main()
