import { OURS } from './senders.mjs';

/** The figures of the parts that are there as tables: `{ title, rows }` each, a row being cells by their heading. For the terminal and for the page. */
export function tablesOf({ bytes, ...parts }) {
  const [many, throughput, outages, hung] = ['many', 'throughput', 'outages', 'hung'].map(
    (part) => parts[part]?.rows ?? [],
  );
  return [
    {
      title: 'One run of this package alone, as fast as records are taken',
      rows: many.map((run) => ({
        record: `${run.size}, ${run.bytes} bytes`,
        records: count(run.offered),
        'counted by the receiver': count(run.counted),
        lost: count(run.lost),
        'records/s': count(run.perSecond),
        'CPU µs a record': short(run.cpuMicros),
        'most waiting': count(run.peakWaiting),
        'RSS MB': short(run.rssMb),
      })),
    },
    ...['flood', 'steady']
      .flatMap((mode) => ['small', 'large'].map((size) => ({ mode, size })))
      .map(({ mode, size }) => ({
        title: `${MODES[mode]}, records of ${bytes[size]} bytes`,
        rows: throughput.filter((row) => row.mode === mode && row.size === size).map(throughputRow),
      })),
    {
      title: 'The receiver killed and started again, under a steady load of small records',
      rows: outages.map((row) => ({
        'away for': `${row.outageMs / 1000} s`,
        sender: row.sender,
        records: count(row.offered),
        arrived: count(row.arrived),
        lost: count(row.lost),
        'arrived without bodies': count(row.status.shed ?? 0),
        'arrived twice': count(row.twice),
        'most waiting': count(row.peakWaiting),
      })),
    },
    {
      title: 'A receiver that never answers, and answers of 250 KB: what the process grows by',
      rows: hung.map((row) => ({
        sender: row.sender,
        seconds: row.seconds,
        records: count(row.offered),
        'offered MB': count(row.offeredMb),
        'kept without bodies': count(row.status.shed ?? 0),
        'RSS growth MB': count(row.rssGrowthMb),
      })),
    },
  ].filter(({ rows }) => rows.length > 0);
}

const MODES = {
  flood: 'As fast as records are taken without loss',
  steady: '10,000 records a second',
};

function throughputRow(row) {
  return {
    sender: row.sender,
    records: count(row.offered),
    lost: count(row.lost),
    'arrived without bodies': count(row.shed),
    'records/s': cell(row.perSecond, count),
    'x ours': row.sender === OURS ? '1' : cell(row.perSecondRatio, short),
    'CPU µs a record': cell(row.cpuMicros, short),
    'CPU, x ours': row.sender === OURS ? '1' : cell(row.cpuRatio, short),
    'most waiting': count(row.peakWaiting),
    'RSS MB': cell(row.rssMb, short),
  };
}

/** Median, least and most. */
function cell({ median, min, max }, of) {
  return min === max ? of(median) : `${of(median)} (${of(min)}-${of(max)})`;
}

function count(value) {
  return Math.round(value).toLocaleString('en-US');
}

function short(value) {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}
