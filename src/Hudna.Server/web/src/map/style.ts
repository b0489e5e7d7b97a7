import arabic from '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-600-normal.woff2?url';
import latin from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import latinExt from '@fontsource/noto-sans/files/noto-sans-latin-ext-600-normal.woff2?url';
import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { classes } from '../classes';

const at = (path: string) => new URL(path, location.origin).href;
const base = (name: string) => ({ type: 'geojson' as const, data: at(`/basemap/${name}.geojson`) });
const empty = { type: 'FeatureCollection' as const, features: [] };

export const label = (arabicFirst: boolean): ExpressionSpecification =>
  arabicFirst
    ? ['coalesce', ['get', 'nameAr'], ['get', 'name_ar'], ['get', 'name'], ['get', 'name_en']]
    : ['coalesce', ['get', 'name'], ['get', 'name_en']];

const colourOf: ExpressionSpecification = ['match', ['get', 'class'], ...classes.flatMap((c) => [c.id, c.colour]), '#3f3f46'] as unknown as ExpressionSpecification;

const digits = (n: ExpressionSpecification, arabic: boolean): ExpressionSpecification => ['number-format', n, { locale: arabic ? 'ar-SY-u-nu-arab' : 'en' }];

/** A line as broad as so many metres on the ground, near latitude 36. */
export const metresWide = (metres: ExpressionSpecification | number): ExpressionSpecification => {
  const atZoom = (z: number): ExpressionSpecification => ['/', metres, (78271.5 * Math.cos((36 * Math.PI) / 180)) / 2 ** z];
  return ['interpolate', ['exponential', 2], ['zoom'], 5, atZoom(5), 16, atZoom(16)];
};

