import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from '../../scripts/run.mjs';
import { filledBetween } from '../support/markdown.mjs';
import { compactTable, detailedTables, machineLine, overview, variantsTable } from './page-tables.mjs';
import { RECORDED, readRecord } from './record.mjs';

/** Puts what is recorded between the marks of the pages. */
export async function writePages() {
  const record = readRecord(RECORDED);
  await fill('docs/performance.md', {
    variants: variantsTable(record),
    overview: `${machineLine(record)}\n\n${overview(record)}`,
    details: detailedTables(record),
  });
  await fill('README.md', { costs: compactTable(record) });
}

async function fill(name, texts) {
  const file = join(root, name);
  const page = Object.entries(texts).reduce(
    (text, [mark, figures]) => filledBetween(text, mark, figures),
    readFileSync(file, 'utf8'),
  );
  const options = await prettier.resolveConfig(file);
  writeFileSync(file, await prettier.format(page, { ...options, filepath: file }));
}
