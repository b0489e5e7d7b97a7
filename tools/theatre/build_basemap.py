#!/usr/bin/env python3
"""Builds data/basemap: what the map draws below a theatre of Syria, from Natural Earth and OCHA (see data/basemap/README.md).

usage: build_basemap.py SOURCES [OUT]
"""
import csv
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
SRC = Path(sys.argv[1])
OUT = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "data/basemap"
words = {r["iso_a2"]: r for r in csv.DictReader(open(Path(__file__).parent / "world-words.csv", encoding="utf-8", newline=""))}


def features(name):
    with open(SRC / name, encoding="utf-8") as f:
        return json.load(f)["features"]


def dump(name, found):
    with open(OUT / f"{name}.geojson", "w", encoding="utf-8") as f:
        f.write('{"type":"FeatureCollection","features":[\n')
        f.write(",\n".join(json.dumps({"type": "Feature", **x}, ensure_ascii=False, separators=(",", ":")) for x in found))
        f.write("\n]}\n")


def segments(level):
    """Every edge of the areas of a level once, whichever way it runs."""
    found = set()
    for f in features(f"ocha-cod-syr/adm{level}.geojson"):
        g = f["geometry"]
        for polygon in g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]:
            for ring in polygon:
                for a, b in zip(ring, ring[1:]):
                    a, b = tuple(a), tuple(b)
                    if a != b:
                        found.add((a, b) if a < b else (b, a))
    return found


def chains(edges):
    """Joins edges to lines that end where three or more meet."""
    near = {}
    for a, b in sorted(edges):
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    left, lines = set(edges), []

    def walk(a, b):
        line = [a, b]
        left.discard((min(a, b), max(a, b)))
        while len(near[b]) == 2:
            c = near[b][0] if near[b][1] == a else near[b][1]
            key = (min(b, c), max(b, c))
            if key not in left:
                break
            left.discard(key)
            line.append(c)
            a, b = b, c
        return line
    for a in sorted(near):
        if len(near[a]) != 2:
            for b in near[a]:
                if (min(a, b), max(a, b)) in left:
                    lines.append(walk(a, b))
    for a, b in sorted(edges):
        if (a, b) in left:
            lines.append(walk(a, b))
    return lines


for name in ("land", "lakes", "rivers"):
    dump(name, [{"properties": {k: v for k, v in f["properties"].items() if k == "name" and v}, "geometry": f["geometry"]}
                for f in features(f"naturalearth/{name}.geojson")])
dump("boundaries", [{"properties": {"left": f["properties"]["adm0_left"], "right": f["properties"]["adm0_right"]}, "geometry": f["geometry"]}
                    for f in features("naturalearth/boundary_lines.geojson")
                    # Syria's own outline comes from OCHA, which is finer.
                    if "SYR" not in (f["properties"]["adm0_a3_l"], f["properties"]["adm0_a3_r"])]
     + [{"properties": {"left": "Syria"}, "geometry": {"type": "LineString", "coordinates": line}} for line in chains(segments(0))])
dump("countries", [{"properties": {"id": "country:" + f["properties"]["ISO_A2"], "name": f["properties"]["NAME"],
                                   "name_ar": words.get(f["properties"]["ISO_A2"], {}).get("name_ar", "")}, "geometry": f["geometry"]}
                   for f in features("naturalearth/countries_50m.geojson")])
dump("adm1", [{"properties": {"id": "pcode:" + f["properties"]["pcode"], "name": f["properties"]["name_en"], "name_ar": f["properties"]["name_ar"]},
               "geometry": f["geometry"]} for f in features("ocha-cod-syr/adm1.geojson")])
for level in (2, 3):
    inner = segments(level) - segments(level - 1) - (segments(1) if level == 3 else set())
    dump(f"adm{level}", [{"properties": {"level": level}, "geometry": {"type": "LineString", "coordinates": line}} for line in chains(inner)])
