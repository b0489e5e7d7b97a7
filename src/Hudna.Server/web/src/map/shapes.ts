import type { Feature, FeatureCollection, Geometry, Point, Polygon, Position } from 'geojson';
import { classify, type ClassId } from '../classes';
import type { Incident, Place } from '../types';

/** Everything that happened, as far as is known, at one and the same place: one symbol with a number. */
export interface Spot { key: string; lat: number; lon: number; radius: number; exact: boolean; place: Place; incidents: Incident[] }

/** Everything that is known only to lie within one area, or along one road. */
export interface Region { key: string; ids: string[]; place: Place; incidents: Incident[]; /** Of a broad circle, in metres. */ radius?: number }

export interface Drawn { spots: Spot[]; areas: Region[]; routes: Region[]; broad: Region[]; unplaced: Incident[] }

/** From this radius on a circle is an area, and has no symbol in its middle that could be taken for the place. */
const broadMetres = 12_000;

/** Sorts incidents by what can be drawn of them. One with several places is drawn at each. */
export function sort(incidents: Incident[]): Drawn {
  const spots = new Map<string, Spot>();
  const areas = new Map<string, Region>();
  const routes = new Map<string, Region>();
  const broad = new Map<string, Region>();
  const unplaced: Incident[] = [];
  for (const incident of incidents) {
    let placed = false;
    for (const place of incident.places) {
      if (place.area !== undefined) {
        join(areas, place.area, incident, () => ({ key: place.area!, ids: [place.area!], place, incidents: [] }));
      } else if (place.roads !== undefined) {
        join(routes, place.roads.join(' '), incident, () => ({ key: place.roads!.join(' '), ids: place.roads!, place, incidents: [] }));
      } else if (place.radius !== undefined && place.lat !== undefined && place.lon !== undefined) {
        const { lat, lon, radius } = place as Required<Pick<Place, 'lat' | 'lon' | 'radius'>>;
        const key = `${lat},${lon},${radius}`;
        if (radius >= broadMetres) join(broad, key, incident, () => ({ key, ids: [], place, incidents: [], radius }));
        else join(spots, key, incident, () => ({ key, lat, lon, radius, exact: place.precision === 'exact', place, incidents: [] }));
      } else continue;
      placed = true;
    }
    if (!placed) unplaced.push(incident);
  }
  return { spots: [...spots.values()], areas: [...areas.values()], routes: [...routes.values()], broad: [...broad.values()], unplaced };
}

function join<T extends { incidents: Incident[] }>(into: Map<string, T>, key: string, incident: Incident, make: () => T) {
  let at = into.get(key);
  if (!at) into.set(key, (at = make()));
  if (!at.incidents.includes(incident)) at.incidents.push(incident);
}

/** The class that most of the incidents have, the gravest where they tie (the classes' order). */
export function mainClass(incidents: Incident[]): ClassId {
  const order: ClassId[] = ['air', 'shelling', 'ground', 'force', 'coercion', 'movement', 'people', 'talks'];
  const n = new Map<ClassId, number>();
  for (const i of incidents) n.set(classify(i), (n.get(classify(i)) ?? 0) + 1);
  return order.reduce((best, c) => ((n.get(c) ?? 0) > (n.get(best) ?? 0) ? c : best));
}

const metresPerDegree = 111_320;

/** A circle on the ground, as a polygon. */
export function circle(lat: number, lon: number, radius: number, corners = 64): Polygon {
  const ring: Position[] = [];
  for (let i = 0; i <= corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    ring.push([
      round(lon + (radius * Math.cos(angle)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180))),
      round(lat + (radius * Math.sin(angle)) / metresPerDegree),
    ]);
  }
  return { type: 'Polygon', coordinates: [ring] };
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

export type Box = [west: number, south: number, east: number, north: number];

export function boxOf(geometry: Geometry): Box {
  const box: Box = [180, 90, -180, -90];
  const walk = (c: unknown): void => {
    if (!Array.isArray(c)) return;
    if (typeof c[0] === 'number') {
      const [lon, lat] = c as [number, number];
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    } else c.forEach(walk);
  };
  if (geometry.type !== 'GeometryCollection') walk(geometry.coordinates);
  return box;
}

export const union = (a: Box, b: Box): Box => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

export const meets = (a: Box, b: Box) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Where the number of an area stands: the middle of its broadest polygon's box. */
export function middle(geometry: Geometry): Position {
  let widest: Box | undefined;
  const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
  for (const coordinates of polygons) {
    const box = boxOf({ type: 'Polygon', coordinates });
    const size = (b: Box) => (b[2] - b[0]) * (b[3] - b[1]);
    if (!widest || size(box) > size(widest)) widest = box;
  }
  const [w, s, e, n] = widest ?? boxOf(geometry);
  return [(w + e) / 2, (s + n) / 2];
}

/** The shapes of the server, by layer and id. */
export type Shapes = FeatureCollection<Geometry, { layer: string; id: string; name: string; nameAr: string | null; [more: string]: unknown }>;

export function shape(shapes: Shapes | undefined, layer: string, id: string) {
  return shapes?.features.find((f) => f.properties.layer === layer && f.properties.id === id);
}

/** The box that holds all that one incident may mean; null where nothing is drawn. */
export function boxOfIncident(incident: Incident, shapes: Shapes | undefined): Box | null {
  let box: Box | null = null;
  const add = (b: Box) => (box = box ? union(box, b) : b);
  for (const p of incident.places) {
    if (p.area !== undefined) {
      const f = shape(shapes, 'area', p.area);
      if (f) add(boxOf(f.geometry));
    } else if (p.roads !== undefined) {
      for (const id of p.roads) {
        const f = shape(shapes, 'road', id);
        if (f) add(boxOf(f.geometry));
      }
    } else if (p.radius !== undefined && p.lat !== undefined && p.lon !== undefined) add(boxOf(circle(p.lat, p.lon, p.radius, 8)));
  }
  return box;
}

export const collection = <G extends Geometry, P>(features: Feature<G, P>[]): FeatureCollection<G, P> => ({ type: 'FeatureCollection', features });

export function spotPoints(spots: Spot[]) {
  return collection(
    spots.map((s): Feature<Point, Record<string, string | number>> => {
      const of = mainClass(s.incidents);
      return {
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [s.lon, s.lat] },
        properties: { key: s.key, n: s.incidents.length, icon: s.exact ? of : `${of}-open`, rank: -s.incidents.length },
      };
    }),
  );
}

export function spotCircles(spots: Spot[]) {
  return collection(
    spots.map((s): Feature<Polygon, Record<string, string | number | boolean>> => ({
      type: 'Feature',
      geometry: circle(s.lat, s.lon, s.radius),
      properties: { key: s.key, class: mainClass(s.incidents), exact: s.exact },
    })),
  );
}
