"""Mix the weights of training runs that began at the same ones: their mean often reads frames better than any of them.

    python3 mix.py --out model.pt one.pt 3 other.pt 1      three parts of the first, one of the second; settings and labels are the first's

`--shy 0.2` makes the mixture want so much more, in log-odds, before it calls a word a trigger: training with smoothed labels leaves it a little too ready.
"""
import argparse

import torch


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--shy", type=float, default=0.0, help="log-odds added against every trigger")
    arguments.add_argument("parts", nargs="+", help="model and its weight, by turns")
    a = arguments.parse_args()
    runs = [(torch.load(path, map_location="cpu"), float(weight)) for path, weight in zip(a.parts[::2], a.parts[1::2])]
    total, first = sum(weight for _, weight in runs), runs[0][0]
    first["state"] = {name: sum(run["state"][name].float() * weight for run, weight in runs) / total for name in first["state"]}
    first["state"]["frame.trig.bias"][0] += a.shy
    torch.save(first, a.out)


if __name__ == "__main__":
    main()
