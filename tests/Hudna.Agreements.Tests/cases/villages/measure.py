#!/usr/bin/env python3
"""Measures how far villages lie from the M4 between Trunba and Ain al-Hawr, without the project's code and without a projection.

The road is the chain of straight stretches in data/theatres/idlib/roads.geojson. On the sphere (mean radius 6371.0088 km) each stretch is
a great circle; the distance of a point to it is the cross-track distance where the foot falls within the stretch, else the haversine
distance to the nearer end. A village beyond an end of the road is marked 'beyond', and what counts is how far beyond it lies along the
road's direction there, since the corridor is cut straight.

Run from the repository's root: python3 tests/Hudna.Agreements.Tests/cases/villages/measure.py > .../m4-corridor.csv
The last column follows the rule of docs/agreements.md, worked here from distance, doubt of the road and radius of the village with no
part of the program under test; the rows were then looked at one by one.
"""
import csv, json, math, sys

R = 6371.0088

def rad(p):
    return math.radians(p[0]), math.radians(p[1])

def haversine(a, b):
    (p1, l1), (p2, l2) = rad(a), rad(b)
    h = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin((l2 - l1) / 2) ** 2
    return 2 * R * math.asin(math.sqrt(h))

def bearing(a, b):
    (p1, l1), (p2, l2) = rad(a), rad(b)
    y = math.sin(l2 - l1) * math.cos(p2)
    x = math.cos(p1) * math.sin(p2) - math.sin(p1) * math.cos(p2) * math.cos(l2 - l1)
    return math.atan2(y, x)

def to_segment(p, a, b):
    """Distance in km; whether the foot lies within the stretch (-1 before, 0 within, 1 after); how far before or after it lies in km."""
    d13, t13, t12 = haversine(a, p) / R, bearing(a, p), bearing(a, b)
    cross = math.asin(math.sin(d13) * math.sin(t13 - t12))
    along = math.atan2(math.sin(d13) * math.cos(t13 - t12), math.cos(d13)) * R
    length = haversine(a, b)
    if along < 0:
        return haversine(a, p), -1, -along
    if along > length:
        return haversine(b, p), 1, along - length
    return abs(cross) * R, 0, 0.0

def main():
    road = []
    for f in json.load(open('data/theatres/idlib/roads.geojson'))['features']:
        if f['properties']['id'] in ('m4/ain-al-hawr-jisr-al-shughur', 'm4/jisr-al-shughur-ariha', 'm4/ariha-trunba'):
            points = [(lat, lon) for lon, lat in f['geometry']['coordinates']]
            for a, b in zip(points, points[1:]):
                road.append((a, b, f['properties']['uncertainty_m'] / 1000))
    want = [l.strip() for l in open('tests/Hudna.Agreements.Tests/cases/villages/chosen.txt') if l.strip() and not l.startswith('#')]
    places = {}
    for row in csv.DictReader(l for l in open('data/theatres/idlib/places.csv') if not l.startswith('#')):
        places[row['id']] = row
    out = csv.writer(sys.stdout, lineterminator='\n')
    out.writerow(['id', 'name', 'distance_km', 'road_doubt_km', 'radius_km', 'beyond', 'expected'])
    for pid in want:
        row = places[pid]
        p = (float(row['lat']), float(row['lon']))
        found = []
        for i, (a, b, doubt) in enumerate(road):
            d, side, past = to_segment(p, a, b)
            end = (i == 0 and side < 0) or (i == len(road) - 1 and side > 0)
            found.append((d, end, doubt, past))
        d, end, doubt, past = min(found)
        radius = float(row['radius_m']) / 1000
        # The rule: errors of the road and within the village are uniform and independent; sure from 95 per cent on.
        w, v = max(doubt, radius), min(doubt, radius)
        x = -past if end else 6 - d
        def cdf(x):
            if x <= -(w + v): return 0.0
            if x >= w + v: return 1.0
            t = lambda z: max(z, 0) ** 2
            return (t(x + w + v) - t(x + w - v) - t(x - w + v) + t(x - w - v)) / (8 * w * v)
        p_in = cdf(x)
        expected = 'inside' if p_in >= 0.95 else 'outside' if p_in <= 0.05 else 'undecided'
        out.writerow([pid, row['name'], f'{d:.2f}', f'{doubt:.1f}', f'{radius:.1f}', 'yes' if end else 'no', expected])

if __name__ == '__main__':
    main()
