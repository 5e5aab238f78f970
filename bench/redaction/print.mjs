import { printTable } from '../support/print-table.mjs';
/** The results as plain tables: median, least..most. */
export function printSections({
  node,
  cpu,
  seed,
  quick,
  processorSeconds,
  json,
  cap,
  walk,
  identity,
  kinds,
  hostile,
}) {
  console.log(
    `Node ${node}, ${cpu}, seed ${seed}${quick ? ', quick' : ''}, ${processorSeconds} s of processor time`,
  );
  for (const body of new Set(json.map((row) => row.body))) {
    printTitled(
      `JSON of ${body}: x of JSON.parse + JSON.stringify, median (least..most)`,
      json.filter((row) => row.body === body).map(({ rules, engines }) => ({ rules, ...cells(engines) })),
    );
  }
  printTitled(
    'The first 64 KB of 2 MB, with defaults: x of JSON.parse + JSON.stringify of all',
    cap.map(({ rules, ratio }) => ({ rules, ratio: cell(ratio) })),
  );
  printTitled(
    'Values that never were bytes: walk + JSON.stringify, x of JSON.stringify',
    walk.map(({ body, rules, ...engines }) => ({ body, rules, ...cells(engines) })),
  );
  printTitled('Nothing matched: the same bytes, not copied', identity);
  printTitled(
    'Other kinds of body, as captured, with defaults: milliseconds, and x of JSON.parse + JSON.stringify of JSON of 16 KB',
    kinds.map(({ kind, byteLength, ms, ratio }) => ({ kind, byteLength, ms: cell(ms), ratio: cell(ratio) })),
  );
  printTitled(
    'Hostile bodies of 64 KB, as captured, with defaults: milliseconds, and t(2n)/t(n)',
    hostile.map(({ family, ms, growth }) => ({ family, ms: cell(ms), growth: cell(growth) })),
  );
}

function cells(engines) {
  return Object.fromEntries(Object.entries(engines).map(([name, ratio]) => [name, cell(ratio)]));
}

function cell({ median, min, max }) {
  return min === max ? short(median) : `${short(median)} (${short(min)}..${short(max)})`;
}

function short(value) {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}

function printTitled(title, rows) {
  console.log(`\n${title}\n`);
  printTable(rows);
}
