export function printHeading({ node, cpu, seed, quick }) {
  console.log(`Node ${node}, ${cpu}, seed ${seed}${quick ? ', quick' : ''}`);
  console.log(
    'µs of processor time a call, and what the first row takes of each other: median of the rounds (least..most)',
  );
}

export function printRows(name, title, rows) {
  console.log(`\n${name}: ${title}\n`);
  const cells = rows.map(({ name: contestant, micros, ratio }) => [
    contestant,
    cell(micros),
    ratio === undefined ? '' : cell(ratio),
  ]);
  const lines = [['', 'µs', 'first row, x'], ...cells];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(`  ${line.map((text, column) => text.padEnd(widths[column])).join('  ')}`.trimEnd());
}

function cell({ median, min, max }) {
  return min === max ? short(median) : `${short(median)} (${short(min)}..${short(max)})`;
}

function short(value) {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toFixed(value >= 0.1 ? 2 : 3);
}
