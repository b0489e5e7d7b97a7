import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { AttributionControl, Map, Popup, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapLayerMouseEvent } from 'maplibre-gl';
import type { Feature, Geometry } from 'geojson';
import { render, type VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnswer } from '../api';
import { placeName } from '../names';
import type { Incident } from '../types';
import { dot, isArabic, t, number as digits } from '../words';
import { addIcons } from './icons';
import { boxOf, boxOfIncident, circle, collection, mainClass, middle, shape, sort, spotCircles, spotPoints, union, type Box, type Region, type Shapes } from './shapes';
import { style } from './style';

setWorkerUrl(workerUrl);

interface Props {
  incidents: Incident[];
  /** West, south, east, north: what is shown where no view is given. */
  bounds: Box;
  /** lat,lon,zoom as it stands in the address. */
  view?: string;
  onView?: (view: string, box: Box) => void;
  /** The zone that is drawn. */
  zone?: string;
  /** The incident pointed at. */
  at?: string;
  /** What stands in the little window on a symbol. */
  card: (incidents: Incident[]) => VNode;
  /** A still picture of one incident: closer, no controls. */
  still?: boolean;
}

const stillMotion = matchMedia('(prefers-reduced-motion: reduce)').matches;

export default function MapView(props: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const map = useRef<Map | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [ready, setReady] = useState(false);
  const [broken, setBroken] = useState(false);
  const shapes = useAnswer<Shapes>('/api/shapes').value;
  const arabic = isArabic();

  useEffect(() => {
    let m: Map;
    try {
      m = new Map({
        container: frame.current!,
        style: style(arabic),
        attributionControl: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        maxZoom: 14,
        minZoom: 3,
        fadeDuration: 0,
        cooperativeGestures: false,
        ...start(latest.current, frame.current!.clientWidth),
      });
    } catch {
      setBroken(true);
      return;
    }
    map.current = m;
    m.touchZoomRotate.disableRotation();
    m.keyboard.disableRotation();
    m.addControl(new AttributionControl({ compact: false, customAttribution: t('map.source') }), arabic ? 'bottom-left' : 'bottom-right');
    if (!latest.current.still) m.addControl(new ScaleControl({ unit: 'metric' }), arabic ? 'bottom-right' : 'bottom-left');
    m.on('load', () => {
      addIcons(m);
      setReady(true);
    });
    m.on('moveend', () => tell(m, latest.current));
    m.once('idle', () => frame.current?.setAttribute('data-idle', ''));
    for (const layer of ['spots', 'clusters', 'numbers', 'areas', 'routes']) {
      m.on('mouseenter', layer, () => void (m.getCanvas().style.cursor = 'pointer'));
      m.on('mouseleave', layer, () => void (m.getCanvas().style.cursor = ''));
    }
    m.on('click', (e) => void pick(m, e as MapLayerMouseEvent, latest.current));
    return () => {
      m.remove();
      map.current = null;
      setReady(false);
    };
  }, [arabic]);

  useEffect(() => {
    if (ready && shapes) source(map.current!, 'shapes').setData(shapes);
  }, [ready, shapes]);

  useEffect(() => {
    if (ready) fill(map.current!, props.incidents, shapes);
  }, [ready, shapes, props.incidents, arabic]);

  useEffect(() => {
    if (!ready) return;
    const m = map.current!;
    const incident = props.still ? undefined : props.incidents.find((i) => i.id === props.at);
    source(m, 'pointed').setData(collection(incident ? outlines(incident, shapes) : []));
  }, [ready, shapes, props.at, props.incidents]);

  useEffect(() => {
    if (!ready) return;
    for (const layer of ['zones', 'zone-edges']) map.current!.setFilter(layer, ['all', ['==', ['get', 'layer'], 'zone'], ['==', ['get', 'id'], props.zone ?? '']]);
  }, [ready, props.zone]);

  // A still picture shows all that the incident may mean, with some room around it.
  useEffect(() => {
    if (!ready || !props.still || !props.incidents[0]) return;
    const box = boxOfIncident(props.incidents[0], shapes);
    if (box) map.current!.fitBounds(box, { padding: 40, maxZoom: 11, animate: false });
  }, [ready, shapes]);

  return (
    <div class={props.still ? 'map still' : 'map'}>
      <div ref={frame} class="map-frame" role="region" aria-label={t('map.label')} />
      {broken && <p class="map-broken">{t('map.noWebGl')}</p>}
      {!props.still && !broken && (
        <div class="map-tools" role="group" aria-label={t('map.label')}>
          <button type="button" title={t('map.in')} aria-label={t('map.in')} onClick={() => map.current?.zoomIn({ animate: !stillMotion })}>+</button>
          <button type="button" title={t('map.out')} aria-label={t('map.out')} onClick={() => map.current?.zoomOut({ animate: !stillMotion })}>−</button>
          <button type="button" title={t('obs.showAll')} aria-label={t('obs.showAll')} onClick={() => map.current?.fitBounds(props.bounds, { padding: 12, animate: !stillMotion })}>
            <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path d="M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5" fill="none" stroke="currentColor" stroke-width="2" /></svg>
          </button>
        </div>
      )}
    </div>
  );
}

/** The view of the address; else where things happened within the theatre; else the whole theatre. */
function start({ view, bounds, incidents }: Props, width: number) {
  // Room for the legend, which lies over the map's corner where there is space for it.
  const legend = width > 800 ? 250 : 30;
  const padding = { top: 40, bottom: 40, left: isArabic() ? 40 : legend, right: isArabic() ? legend : 40 };
  const [lat, lon, zoom] = (view ?? '').split(',').map(Number);
  return view && [lat, lon, zoom].every(Number.isFinite)
    ? { center: [lon!, lat!] as [number, number], zoom: zoom! }
    : { bounds: busy(incidents, bounds) ?? bounds, fitBoundsOptions: { padding, maxZoom: 10 } };
}

