"""The same model on the same sentences under PyTorch, for a figure beside the engine's.

    dotnet run -c Release --project benchmarks/Hudna.Benchmarks -- sentences > sentences.txt
    taskset -c 1 python3 benchmarks/torch_speed.py sentences.txt [data/models/hudna-en]

Tokens, word pieces, encoder and frames, one thread, seconds of the processor; the best of three. Debian's python3-torch and python3-numpy
suffice, with libopenblas0-pthread: without it PyTorch falls back to the plain reference library and is ten times slower.
"""
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools" / "training"))
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
import torch

from decode import decode
from model import CITING, ROLES, Model, bio, read_safetensors
from text import WordPiece, tokenize

folder = Path(sys.argv[2] if len(sys.argv) > 2 else Path(__file__).resolve().parents[1] / "data" / "models" / "hudna-en")
torch.set_num_threads(1)
state = read_safetensors(folder / "weights.safetensors")
labels = json.loads((folder / "labels.json").read_text()) | {"roles": bio(ROLES), "citing": bio(CITING)}
model = Model(labels, 1 + max(int(n.split(".")[2]) for n in state if n.startswith("enc.layers.")))
model.load_state_dict(state)
pieces, best = WordPiece(folder / "vocab.txt"), 1e9
sentences = Path(sys.argv[1]).read_text(encoding="utf8").splitlines()
for _ in range(3):
    start = time.process_time()
    words = [[s[a:b] for a, b in tokenize(s)] for s in sentences]
    frames = decode(model, pieces, [w for w in words if w])
    best = min(best, time.process_time() - start)
count = sum(map(len, words))
print(f"{folder.name}, PyTorch {torch.__version__}, one thread: {count} words, {sum(map(len, frames))} frames, {count / best:,.0f} words/s")
