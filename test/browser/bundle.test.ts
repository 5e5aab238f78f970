import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../dist/inspector-page/', import.meta.url));
const MAX_GZIP_BYTES = 40_000;

describe('the files of the page', () => {
  const files = readdirSync(folder).toSorted();
  const read = (file: string): string => readFileSync(`${folder}${file}`, 'utf8');

  it('are four, and small', () => {
    expect(files).toEqual(['app.css', 'app.js', 'icon.svg', 'index.html']);
    expect(gzipSync(files.map(read).join('\n')).length).toBeLessThan(MAX_GZIP_BYTES);
  });

  it('have nothing inline, and name each other by relative addresses', () => {
    const html = read('index.html');

    expect(html.match(/<script[^>]*>[^<]*<\/script>/g)).toEqual([
      '<script type="module" crossorigin src="./app.js"></script>',
    ]);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=/);
    expect([...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address)).toEqual([
      './icon.svg',
      './app.js',
      './app.css',
    ]);
    expect(html.match(/__APITOOLKIT_TOKEN__/g)).toHaveLength(1);
  });

  it('ask nobody else', () => {
    const addresses = files.flatMap((file) => read(file).match(/(?:https?:)?\/\/[\w-]+\.[\w.-]+/g) ?? []);

    // Names of XML namespaces, which nobody loads.
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org']));
  });
});
