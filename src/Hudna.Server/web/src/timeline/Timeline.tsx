import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { classes, classify, classOf } from '../classes';
import type { Incident, Theatre } from '../types';
import { date, isArabic, number, plural, t } from '../words';
import { count, dayNumber, dayText, extent, ticks, unitFor, type Unit } from './bins';

interface Props {
  /** All that the other choices let through, whatever their date. */
  incidents: Incident[];
  /** Publication days of the reports: how much was read about which days. */
  published: string[];
  agreements: Theatre['agreements'];
  from?: string;
  to?: string;
  onRange: (from?: string, to?: string) => void;
}

const height = 74;

/** Bars of incidents over time, spans where the day is not known, what was read, and a brush to choose days with. */
export function Timeline({ incidents, published, from, to, onRange }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(800);
  const [drag, setDrag] = useState<{ start: number; end: number } | null>(null);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(280, Math.floor(entry!.contentRect.width))));
    observer.observe(frame.current!);
    return () => observer.disconnect();
  }, []);

  // The axis reaches from the first day of anything that happened; open intervals do not stretch it.
  const all = useMemo(() => {
    const days = incidents.flatMap((i) => (i.time?.start && i.time.end ? [i.time.start, i.time.end] : [i.time?.start, i.time?.end]));
    const e = extent(days) ?? extent(published);
    if (!e) return null;
    const room = Math.max(1, Math.round((e[1] - e[0]) * 0.01));
    return [e[0] - room, e[1] + room] as const;
  }, [incidents, published]);

  const unit: Unit = all ? unitFor(all[1] - all[0], Math.max(40, width / 7)) : 'day';
  const data = useMemo(() => (all ? count(incidents, all[0], all[1], unit) : null), [incidents, all, unit]);
  if (!all || !data) return <div ref={frame} class="timeline" />;

  const rtl = isArabic();
  const lane = 5;
  const spanTop = height + 4;
  const readTop = spanTop + data.lanes * lane + (data.lanes ? 3 : 0);
  const axisTop = readTop + 7;
  const total = axisTop + 18;
  const x = (day: number) => {
    const along = ((day - data.first) / (data.last - data.first)) * width;
    return rtl ? width - along : along;
  };
  const dayAt = (clientX: number) => {
    const box = frame.current!.getBoundingClientRect();
    const along = Math.min(1, Math.max(0, (clientX - box.left) / box.width));
    return data.first + (rtl ? 1 - along : along) * (data.last - data.first);
  };
  const bar = (a: number, b: number) => ({ x: Math.min(x(a), x(b)), width: Math.abs(x(b) - x(a)) });
  const y = (n: number) => (n / Math.max(1, data.most)) * (height - 14);

  const chosen = drag
    ? { start: Math.floor(Math.min(drag.start, drag.end)), end: Math.floor(Math.max(drag.start, drag.end)) + 1 }
    : from || to
      ? { start: from ? dayNumber(from) : data.first, end: to ? dayNumber(to) + 1 : data.last }
      : null;

  const down = (e: PointerEvent) => {
    if (e.button !== 0) return;
    (e.currentTarget as Element).setPointerCapture(e.pointerId);
    const at = dayAt(e.clientX);
    const near = 8 / (width / (data.last - data.first));
    if (chosen && Math.abs(at - chosen.start) < near) setDrag({ start: chosen.end - 0.5, end: at });
    else if (chosen && Math.abs(at - chosen.end) < near) setDrag({ start: chosen.start, end: at });
    else setDrag({ start: at, end: at });
  };
  const move = (e: PointerEvent) => drag && setDrag({ ...drag, end: dayAt(e.clientX) });
  const up = (e: PointerEvent) => {
    if (!drag) return;
    const moved = Math.abs(x(drag.start) - x(dayAt(e.clientX))) > 4;
    setDrag(null);
    if (moved) onRange(dayText(chosen!.start), dayText(chosen!.end - 1));
    else {
      // A click chooses the bar beneath it; on a bar already chosen, or where there is none, it frees all days again.
      const bin = data.bins.find((b) => b.start <= drag.start && drag.start < b.end);
      const same = bin && from === dayText(bin.start) && to === dayText(bin.end - 1);
      if (bin && bin.total > 0 && !same) onRange(dayText(bin.start), dayText(bin.end - 1));
      else onRange();
    }
  };
  const key = (which: 'from' | 'to') => (e: KeyboardEvent) => {
    const size = { day: 1, week: 7, month: 30, year: 365 }[data.unit] * (e.shiftKey ? 5 : 1);
    const forward = rtl ? 'ArrowLeft' : 'ArrowRight';
    const step =
      e.key === forward || e.key === 'ArrowUp' ? size : e.key === 'ArrowLeft' || e.key === 'ArrowRight' || e.key === 'ArrowDown' ? -size
      : e.key === 'Home' ? -1e6 : e.key === 'End' ? 1e6 : 0;
    if (e.key === 'Escape') return onRange();
    if (!step) return;
    e.preventDefault();
    const start = chosen?.start ?? data.first;
    const end = chosen?.end ?? data.last;
    const clamp = (n: number, low: number, high: number) => Math.min(high, Math.max(low, n));
    if (which === 'from') onRange(dayText(clamp(start + step, data.first, end - 1)), dayText(end - 1));
    else onRange(dayText(start), dayText(clamp(end + step, start + 1, data.last) - 1));
  };
  const handle = (which: 'from' | 'to', day: number) => (
    <g
      class="handle" role="slider" tabindex={0} aria-label={t(which === 'from' ? 'time.from' : 'time.to')} aria-orientation="horizontal"
      aria-valuemin={data.first} aria-valuemax={data.last} aria-valuenow={day} aria-valuetext={date(dayText(which === 'from' ? day : day - 1))}
      onKeyDown={key(which)} transform={`translate(${x(day)},0)`}
    >
      <rect x={-9} y={0} width={18} height={height + 2} fill="transparent" />
      <line y2={height + 2} />
      <rect class="grip" x={-3.5} y={height / 2 - 10} width={7} height={20} rx={3} />
    </g>
  );
  const marks = ticks(data.first, data.last, Math.max(3, width / (data.unit === 'day' ? 66 : 84)));
  const form = (u: Unit): Intl.DateTimeFormatOptions =>
    u === 'year' ? { year: 'numeric' } : u === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' };

  return (
    <div ref={frame} class="timeline">
      <svg width={width} height={total} role="group" aria-label={t('time.title')} aria-describedby="timeline-help">
        <line class="base" x1={0} x2={width} y1={height} y2={height} />
        {data.bins.map((b) => {
          if (b.total === 0) return null;
          let top = height;
          const box = bar(b.start, b.end);
          const gap = box.width > 4 ? 1 : 0;
          return (
            <g key={b.start}>
              {classes.map((c) => {
                const n = b.byClass.get(c.id)!;
                if (n === 0) return null;
                top -= y(n);
                return <rect key={c.id} x={box.x + gap / 2} width={Math.max(1.5, box.width - gap)} y={top} height={y(n)} fill={c.colour} stroke="#fbfaf7" stroke-width={0.6} />;
              })}
              {box.width > 14 && <text class="n" x={box.x + box.width / 2} y={top - 3}>{number(b.total)}</text>}
            </g>
          );
        })}
        {data.spans.map((s) => {
          const box = bar(Math.max(s.start, data.first), Math.min(s.end, data.last));
          return <rect key={s.incident.id} x={box.x} width={Math.max(3, box.width)} y={spanTop + s.lane * lane} height={lane - 2} rx={1.5} fill={classOf(classify(s.incident)).colour} opacity={0.75} />;
        })}
        <g class="read">
          {published.map((day) => <line key={day} x1={x(dayNumber(day) + 0.5)} x2={x(dayNumber(day) + 0.5)} y1={readTop} y2={readTop + 4} />)}
        </g>
        <line class="base" x1={0} x2={width} y1={axisTop - 1} y2={axisTop - 1} />
        {marks.map((m) => (
          <g key={m.at}>
            <line class="tick" x1={x(m.at)} x2={x(m.at)} y1={axisTop - 1} y2={axisTop + 3} />
            {Math.abs(x(data.last) - x(m.at)) > 42 && <text class="tick" x={x(m.at) + (rtl ? -3 : 3)} y={axisTop + 13}>{date(dayText(m.at), form(m.unit))}</text>}
          </g>
        ))}
        {chosen && (
          <g class="shade">
            <rect {...bar(data.first, chosen.start)} y={0} height={height} />
            <rect {...bar(chosen.end, data.last)} y={0} height={height} />
          </g>
        )}
        <rect class="catch" x={0} y={0} width={width} height={total} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={() => setDrag(null)} />
        {handle('from', chosen?.start ?? data.first)}
        {handle('to', chosen?.end ?? data.last)}
      </svg>
      <p id="timeline-help" class="timeline-help">
        <span>{t(`time.${data.unit}`)}</span>
        {data.spans.length > 0 && <span><i class="key-span" aria-hidden="true" />{number(data.spans.length)} {t('time.spans')}</span>}
        <span><i class="key-read" aria-hidden="true" />{t('time.reports')}</span>
        {data.undated > 0 && <span>{plural('obs.noDate', data.undated)}</span>}
        <span class="hint">{t('time.brush')}</span>
      </p>
    </div>
  );
}
