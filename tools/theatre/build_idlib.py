#!/usr/bin/env python3
"""Builds the generated files of data/theatres/idlib from the open sources (see data/theatres/idlib/README.md).

usage: build_idlib.py SOURCES [OUT]
SOURCES holds the folders ocha-cod-syr, geonames, m4-m5 and diplomacy; OUT is data/theatres/idlib unless given.
The hand-made files (actors, people, places-extra, spellings, zones, agreements) are not touched.
Two runs over the same sources write the same bytes.
"""
import csv
import difflib
import json
import math
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
SRC = Path(sys.argv[1])
OUT = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "data/theatres/idlib"
COLUMNS = ["id", "name", "name_ar", "other_names", "kind", "lat", "lon", "radius_m", "within", "population", "note"]
# Governorates and districts by the names that the press uses; OCHA's own spelling stays as another name.
GOVERNORATES = {
    "SY01": "Damascus", "SY02": "Aleppo", "SY03": "Rif Dimashq", "SY04": "Homs", "SY05": "Hama", "SY06": "Latakia", "SY07": "Idlib",
    "SY08": "Al-Hasakah", "SY09": "Deir ez-Zor", "SY10": "Tartus", "SY11": "Raqqa", "SY12": "Daraa", "SY13": "As-Suwayda", "SY14": "Quneitra"}
CAPITAL_RADIUS = {"C1001": 10000, "C1007": 9000, "C2528": 6000, "C2987": 5000, "C3480": 5000, "C3871": 3000}


def rows(name):
    with open(SRC / name, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def arabic_key(text):
    text = re.sub(r"[\u064b-\u0652\u0640]", "", text or "")
    text = re.sub("[أإآٱ]", "ا", text).replace("ى", "ي").replace("ة", "ه").replace("ؤ", "و").replace("ئ", "ي")
    return re.sub(r"[^\u0621-\u064a]", "", re.sub(r"(^|\s)ال", " ", text))


def latin_key(text):
    text = unicodedata.normalize("NFD", text.lower())
    text = "".join(c for c in text if c.isalpha() and c.isascii() or c == " ")
    text = re.sub(r"\b(al|el|ad|as|at|ash|an|ar|az)\b", "", text)
    text = re.sub("[aeiouy]", "", text.replace("ph", "f").replace("q", "k").replace("w", ""))
    return re.sub(r"(.)\1+", r"\1", text.replace(" ", ""))


def km(a, b, c, d):
    return 111.2 * math.hypot(a - c, (b - d) * math.cos(math.radians((a + c) / 2)))


def parts(text, areas):
    """The names of a community that is two villages: 'Hezreh - Hezri'; a part that only names the area is none."""
    found = [p.strip() for p in re.split(r"\s+[-/\\]\s+|_", text)]
    if len(found) > 1 and found[-1] in areas:
        return found[:-1]
    return found if len(found) > 1 and not any(re.fullmatch(r"(?i)(eastern|western|northern|southern|and|\s)+", p) for p in found) else []


def shapes(level):
    with open(SRC / f"ocha-cod-syr/adm{level}.geojson", encoding="utf-8") as f:
        return json.load(f)["features"]


def rings(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return polygons


def centre(geometry):
    """Centroid of the largest polygon, and the distance to its furthest vertex."""
    best = None
    for polygon in rings(geometry):
        ring, area, x, y = polygon[0], 0, 0, 0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:]):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if best is None or abs(area) > abs(best[0]):
            best = (area, x / (3 * area), y / (3 * area))
    lon, lat = best[1], best[2]
    far = max(km(lat, lon, p[1], p[0]) for polygon in rings(geometry) for p in polygon[0])
    return lat, lon, round(far * 10) * 100


def geonames():
    with open(SRC / "geonames/sy_cities500.tsv", encoding="utf-8", newline="") as f:
        header = f.readline().rstrip("\n").split("\t")
        return [dict(zip(header, line.rstrip("\n").split("\t"))) for line in f]


def usable(name):
    """Alternate names that a report in Latin or Arabic letters could hold."""
    # Lower case at the front marks GeoNames' machine transliterations; a name with محافظة is the governorate's.
    if len(name) < 3 or (name[0].islower() and not re.match("al[- ]", name)) or name.startswith("محافظة") or re.fullmatch(r"[A-Z]{3}", name) or "," in name or "|" in name:
        return False
    arabic = re.search(r"[\u0600-\u06ff]", name)
    if arabic:
        return not re.search("[پچژگکیےۆەێڕڵ]", name)
    return all(ord(c) < 0x250 or c in "‘’ʿʾḨḩḤḥṢṣṬṭḐḑẔẕẒẓḌḍḪḫŞşŢţ" or 0x1e00 <= ord(c) < 0x1f00 for c in name) and not re.search(r"[kt]alt|msyq", name)


