import { cell, count, short } from './cells.mjs';

/** The figures of a part's pieces as rows: cells by their heading. For the terminal and for the page. */
export const tablesOf = {
  connections: (pieces) =>
    pieces.flatMap(({ adapter, connections, waves, cpuRatio, ledgers, ...twins }) =>
      ['bare', 'ours'].map((name) => ({
        app: nameOf(adapter, name),
        connections: count(connections),
        'requests on each': waves,
        'CPU µs a request': cell(twins[name].cpuMicros),
        'x bare': name === 'bare' ? '1' : cell(cpuRatio),
        'RSS MB at rest': cell(twins[name].restMb),
        'KB a connection, idle': cell(twins[name].idleKb),
        'KB a connection, used': cell(twins[name].usedKb),
        'of which heap': cell(twins[name].usedHeapKb),
        'RSS MB, most': cell(twins[name].peakMb),
        captured: name === 'bare' ? '' : count(sum(ledgers, 'captured')),
        delivered: name === 'bare' ? '' : count(sum(ledgers, 'delivered')),
        'counted by the sink': name === 'bare' ? '' : count(sum(ledgers, 'counted')),
        dropped: name === 'bare' ? '' : reasonsOf(ledgers.map(({ dropped }) => dropped)),
      })),
    ),

  routes: (pieces) =>
    pieces.flatMap(({ adapter, rows }) =>
      rows.map(({ routes, boot, bare, ours, cpuRatio, ledger }) => ({
        app: adapter,
        routes,
        'start, bare, ms': cell(boot.startMs.bare),
        'start added, ms': cell(boot.startMs.added),
        'RSS at rest, bare, MB': cell(boot.rssMb.bare),
        'RSS added, MB': cell(boot.rssMb.added),
        'CPU µs, bare': cell(bare.cpuMicros),
        'CPU µs, ours': cell(ours.cpuMicros),
        'x bare': cell(cpuRatio),
        ...booksOf(ledger),
      })),
    ),

  saturation: (pieces) =>
    pieces.flatMap(({ adapter, cpuRatio, ledger, ...twins }) =>
      ['bare', 'ours'].map((name) => ({
        app: nameOf(adapter, name),
        'CPU µs a request': cell(twins[name].cpuMicros),
        'x bare': name === 'bare' ? '1' : cell(cpuRatio),
        'requests/s': cell(twins[name].perSecond, count),
        'loop delay p50, ms': cell(twins[name].delayP50Ms),
        'loop delay p99, ms': cell(twins[name].delayP99Ms),
        'answer p99, ms': cell(twins[name].p99Ms),
        ...(name === 'bare' ? blank(booksOf(ledger)) : booksOf(ledger)),
      })),
    ),

  day: (pieces) =>
    pieces.map(({ records, perSecond, cpuMicros, ledger, series, ...growth }) => ({
      records: count(records),
      'records/s': count(perSecond),
      'CPU µs a record': short(cpuMicros),
      delivered: count(ledger.delivered),
      'counted by the sink': count(ledger.counted),
      lost: count(records - ledger.counted),
      'heap MB, first to last look': range(series, 'heapMb'),
      'heap MB per million records': growth.heapMbPerMillion.toFixed(3),
      'RSS MB, first to last look': range(series, 'rssMb'),
      'RSS MB per million records': growth.rssMbPerMillion.toFixed(2),
    })),

  growth: (pieces) =>
    pieces.flatMap(({ dimension, adapter, points }) =>
      points.map(({ at, bare, ours, cpuRatio, ledger }) => ({
        app: adapter,
        [dimension]: count(at),
        'CPU µs, bare': cell(bare.cpuMicros),
        'CPU µs, ours': cell(ours.cpuMicros),
        'x bare': cell(cpuRatio),
        'requests/s, bare': cell(bare.perSecond, count),
        'requests/s, ours': cell(ours.perSecond, count),
        ...booksOf(ledger),
      })),
    ),
};

function nameOf(adapter, name) {
  return name === 'bare' ? `${adapter}, bare` : `${adapter}, with the module`;
}

function booksOf({ answered, delivered, dropped, omitted, shed }) {
  const withheld = shed > 0 ? { ...omitted, 'records without theirs': shed } : omitted;
  return {
    requests: count(answered),
    delivered: count(delivered),
    dropped: reasonsOf([dropped]),
    'bodies withheld': reasonsOf([withheld]),
  };
}

/** Counts by reason, added up. */
function reasonsOf(list) {
  const sums = {};
  for (const [reason, times] of list.flatMap(Object.entries)) sums[reason] = (sums[reason] ?? 0) + times;
  const texts = Object.entries(sums).map(([reason, times]) => `${count(times)} ${reason}`);
  return texts.length === 0 ? '0' : texts.join(', ');
}

function blank(row) {
  return Object.fromEntries(Object.keys(row).map((name) => [name, '']));
}

function range(series, field) {
  return `${short(series[0][field])} to ${short(series.at(-1)[field])}`;
}

function sum(list, name) {
  return list.reduce((total, each) => total + each[name], 0);
}
