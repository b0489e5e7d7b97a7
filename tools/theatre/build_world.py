#!/usr/bin/env python3
"""Builds data/theatres/world: countries, cities and states that every theatre falls back on.

usage: build_world.py SOURCES [OUT]
SOURCES holds the folders geonames and naturalearth; OUT is data/theatres/world unless given.
world-words.csv beside this script holds what no source gives: adjectives and Arabic names, by hand.
"""
import csv
import gzip
import io
import math
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
SRC = Path(sys.argv[1])
OUT = Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / "data/theatres/world"
COLUMNS = ["id", "name", "name_ar", "other_names", "kind", "lat", "lon", "radius_m", "within", "population", "note"]
NEAR = {"TR", "LB", "JO", "IQ", "IL", "PS", "CY", "IR", "AM", "GE", "AZ"}
RENAMED = {"USA": "United States", "CZE": "Czechia", "PSX": "Palestine", "PSE": "Palestine"}
# Natural Earth leaves some codes out.
MISSING = {"FRA": "FR", "NOR": "NO"}
SLUGS = {"USA": "us", "GBR": "uk", "ARE": "uae", "COD": "dr-congo", "PRK": "north-korea", "KOR": "south-korea"}


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def plain(name):
    text = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    return re.sub("[‘’ʿʾ`]", "'", text)


def slug(name):
    return re.sub("[^a-z]+", "-", plain(name).lower()).strip("-")


def km(a, b, c, d):
    return 111.2 * math.hypot(a - c, min(abs(b - d), 360 - abs(b - d)) * math.cos(math.radians((a + c) / 2)))


def arabic(name):
    return re.fullmatch(r"[\u0621-\u063a\u0641-\u0652 \-]+", name) is not None


words = {r["iso_a2"]: r for r in read(Path(__file__).parent / "world-words.csv")}
with gzip.open(SRC / "geonames/world_cities15000.tsv.gz", "rb") as g:
    lines = io.TextIOWrapper(g, "utf-8").read().split("\n")
header = lines[0].split("\t")
cities = [dict(zip(header, line.split("\t"))) for line in lines[1:] if line]
by_country = {}
for c in cities:
    c["lat"], c["lon"], c["people"] = float(c["latitude"]), float(c["longitude"]), int(c["population"] or 0)
    by_country.setdefault(c["country_code"], []).append(c)
with open(SRC / "geonames/sy_cities500.tsv", encoding="utf-8") as f:
    f.readline()
    by_country["SY"] = [dict(zip(header, line.rstrip("\n").split("\t"))) for line in f]
for c in by_country["SY"]:
    c["lat"], c["lon"], c["people"] = float(c["latitude"]), float(c["longitude"]), int(c["population"] or 0)

countries, capitals = [], []
for r in sorted(read(SRC / "naturalearth/countries.csv"), key=lambda r: r["iso_a3"]):
    code = MISSING.get(r["iso_a3"], r["iso_a2"])
    own = by_country.get(code, [])
    if r["type"] not in ("Sovereign country", "Country", "Indeterminate", "Disputed") or not own or not re.fullmatch("[A-Z]{2}", code):
        continue
    if r["type"] == "Country" and code not in words:
        continue
    w = words.get(code, {})
    name = w.get("name") or RENAMED.get(r["iso_a3"], r["name_long"])
    lat = sum(c["lat"] for c in own) / len(own)
    lon = sum(c["lon"] for c in own) / len(own)
    radius = max(10.0, sorted(km(lat, lon, c["lat"], c["lon"]) for c in own)[int(len(own) * 0.95) - (len(own) > 1)])
    other = [n for n in (r["name"], r["name_long"], r["formal_en"], *w.get("other_names", "").split("|")) if n and n != name]
    countries.append(dict(id=f"country:{code}", name=name, name_ar=w.get("name_ar", ""), other_names="|".join(dict.fromkeys(other)), kind="country",
                          lat=f"{lat:.2f}", lon=f"{lon:.2f}", radius_m=round(radius) * 1000, within="", population="",
                          note="middle of its towns", code=code, iso3=r["iso_a3"], w=w))

