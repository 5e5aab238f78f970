import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { APIToolkitModule } from 'apitoolkit-nestjs';
import { launchChromium } from '../../scripts/chromium.mjs';
import { root } from '../../scripts/run.mjs';
import { printTable } from '../support/print-table.mjs';

/**
 * How large the inspector's page is, and how long until it shows its list: in Chromium, each load with an empty cache,
 * with the 500 requests that an inspector keeps. `--loads N` for more or fewer than 30.
 */
const REQUESTS = 500;
const at = process.argv.indexOf('--loads');
const loads = at === -1 ? 30 : Number(process.argv[at + 1]);

printTable(sizes());

const app = await startApp();
const url = await app.getUrl();
for (let id = 0; id < REQUESTS; id += 1) await fetch(`${url}/orders/${id}`);
const browser = await launchChromium();
const inspector = await openPage();
const times = [];
for (let load = 0; load < loads; load += 1) times.push(await measureLoad(inspector));
await browser.close();
await app.close();

printTable(
  ['DOMContentLoaded', 'first line of the list'].map((name, index) => {
    const sorted = times.map((each) => each[index]).toSorted((a, b) => a - b);
    return {
      'until, ms': name,
      median: sorted[Math.floor(sorted.length / 2)].toFixed(0),
      slowest: sorted.at(-1).toFixed(0),
    };
  }),
);
console.log(`${loads} loads, ${REQUESTS} requests in the list, Chromium ${browser.version()}`);

function sizes() {
  const folder = join(root, 'dist/inspector-page');
  const rows = readdirSync(folder).map((file) => {
    const content = readFileSync(join(folder, file));
    return { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
  });
  const sum = (column) => rows.reduce((total, row) => total + row[column], 0);
  return [...rows, { file: 'all', bytes: sum('bytes'), gzip: sum('gzip') }];
}

async function startApp() {
  class AppModule {}
  Module({ imports: [APIToolkitModule.forRoot({ inspector: true })] })(AppModule);
  const created = await NestFactory.create(AppModule, { logger: false });
  await created.listen(0, '127.0.0.1');
  return created;
}

/** From the start of the navigation, as the page's own clock has it, with an empty cache and in a browser that runs. */
async function measureLoad(page) {
  await page.reload({ waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.listShownAt !== undefined);
  return page.evaluate(() => [
    performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd,
    globalThis.listShownAt,
  ]);
}

async function openPage() {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('.row') === null) return;
      observer.disconnect();
      // When what was made is painted.
      requestAnimationFrame(() => setTimeout(() => (globalThis.listShownAt = performance.now())));
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${url}/_apitoolkit/`);
  await page.locator('.row').first().waitFor();
  return page;
}
