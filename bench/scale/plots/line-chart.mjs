import { place, valueAxis } from './axes.mjs';
import { element, line, text } from './svg.mjs';

const WIDTH = 720;
const HEIGHT = 416;
const AREA = { left: 72, right: WIDTH - 24, top: 88, bottom: HEIGHT - 56 };
/** Legible on white and on black alike: nobody knows what the page has behind it. */
const INK = '#6e7781';
const FONT = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif';
const LEGEND = { left: 24, width: 172 };

/**
 * Lines with a mark for each point and a whisker from the least to the most that was seen there. `x` is `{ label, kind,
 * ticks }`, a tick being `{ at, text }`; `y` is `{ label, kind, format }`; a series is `{ name, color, isDashed, points }`,
 * a point `{ x, y, min, max }`.
 */
export function lineChart({ title, description, x, y, series }) {
  const points = series.flatMap((each) => each.points);
  const across = x.ticks.map(({ at }) => at);
  const axis = valueAxis(
    y.kind,
    points.flatMap(({ min, max }) => [min, max]),
  );
  const toX = place(x.kind, [Math.min(...across), Math.max(...across)], [AREA.left + 8, AREA.right - 8]);
  const toY = place(y.kind, axis.domain, [AREA.bottom, AREA.top]);
  const chart = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-labelledby': 'title desc',
      'font-family': FONT,
      'font-size': 12,
      fill: INK,
    },
    [
      element('title', { id: 'title' }, [title]),
      element('desc', { id: 'desc' }, [description]),
      text(AREA.left, 24, title, { 'font-size': 15, 'font-weight': 600 }),
      ...legend(series),
      ...valueTicks(axis, toY, y),
      ...x.ticks.map((tick) => text(toX(tick.at), AREA.bottom + 20, tick.text, { 'text-anchor': 'middle' })),
      text((AREA.left + AREA.right) / 2, HEIGHT - 12, x.label, { 'text-anchor': 'middle' }),
      ...series.map((each) => drawn(each, toX, toY)),
    ],
  );
  return chart.toString();
}

function legend(series) {
  return series.flatMap(({ name, ...style }, index) => {
    const left = LEGEND.left + index * LEGEND.width;
    return [line(left, 46, left + 24, 46, stroke(style)), text(left + 30, 50, name)];
  });
}

function valueTicks({ ticks }, toY, { label, format }) {
  return [
    text(AREA.left - 56, AREA.top - 14, label),
    ...ticks.flatMap((value) => [
      line(AREA.left, toY(value), AREA.right, toY(value), { stroke: INK, 'stroke-opacity': 0.25 }),
      text(AREA.left - 8, toY(value) + 4, format(value), { 'text-anchor': 'end' }),
    ]),
  ];
}

function drawn({ points, ...style }, toX, toY) {
  const path = points.map(({ x, y }) => `${round(toX(x))},${round(toY(y))}`).join(' ');
  return element('g', {}, [
    element('polyline', { points: path, fill: 'none', ...stroke(style) }),
    ...points.map(({ x, min, max }) =>
      line(toX(x), toY(min), toX(x), toY(max), { stroke: style.color, 'stroke-opacity': 0.6 }),
    ),
    ...(style.isPlain
      ? []
      : points.map(({ x, y }) =>
          element('circle', { cx: round(toX(x)), cy: round(toY(y)), r: 3, fill: style.color }),
        )),
  ]);
}

function stroke({ color, isDashed }) {
  return { stroke: color, 'stroke-width': 2, ...(isDashed && { 'stroke-dasharray': '5 4' }) };
}

function round(value) {
  return Math.round(value * 10) / 10;
}