kept = {}
for code, own in by_country.items():
    if code == "SY" or f"country:{code}" not in {c["id"] for c in countries}:
        continue
    # Far towns are seldom meant, and their names are taken for villages of the theatre.
    floor = 50_000 if code in NEAR else 1_000_000
    for c in own:
        seat = c["feature_code"] == "PPLC" or c["feature_code"] == "PPLA" and c["people"] >= (0 if code in NEAR else 1_000_000)
        if seat or c["people"] >= floor:
            kept[c["geonameid"]] = c
for r in read(Path(__file__).parent / "world-cities.csv"):
    if r["geonameid"] not in kept:
        kept[r["geonameid"]] = next(c for c in cities if c["geonameid"] == r["geonameid"])
extra = {r["geonameid"]: r for r in read(Path(__file__).parent / "world-cities.csv")}
places = []
for c in sorted(kept.values(), key=lambda c: int(c["geonameid"])):
    name = plain(c["name"])
    mine = extra.get(c["geonameid"], {})
    alternates = [n.strip() for n in c["alternatenames"].split(",")]
    in_arabic = [n for n in alternates if arabic(n)]
    other = [n for n in (c["name"], c["asciiname"], *mine.get("other_names", "").split("|")) if n and n != name]
    w = words.get(c["country_code"], {})
    if c["feature_code"] == "PPLC" and w.get("adjectives"):
        country = w["name"]
        adjective = w["adjectives"].split("|")[0]
        other += [f"{adjective} capital", f"capital of {country}", f"{country}'s capital", f"{country}’s capital"]
        feminine = next((a for a in w["adjectives"].split("|") if arabic(a) and a.startswith("ال") and a.endswith("ية")), None)
        if feminine:
            other.append(f"العاصمة {feminine}")
    shown = mine.get("name_ar") or (in_arabic[0] if in_arabic else "")
    other += [n for n in in_arabic if n != shown][:1]
    shown_en = mine.get("name") or name
    other = [n for n in ([name] if shown_en != name else []) + other if n != shown_en]
    places.append(dict(id="geonames:" + c["geonameid"], name=shown_en, name_ar=shown, other_names="|".join(dict.fromkeys(other)), kind="city" if c["people"] >= 100_000 or c["feature_code"] == "PPLC" else "town",
                       lat=f"{c['lat']:.4f}", lon=f"{c['lon']:.4f}", radius_m=max(2000, min(30_000, round(math.sqrt(max(c["people"], 1) / 4000 / math.pi)) * 1000)),
                       within=f"country:{c['country_code']}", population=c["people"] or "", note=""))


def write(name, columns, rows):
    with open(OUT / name, "w", encoding="utf-8", newline="") as f:
        out = csv.DictWriter(f, columns, lineterminator="\n", extrasaction="ignore")
        out.writeheader()
        out.writerows(rows)


write("places-countries.csv", COLUMNS, countries)
write("places-cities.csv", COLUMNS, places)
actors = []
for c in countries:
    w = c["w"]
    names = [n for n in (*c["other_names"].split("|"), c["name_ar"]) if n]
    actors.append(dict(id=SLUGS.get(c["iso3"], slug(c["name"])), name=c["name"], kind="state", names="|".join(names), adjectives=w.get("adjectives", ""),
                       metonyms=w.get("metonyms", ""), described="government|forces|presidency|foreign-ministry|defence-ministry" if w.get("adjectives") else "",
                       cameo=c["iso3"] if re.fullmatch("[A-Z]{3}", c["iso3"]) and w.get("adjectives") else ""))
write("actors.csv", ["id", "name", "kind", "names", "adjectives", "metonyms", "described", "cameo"], actors)
print(len(countries), "countries,", len(places), "cities", file=sys.stderr)