/** The whole look of the map. It names no address but this server's own. */
export function style(arabicFirst: boolean): StyleSpecification {
  return {
    version: 8,
    name: 'Hudna',
    'font-faces': {
      Noto: [
        { url: at(arabic), 'unicode-range': ['U+0600-06FF', 'U+0750-077F', 'U+FB50-FDFF', 'U+FE70-FEFF'] },
        { url: at(latinExt), 'unicode-range': ['U+0100-02AF', 'U+1E00-1EFF'] },
        { url: at(latin) },
      ],
    },
    sources: {
      land: base('land'), lakes: base('lakes'), rivers: base('rivers'), borders: base('boundaries'),
      adm1: base('adm1'), adm2: base('adm2'), adm3: base('adm3'),
      shapes: { type: 'geojson', data: empty },
      areas: { type: 'geojson', data: empty },
      circles: { type: 'geojson', data: empty },
      numbers: { type: 'geojson', data: empty },
      spots: {
        type: 'geojson', data: empty, cluster: true, clusterRadius: 34, clusterMaxZoom: 11,
        clusterProperties: { sum: ['+', ['get', 'n']] },
      },
      pointed: { type: 'geojson', data: empty },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': '#dbe5e9' } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': '#f6f3ec' } },
      { id: 'country', type: 'fill', source: 'adm1', paint: { 'fill-color': '#fdfcf8' } },
      { id: 'lakes', type: 'fill', source: 'lakes', paint: { 'fill-color': '#dbe5e9' } },
      { id: 'rivers', type: 'line', source: 'rivers', paint: { 'line-color': '#b9cdd6', 'line-width': 1.2 } },
      { id: 'adm3', type: 'line', source: 'adm3', minzoom: 9.2, paint: { 'line-color': '#d9d3c4', 'line-width': 0.7, 'line-dasharray': [2, 2] } },
      { id: 'adm2', type: 'line', source: 'adm2', minzoom: 7.2, paint: { 'line-color': '#cfc8b6', 'line-width': 0.9 } },
      { id: 'adm1', type: 'line', source: 'adm1', paint: { 'line-color': '#b3a98f', 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.8, 11, 2] } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': '#8d836b', 'line-width': 1.6 } },
      {
        id: 'zones', type: 'fill', source: 'shapes', filter: ['==', ['get', 'id'], ''],
        paint: { 'fill-color': '#14506e', 'fill-opacity': 0.09 },
      },
      {
        id: 'zone-edges', type: 'line', source: 'shapes', filter: ['==', ['get', 'id'], ''],
        paint: { 'line-color': '#14506e', 'line-width': 1.2, 'line-opacity': 0.8 },
      },
      {
        id: 'roads', type: 'line', source: 'shapes', filter: ['==', ['get', 'layer'], 'road'], layout: { 'line-cap': 'round', 'line-join': 'round' },
        paint: { 'line-color': '#d4b483', 'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1.4, 11, 3.5] },
      },
      {
        id: 'road-names', type: 'symbol', source: 'shapes', filter: ['==', ['get', 'layer'], 'road'], minzoom: 7.5,
        layout: { 'symbol-placement': 'line', 'symbol-spacing': 280, 'text-field': ['get', 'name'], 'text-font': ['Noto'], 'text-size': 11, 'text-rotation-alignment': 'viewport' },
        paint: { 'text-color': '#7a5a1e', 'text-halo-color': '#fdfcf8', 'text-halo-width': 2 },
      },
      { id: 'areas', type: 'fill', source: 'areas', filter: ['==', ['get', 'shape'], 'area'], paint: { 'fill-pattern': ['concat', 'hatch-', ['get', 'class']] } },
      {
        id: 'area-edges', type: 'line', source: 'areas', filter: ['!=', ['get', 'shape'], 'route'],
        paint: {
          'line-color': colourOf, 'line-width': 1.3, 'line-dasharray': [5, 3], 'line-opacity': ['case', ['==', ['get', 'shape'], 'broad'], 0.45, 0.9],
        },
      },
      {
        id: 'routes', type: 'line', source: 'areas', filter: ['==', ['get', 'shape'], 'route'], layout: { 'line-join': 'round' },
        paint: { 'line-color': colourOf, 'line-opacity': 0.22, 'line-width': metresWide(['*', 2, ['get', 'uncertainty']]) },
      },
      {
        id: 'circles', type: 'fill', source: 'circles', paint: { 'fill-color': colourOf, 'fill-opacity': 0.13 },
      },
      {
        id: 'circle-edges', type: 'line', source: 'circles', filter: ['get', 'exact'], paint: { 'line-color': colourOf, 'line-width': 1, 'line-opacity': 0.7 },
      },
      {
        id: 'circle-edges-open', type: 'line', source: 'circles', filter: ['!', ['get', 'exact']],
        paint: { 'line-color': colourOf, 'line-width': 1.2, 'line-opacity': 0.8, 'line-dasharray': [3, 2.5] },
      },
      { id: 'pointed', type: 'line', source: 'pointed', paint: { 'line-color': '#14191d', 'line-width': 2.5 } },
      { id: 'pointed-fill', type: 'fill', source: 'pointed', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': '#e8b04a', 'fill-opacity': 0.25 } },
      ...labels(arabicFirst),
      {
        id: 'numbers', type: 'symbol', source: 'numbers',
        layout: {
          'icon-image': 'tag', 'icon-text-fit': 'both', 'icon-text-fit-padding': [3, 7, 3, 7], 'icon-allow-overlap': false,
          'text-field': ['get', 'text'], 'text-font': ['Noto'], 'text-size': 11.5, 'text-max-width': 14,
          'text-variable-anchor': ['center', 'top', 'bottom', 'right', 'left', 'top-left', 'top-right', 'bottom-left', 'bottom-right'], 'text-radial-offset': 3,
        },
        paint: { 'text-color': '#14191d' },
      },
      {
        id: 'clusters', type: 'symbol', source: 'spots', filter: ['has', 'point_count'],
        layout: {
          'icon-image': ['step', ['get', 'sum'], 'cluster-s', 10, 'cluster-m', 50, 'cluster-l'], 'icon-allow-overlap': true, 'icon-ignore-placement': false,
          'text-field': digits(['get', 'sum'], arabicFirst), 'text-font': ['Noto'], 'text-size': 12.5, 'text-allow-overlap': true, 'symbol-sort-key': ['-', 0, ['get', 'sum']],
        },
        paint: { 'text-color': '#ffffff' },
      },
      {
        id: 'spots', type: 'symbol', source: 'spots', filter: ['!', ['has', 'point_count']],
        layout: {
          'icon-image': ['concat', 'class-', ['get', 'icon']], 'icon-allow-overlap': true, 'icon-size': 1, 'symbol-sort-key': ['get', 'rank'],
          'text-field': ['case', ['>', ['get', 'n'], 1], digits(['get', 'n'], arabicFirst), ''], 'text-font': ['Noto'], 'text-size': 11.5,
          'text-offset': [0.95, -0.75], 'text-allow-overlap': true,
        },
        paint: { 'text-color': '#14191d', 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
      },
    ],
  };
}

/** Names of places: from the theatre's own gazetteer, so that they are there in both languages. */
function labels(arabicFirst: boolean): StyleSpecification['layers'] {
  const names = (id: string, kinds: string[], minzoom: number, size: number, colour: string, more: object = {}): StyleSpecification['layers'][number] => ({
    id: `label-${id}`, type: 'symbol', source: 'shapes', minzoom,
    filter: ['all', ['==', ['get', 'layer'], 'label'], ['in', ['get', 'kind'], ['literal', kinds]]],
    layout: {
      'text-field': label(arabicFirst), 'text-font': ['Noto'], 'text-size': size, 'text-padding': 3, 'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.1, 'symbol-sort-key': ['get', 'rank'], 'text-max-width': 8,
      ...more,
    },
    paint: { 'text-color': colour, 'text-halo-color': '#fdfcf8', 'text-halo-width': 1.6 },
  });
  return [
    names('land', ['mountain', 'plain', 'region', 'valley'], 9, 11.5, '#76704f', { 'text-letter-spacing': arabicFirst ? 0 : 0.06 }),
    names('village', ['village', 'camp', 'hill', 'base', 'crossing', 'airport', 'junction', 'facility'], 9.9, 11, '#5b5f63'),
    names('town', ['town'], 8.2, 11.5, '#4a4f54'),
    names('city', ['city'], 5.5, 13, '#2b3136'),
  ];
}
