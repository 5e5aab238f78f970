import { cpuRatios, medianOf } from './ratios.mjs';

export function printPiece({ adapter, route, figures }) {
  const rows = Object.entries(figures).map(([id, each]) => {
    const ratio = cpuRatios(figures, id);
    return {
      variant: id,
      'CPU µs': medianOf(each, 'cpuMicros').toFixed(0),
      'x bare':
        ratio === undefined
          ? ''
          : `${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}-${ratio.max.toFixed(2)})`,
      'requests/s': medianOf(each, 'perSecond').toFixed(0),
      'p50 ms': medianOf(each, 'p50Ms').toFixed(2),
      'p99 ms': medianOf(each, 'p99Ms').toFixed(2),
      delivered: `${each.delivered}/${each.made}`,
      'boot ms': each.bootMs.toFixed(0),
      'MB at rest': each.restMb.toFixed(0),
      'MB loaded': each.loadedMb.toFixed(0),
    };
  });
  console.log(`\n${adapter}, ${route.title}\n`);
  printTable(rows);
}

function printTable(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}