def plain(name):
    """GeoNames' Latin without its diacritics, as a newspaper would set it."""
    text = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʿʾ`]", "'", text)


def build_places():
    out = []
    for level, table, kind in ((1, "adm1_governorates.csv", "governorate"), (2, "adm2_districts.csv", "district"),
                               (3, "adm3_subdistricts.csv", "subdistrict")):
        geometry = {f["properties"]["pcode"]: f["geometry"] for f in shapes(level)}
        for r in sorted(rows("ocha-cod-syr/" + table), key=lambda r: r["pcode"]):
            lat, lon, radius = centre(geometry[r["pcode"]])
            arabic = re.sub("^مركز ?", "", r["name_ar"])
            if level == 1:
                base = GOVERNORATES[r["pcode"]]
                name, shown_ar = f"{base} Governorate", f"محافظة {arabic}"
                other = [base, f"{base} province", f"{base} Province", f"{base} region", r["name_en"] + " Governorate", arabic]
                other += [] if r["pcode"] in ("SY01", "SY03") else [f"ريف {arabic}"]
                other = [o for o in other if o != name]
                within = "country:SY"
            elif level == 2:
                name, shown_ar = f"{r['name_en']} District", f"منطقة {arabic}"
                other, within = [f"{r['name_en']} area", f"{r['name_en']} region"], "pcode:" + r["adm1_pcode"]
            else:
                name, shown_ar = f"{r['name_en']} Subdistrict", f"ناحية {arabic}"
                other, within = [f"{r['name_en']} Sub-district"], "pcode:" + r["adm2_pcode"]
            out.append(dict(id="pcode:" + r["pcode"], name=name, name_ar=shown_ar, other_names=other, kind=kind, lat=lat, lon=lon,
                            radius_m=radius, within=within, population="", note=""))
    towns = {}
    for r in sorted(rows("ocha-cod-syr/adm4_communities.csv"), key=lambda r: r["pcode"]):
        capital, seat = r["is_adm1_capital"] == "Yes", r["is_adm3_capital"] == "Yes"
        kind = "city" if capital else "town" if seat else "village"
        areas = {r[f"adm{n}_name_{x}"] for n in (1, 2, 3) for x in ("en", "ar")}
        english, arabic = parts(r["name_en"], areas), parts(r["name_ar"], areas)
        if 1 in (len(english), len(arabic)):  # One of the two names the area by the gazetteer's own spelling.
            english, arabic = english[:1], arabic[:1]
        other = english + arabic
        plain_ref = re.sub(r"\s*\(.*\)$", "", r["refname_en"]).strip()
        if plain_ref and plain_ref != r["name_en"]:
            other.append(plain_ref)
        radius = CAPITAL_RADIUS.get(r["pcode"], 4000 if capital else 1800 if seat else 1000)
        place = dict(id="pcode:" + r["pcode"], name=r["name_en"], name_ar=r["name_ar"].replace("_", " - "), other_names=other, kind=kind,
                     lat=float(r["lat"]), lon=float(r["lon"]), radius_m=radius, within="pcode:" + r["adm3_pcode"], population="", note="")
        towns[r["pcode"]] = place
        out.append(place)
    merged, left = 0, []
    for g in geonames():
        lat, lon = float(g["latitude"]), float(g["longitude"])
        names = [g["name"], g["asciiname"]] + g["alternatenames"].split(",")
        arabic = {arabic_key(n) for n in names if re.search(r"[\u0600-\u06ff]", n)} - {""}
        latin = {latin_key(n) for n in names if n.isascii()} - {""}
        best = None
        for p in towns.values():
            if abs(p["lat"] - lat) > 0.1 or abs(p["lon"] - lon) > 0.12:
                continue
            far = km(lat, lon, p["lat"], p["lon"])
            same = arabic_key(p["name_ar"]) in arabic or any(arabic_key(x) in arabic for x in p["other_names"]) or latin_key(p["name"]) in latin
            if same and far < 8 or far < 0.7 and p["kind"] != "village":
                score = far - (5 if same else 0)
                if best is None or score < best[0]:
                    best = (score, p)
        if best is None:
            left.append((g["geonameid"], g["asciiname"], lat, lon))
            continue
        merged += 1
        place = best[1]
        known = [latin_key(n) for n in (place["name"], g["asciiname"])]
        seen = {place["name"], place["name_ar"], *place["other_names"]}
        for n in [plain(g["name"])] + [plain(x) if not re.search(r"[\u0600-\u06ff]", x) else x for x in g["alternatenames"].split(",")]:
            # Names of other ages and tongues (Beroea for Aleppo) would only be taken for other villages.
            akin = not n.isascii() or any(difflib.SequenceMatcher(None, latin_key(n), k).ratio() >= 0.6 for k in known)
            if usable(n) and akin and n not in seen and n.lower() not in {s.lower() for s in seen}:
                seen.add(n)
                place["other_names"].append(n)
        if int(g["population"] or 0) > 0:
            place["population"] = g["population"]
            people = int(g["population"])
            if place["id"][6:] not in CAPITAL_RADIUS:
                place["radius_m"] = max(place["radius_m"], min(6000, round(math.sqrt(people / 4000 / math.pi) * 10) * 100))
        place["note"] = "GeoNames " + g["geonameid"]
    print(f"{len(out)} places, {merged} GeoNames rows joined, {len(left)} not: {left}", file=sys.stderr)
    with open(OUT / "places.csv", "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, COLUMNS, lineterminator="\n")
        w.writeheader()
        for p in out:
            w.writerow({**p, "lat": f"{p['lat']:.6f}".rstrip("0"), "lon": f"{p['lon']:.6f}".rstrip("0"), "other_names": "|".join(dict.fromkeys(p["other_names"]))})


def dump(features, path):
    """One feature a line, so that a fault has a line to name and a change has a small difference."""
    with open(path, "w", encoding="utf-8") as f:
        f.write('{"type":"FeatureCollection","features":[\n')
        f.write(",\n".join(json.dumps(x, ensure_ascii=False, separators=(",", ":")) for x in features))
        f.write("\n]}\n")


def build_shapes():
    for level in range(4):
        features = []
        for f in shapes(level):
            code = f["properties"].get("pcode") or "SY"
            features.append({"type": "Feature", "properties": {"id": "country:SY" if level == 0 else "pcode:" + code, "level": level},
                             "geometry": f["geometry"]})
        features.sort(key=lambda f: f["properties"]["id"])
        dump(features, OUT / f"boundaries-adm{level}.geojson")
    with open(SRC / "m4-m5/m4_m5_approx.geojson", encoding="utf-8") as f:
        roads = json.load(f)["features"]
    features = []
    for f in roads:
        p = f["properties"]
        ends = re.sub(r"\s*\(.*?\)", "", p["segment"]).lower().replace("al-hawr", "al hawr").replace("al-shughur", "al shughur").replace("al-numan", "al numan")
        slug = "-".join(e.strip().replace(" ", "-") for e in ends.split(" - "))
        features.append({"type": "Feature", "properties": {
            "id": f"{p['road'].lower()}/{slug}", "name": p["road"], "segment": p["segment"], "uncertainty_m": round(p["uncertainty_km"] * 1000),
            "confidence": p["confidence"], "note": p["note"]}, "geometry": f["geometry"]})
    dump(features, OUT / "roads.geojson")


KINDS = {"unsc_resolution": "resolution", "putin_erdogan_meeting": "meeting", "trilateral_summit": "summit", "astana_round": "round",
         "geneva_round": "round", "constitutional_committee": "round", "other_diplomatic": "meeting"}


def span(start, end):
    return start if start == end else f"{start}/{end or '..'}"


def sources(text):
    return "|".join(text.split())


def build_calendar():
    out = []
    for r in rows("diplomacy/diplomatic_events.csv"):
        place = ", ".join(x for x in (r["place"], r["country"]) if x)
        out.append([f"diplomacy/{r['id']}", KINDS[r["type"]], r["name"], span(r["date_start"], r["date_end"]), place,
                    "|".join(x.strip() for x in r["participants"].split(";")), r["outcome"], r["confidence"], r["basis"], sources(r["sources"]), r["note"]])
    for r in rows("diplomacy/syria_ceasefires_2016_2020.csv"):
        out.append([f"ceasefire/{r['id']}", "ceasefire", r["name"], span(r["start"], r["end"]), r["scope"],
                    "|".join(x.strip() for x in r["parties"].split(";")), "; ".join(x for x in (r["kind"], r["how_ended"]) if x), r["confidence"],
                    r["basis"], sources(r["sources"]), r["note"]])
    for r in rows("diplomacy/joint_patrols_m4.csv"):
        out.append([f"patrol/{int(r['number']):02}", "patrol", f"Joint patrol {r['number']} on the M4", r["date"], "M4, Trunba - Ain al-Hawr",
                    "turkey/army|russia/army", r["result"], r["confidence"], r["basis"], sources(r["sources"]), r["note"]])
    out.sort(key=lambda r: (r[3], r[0]))
    with open(OUT / "calendar.csv", "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["id", "kind", "name", "time", "place", "participants", "outcome", "confidence", "basis", "sources", "note"])
        w.writerows(out)


build_places()
build_shapes()
build_calendar()