function busy(incidents: Incident[], [west, south, east, north]: Box): Box | null {
  const boxes = sort(incidents).spots
    .filter((s) => s.lon > west && s.lon < east && s.lat > south && s.lat < north)
    .map((s) => boxOf(circle(s.lat, s.lon, s.radius, 8)));
  return boxes.length > 2 ? boxes.reduce(union) : null;
}

function tell(m: Map, props: Props) {
  const c = m.getCenter();
  const b = m.getBounds();
  props.onView?.(`${c.lat.toFixed(3)},${c.lng.toFixed(3)},${m.getZoom().toFixed(1)}`, [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]);
}

const source = (m: Map, id: string) => m.getSource(id) as GeoJSONSource;

function fill(m: Map, incidents: Incident[], shapes: Shapes | undefined) {
  const drawn = sort(incidents);
  source(m, 'spots').setData(spotPoints(drawn.spots));
  source(m, 'circles').setData(spotCircles(drawn.spots));
  const features: Feature[] = [];
  const numbers: Feature[] = [];
  const number = (at: Feature, region: Region, kind: string) =>
    numbers.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: kind === 'route' ? alongTheLine(at.geometry) : middle(at.geometry) },
      properties: { key: region.key, kind, text: `${digits(region.incidents.length)}${dot()}${placeName(region.place)}` },
    });
  for (const region of drawn.areas) {
    const f = shape(shapes, 'area', region.key);
    if (!f) continue;
    features.push({ type: 'Feature', geometry: f.geometry, properties: { shape: 'area', kind: 'area', key: region.key, class: mainClass(region.incidents) } });
    number(f, region, 'area');
  }
  for (const region of drawn.routes) {
    const parts = region.ids.map((id) => shape(shapes, 'road', id)).filter((f) => f !== undefined);
    for (const f of parts) {
      features.push({
        type: 'Feature', geometry: f.geometry,
        properties: { shape: 'route', kind: 'route', key: region.key, class: mainClass(region.incidents), uncertainty: f.properties.uncertainty },
      });
    }
    const longest = parts[Math.floor(parts.length / 2)];
    if (longest) number(longest, region, 'route');
  }
  for (const region of drawn.broad) {
    const { lat, lon } = region.place;
    const geometry = circle(lat!, lon!, region.radius!);
    features.push({ type: 'Feature', geometry, properties: { shape: 'broad', kind: 'broad', key: region.key, class: mainClass(region.incidents) } });
    number({ type: 'Feature', geometry, properties: {} }, region, 'broad');
  }
  source(m, 'areas').setData(collection(features));
  source(m, 'numbers').setData(collection(numbers));
}

function alongTheLine(geometry: Geometry) {
  return geometry.type === 'LineString' ? geometry.coordinates[Math.floor(geometry.coordinates.length / 2)]! : middle(geometry);
}

function outlines(incident: Incident, shapes: Shapes | undefined): Feature[] {
  return incident.places.flatMap((p): Feature[] => {
    const geometries: (Geometry | undefined)[] =
      p.area !== undefined ? [shape(shapes, 'area', p.area)?.geometry]
      : p.roads !== undefined ? p.roads.map((id) => shape(shapes, 'road', id)?.geometry)
      : p.radius !== undefined && p.lat !== undefined && p.lon !== undefined ? [circle(p.lat, p.lon, Math.max(p.radius, 600))]
      : [];
    return geometries.filter((g) => g !== undefined).map((geometry) => ({ type: 'Feature', geometry, properties: {} }));
  });
}

/** A click: a cluster opens up, anything else tells what is there. */
async function pick(m: Map, e: MapLayerMouseEvent, props: Props) {
  const hit = m.queryRenderedFeatures(e.point, { layers: ['clusters', 'spots', 'numbers', 'areas', 'routes'] });
  const first = hit[0];
  if (!first) return;
  const drawn = sort(props.incidents);
  let incidents: Incident[] = [];
  let at = e.lngLat;
  if (first.layer.id === 'clusters') {
    const id = first.properties.cluster_id as number;
    const spots = source(m, 'spots');
    const leaves = await spots.getClusterLeaves(id, 200, 0);
    const keys = new Set(leaves.map((l) => l.properties!.key as string));
    const inside = drawn.spots.filter((s) => keys.has(s.key));
    const box = inside.map((s) => boxOf(circle(s.lat, s.lon, s.radius, 8))).reduce(union);
    m.fitBounds(box, { padding: 70, maxZoom: 12, animate: !stillMotion });
    return;
  }
  for (const f of hit) {
    const key = f.properties.key as string;
    const found =
      f.layer.id === 'spots' ? drawn.spots.find((s) => s.key === key)
      : f.properties.kind === 'broad' ? drawn.broad.find((r) => r.key === key)
      : f.properties.kind === 'area' ? drawn.areas.find((r) => r.key === key)
      : drawn.routes.find((r) => r.key === key);
    if (found) incidents = [...incidents, ...found.incidents.filter((i) => !incidents.includes(i))];
    if (f.layer.id === 'spots' && found && 'lat' in found) {
      at = { lng: found.lon, lat: found.lat } as typeof at;
      break;
    }
  }
  if (incidents.length === 0) return;
  const content = document.createElement('div');
  render(props.card(incidents), content);
  new Popup({ maxWidth: '320px', offset: 12, focusAfterOpen: true }).setLngLat(at).setDOMContent(content).addTo(m);
}
