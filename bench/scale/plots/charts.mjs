import { ADAPTERS } from '../adapters.mjs';
import { lineChart } from './line-chart.mjs';

const COLORS = { express: '#2f81d6', fastify: '#d9730d', heap: '#2f81d6', rss: '#d9730d' };
const COST = 'CPU µs a request';

/** What each dimension is called, in the name of its file too, and how its values are shown. */
const DIMENSIONS = {
  routes: { file: 'routes', title: 'number of routes', label: 'routes of the app' },
  rules: { file: 'rules', title: 'number of rules', label: 'paths to redact, in each direction' },
  bytes: {
    file: 'body-size',
    title: 'size of bodies',
    label: 'bytes of the request’s body, and of the answer’s',
    isLog: true,
  },
  connections: {
    file: 'connections',
    title: 'concurrency',
    label: 'connections, each with a request under way',
  },
};

/** The charts that can be drawn of what is recorded: `{ part, title, file, svg }` each. */
export function chartsOf(pieces) {
  const costs = Object.keys(DIMENSIONS).flatMap((dimension) => {
    const found = ADAPTERS.map((adapter) => pieces[`growth/${dimension}-${adapter}`]).filter(Boolean);
    return found.length === 0
      ? []
      : [
          costChart(
            dimension,
            found.map(({ figures }) => figures),
          ),
        ];
  });
  const day = pieces['day/records'];
  return day === undefined ? costs : [...costs, memoryChart(day.figures)];
}

function costChart(dimension, growths) {
  const { file, title, label, isLog = false } = DIMENSIONS[dimension];
  const heading = `Processor time of a request by ${title}`;
  const svg = lineChart({
    title: heading,
    description: growths.map(described).join(' '),
    x: {
      label,
      kind: 'logarithmic from zero',
      ticks: growths[0].points.map(({ at }) => ({ at, text: isLog ? bytesText(at) : String(at) })),
    },
    y: {
      label: COST,
      kind: isLog ? 'logarithmic' : 'linear',
      format: (value) => value.toLocaleString('en-US'),
    },
    series: growths.flatMap(({ adapter, points }) => [
      { name: `${adapter}, bare`, color: COLORS[adapter], isDashed: true, points: pointsOf(points, 'bare') },
      { name: `${adapter}, with module`, color: COLORS[adapter], points: pointsOf(points, 'ours') },
    ]),
  });
  return { part: 'growth', title: heading, file: `cost-by-${file}.svg`, svg };
}

function pointsOf(points, name) {
  return points.map(({ at, [name]: { cpuMicros } }) => ({
    x: at,
    y: cpuMicros.median,
    min: cpuMicros.min,
    max: cpuMicros.max,
  }));
}

function described({ adapter, dimension, points }) {
  const [first, last] = [points[0], points.at(-1)];
  const at = ({ at: value, bare, ours }) =>
    `at ${value} ${dimension}, ${Math.round(bare.cpuMicros.median)} µs bare and ${Math.round(ours.cpuMicros.median)} µs with the module`;
  return `${adapter}: ${at(first)}; ${at(last)}.`;
}

function memoryChart({ records, series }) {
  const millions = (value) => value / 1e6;
  const pointsBy = (field) =>
    series.map((look) => ({ x: millions(look.records), y: look[field], min: look[field], max: look[field] }));
  const last = series.at(-1);
  const title = 'Memory over the records of a day';
  const svg = lineChart({
    title,
    description: `After ${records} records: heap ${Math.round(last.heapMb)} MB, resident ${Math.round(last.rssMb)} MB.`,
    x: {
      label: 'million records delivered',
      kind: 'linear',
      ticks: [0, 0.25, 0.5, 0.75, 1].map((share) => ({
        at: millions(records) * share,
        text: (millions(records) * share).toFixed(2),
      })),
    },
    y: { label: 'MB', kind: 'linear', format: String },
    series: [
      { name: 'resident', color: COLORS.rss, isPlain: true, points: pointsBy('rssMb') },
      { name: 'heap', color: COLORS.heap, isPlain: true, points: pointsBy('heapMb') },
    ],
  });
  return { part: 'day', title, file: 'memory-over-a-day.svg', svg };
}

function bytesText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${bytes / 1024} KB` : `${bytes / 1024 ** 2} MB`;
}
