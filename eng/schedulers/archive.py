"""An archive of JSON lines to try a scheduler on: the texts of a folder, over and over, each time with another last line.
usage: python3 archive.py FOLDER TIMES > archive.jsonl"""
import json, pathlib, sys

texts = sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))
for n in range(int(sys.argv[2])):
    for file in texts:
        line = {"source": f"{file.stem}-{n}.txt", "published": "2021-10-04", "text": f"{file.read_text(encoding='utf-8', errors='replace')}\n\nCopy {n}."}
        print(json.dumps(line, ensure_ascii=False))
