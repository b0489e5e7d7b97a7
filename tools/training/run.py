"""Train a model with one command: corpora in; weights, vocabulary, labels, vectors and manifest out.

    python3 run.py --corpora DIR --out ../../data/models/hudna-en                        go on from the shipped base model
    python3 run.py --corpora DIR --out ../../data/models/hudna-en-small --size small     the three-layer one, from the base
    python3 run.py --corpora DIR --out DIR --minilm DIR                                  from scratch, all-MiniLM-L6-v2 given
    python3 run.py --corpora DIR --out /tmp/try --sample 60 --epochs 1                   the whole way in minutes, for a try

Debian's python3-torch and python3-numpy suffice, with libopenblas0-pthread (without it PyTorch uses the plain reference library, ten times
slower); nothing is fetched. The corpora are the folders that corpora.py names (see LICENCES there). From the shipped model two cores need
some forty minutes, from scratch an hour and ten; the try on a sample, 2.5 minutes on one. The seed is in the settings; torch on another
machine may round otherwise, so weights agree in quality, not in bytes.
"""
import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
MODELS = HERE.parents[1] / "data" / "models"
# size → layers kept, learning rate of the frames, company of the first tasks, seed
SIZES = {"base": (6, "", 1.5e-4, 0.3, 11), "small": (3, "0,2,4", 3e-4, 0.8, 3)}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpora", required=True, help="the folder of corpora")
    a.add_argument("--out", required=True, help="the model's folder")
    a.add_argument("--size", choices=SIZES, default="base")
    a.add_argument("--minilm", help="all-MiniLM-L6-v2's own weights and vocabulary: start from scratch")
    a.add_argument("--epochs", type=int, default=2, help="of stage two: more than two or three read frames worse")
    a.add_argument("--sample", type=int, default=0, help="only so many items of each corpus")
    a.add_argument("--half", action="store_true", help="products in bfloat16, where the processor has AVX512-BF16")
    a.add_argument("--threads", type=int, default=2)
    a = a.parse_args()
    for needed in ("torch", "numpy"):
        if importlib.util.find_spec(needed) is None:
            sys.exit(f"run.py: {sys.executable} has no {needed}. Install python3-{needed}, and name the system's own /usr/bin/python3 where another comes first.")
    layers, keep, rate, company, seed = SIZES[a.size]
    vocabulary = a.minilm or str(MODELS / "hudna-en")
    # OpenBLAS has threads of its own, which spin beside PyTorch's where another program wants the core.
    environment = os.environ | {"HUDNA_CORPORA": str(Path(a.corpora).resolve()), "OPENBLAS_NUM_THREADS": str(a.threads), "OMP_NUM_THREADS": str(a.threads)}
    step = lambda *args: subprocess.run([sys.executable, *map(str, args)], cwd=HERE, env=environment, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        model = Path(scratch) / "model.pt"
        train = ["train.py", "--minilm", vocabulary, "--out", model, "--layers", layers, "--frame-epochs", a.epochs, "--frame-rate", rate, "--budget", 1000]
        train += ["--company", company, "--hold", 16, "--twice", 0.7, "--seed", seed, "--threads", a.threads, "--sample", a.sample]
        train += ["--half"] if a.half else []
        if not a.minilm:
            train += ["--start", MODELS / "hudna-en" / "weights.safetensors"]
            train += ["--keep", keep] if keep else []
        elif keep:
            train += ["--keep", keep]
        step(*train)
        step("export.py", "--model", model, "--minilm", vocabulary, "--out", Path(a.out).resolve())


if __name__ == "__main__":
    main()
