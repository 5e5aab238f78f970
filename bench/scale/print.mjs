import { printTable } from '../support/print-table.mjs';
import { tablesOf } from './tables.mjs';

export function printPiece({ id, part, figures, seconds }) {
  console.log(`\n${id} (${seconds} s)\n`);
  printTable(tablesOf[part]([figures]));
}
