/** Rows by their headings as a table. */
export function table(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, columns.map(() => '---'), ...rows.map((row) => columns.map((name) => row[name]))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The page with another text between the marks of that name. */
export function filledBetween(page, mark, text) {
  const [before, after] = [`<!-- ${mark} -->`, `<!-- end of ${mark} -->`];
  const [start, end] = [page.indexOf(before), page.indexOf(after)];
  if (start < 0 || end < start) throw new Error(`expected the marks ${before} and ${after}`);
  return `${page.slice(0, start + before.length)}\n\n${text}\n\n${page.slice(end)}`;
}
