import type { Map } from 'maplibre-gl';
import { classes } from '../classes';

const scale = 2;

function draw(size: number, paint: (c: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * scale;
  const c = canvas.getContext('2d')!;
  c.scale(scale, scale);
  paint(c);
  return c.getImageData(0, 0, canvas.width, canvas.height);
}

/** Draws every symbol that the style names: the classes' shapes, full and open, hatchings, clusters, the frame of numbers. */
export function addIcons(map: Map) {
  const add = (name: string, image: ImageData, more: object = {}) => map.addImage(name, image, { pixelRatio: scale, ...more });
  for (const { id, colour, path } of classes) {
    const shape = new Path2D(path);
    for (const open of [false, true]) {
      add(`class-${id}${open ? '-open' : ''}`, draw(24, (c) => {
        c.translate(2, 2);
        c.lineJoin = 'round';
        c.strokeStyle = '#ffffff';
        c.lineWidth = 4;
        c.stroke(shape);
        c.fillStyle = open ? '#ffffff' : colour;
        c.fill(shape);
        c.strokeStyle = colour;
        c.lineWidth = open ? 2.4 : 1;
        c.stroke(shape);
      }));
    }
    add(`hatch-${id}`, draw(12, (c) => {
      c.strokeStyle = colour;
      c.globalAlpha = 0.3;
      c.lineWidth = 1.1;
      for (const offset of [-12, 0, 12]) {
        c.beginPath();
        c.moveTo(offset - 2, 14);
        c.lineTo(offset + 14, -2);
        c.stroke();
      }
    }));
  }
  for (const [name, size] of [['s', 28], ['m', 34], ['l', 42]] as const) {
    add(`cluster-${name}`, draw(size, (c) => {
      const middle = size / 2;
      c.beginPath();
      c.arc(middle, middle, middle - 1, 0, 2 * Math.PI);
      c.fillStyle = 'rgba(255,255,255,.85)';
      c.fill();
      c.beginPath();
      c.arc(middle, middle, middle - 3.5, 0, 2 * Math.PI);
      c.fillStyle = '#2f3a42';
      c.fill();
    }));
  }
  add('tag', draw(24, (c) => {
    c.beginPath();
    c.roundRect(1, 1, 22, 22, 6);
    c.fillStyle = 'rgba(255,255,255,.93)';
    c.fill();
    c.strokeStyle = '#5b6167';
    c.setLineDash([3, 2]);
    c.lineWidth = 1.2;
    c.stroke();
  }), { stretchX: [[16, 32]], stretchY: [[16, 32]], content: [8, 6, 40, 42] });
}
