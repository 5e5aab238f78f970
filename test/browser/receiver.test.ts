import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { startInspector } from '../../lib/inspector/index.js';
import { startApp } from '../support/nest-app.js';
import { foreignElements } from './support/foreign-elements.js';
import { hostileSpans } from './support/hostile-spans.js';
import { eventually, openPage } from './support/inspector-page.js';
import { shopApp } from './support/shop-app.js';
import { surroundings } from './support/surroundings.js';

const payloads: readonly string[] = JSON.parse(
  readFileSync(new URL('../data/xss/payloads.json', import.meta.url), 'utf8'),
);
const TABS = ['overview', 'request', 'response', 'errors', 'calls', 'redactions', 'otlp'] as const;

describe.skipIf(chromiumPath === undefined)('the inspector of several apps', () => {
  const shared = surroundings();

  it('says what to set in an app, and shows each under its name', async () => {
    const inspector = await startInspector({ port: 0 });
    await using opened = await openPage(shared.browser, inspector.url);
    const { page, trouble } = opened;
    const options = { endpoint: inspector.endpoint, inspector: false, queue: { flushIntervalMs: 1 } };

    await page.getByText(`APITOOLKIT_ENDPOINT=${inspector.endpoint}`).waitFor();
    await using shop = await startApp(
      'express',
      shopApp(shared.remoteUrl, { ...options, serviceName: 'shop' }),
    );
    await using store = await startApp(
      'fastify',
      shopApp(shared.remoteUrl, { ...options, serviceName: 'store' }),
    );
    await fetch(`${shop.url}/orders/1`);
    await fetch(`${store.url}/orders/2`);

    await page.getByRole('row').filter({ hasText: '/orders/1' }).filter({ hasText: 'shop' }).waitFor();
    await page.getByRole('row').filter({ hasText: '/orders/2' }).filter({ hasText: 'store' }).waitFor();
    await page.getByLabel('Service').selectOption('store');
    await eventually(() => page.locator('.row').count()).toBe(1);
    expect(await page.locator('.strip').innerText()).toContain(`receiving at ${inspector.endpoint}`);
    await page.getByRole('link', { name: 'Redaction' }).click();
    await page.getByText('The rules are known in the apps only').waitFor();
    await page.getByRole('button', { name: 'Example' }).click();
    await eventually(() => page.locator('.answer .chip').count()).toBe(3);
    expect(trouble).toEqual([]);
    await inspector.close();
  });

  it('shows hostile texts as texts, in every field of a span', { timeout: 60_000 }, async () => {
    const inspector = await startInspector({ port: 0 });
    await using opened = await openPage(shared.browser, inspector.url);
    const { page, trouble } = opened;
    const { traces, logs } = hostileSpans(payloads);
    const send = (path: string, body: unknown): Promise<Response> =>
      fetch(inspector.endpoint + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await send('/v1/traces', traces)).status).toBe(200);
    expect((await send('/v1/logs', logs)).status).toBe(200);
    await eventually(() => page.locator('.view-link .count').first().innerText()).toBe(
      String(payloads.length),
    );
    const foreign: string[] = [];

    await page.locator('.row').first().focus();
    for (let line = 0; line < payloads.length; line += 15) {
      await page.keyboard.press('PageDown');
      foreign.push(...(await foreignElements(page)));
    }
    const seen: string[] = [];
    for (let id = 1; id <= payloads.length; id += 3) {
      const tab = TABS[id % TABS.length] ?? 'overview';
      await page.goto(`${inspector.url}#/exchanges/${id}/${tab}`);
      await page.locator('.panel').waitFor();
      seen.push(await page.locator('.detail').innerText());
      foreign.push(...(await foreignElements(page)));
    }
    await page.goto(`${inspector.url}#/errors`);
    await eventually(() => page.locator('.sheet .section').count()).toBe(200);
    foreign.push(...(await foreignElements(page)));

    expect(seen.join('\n')).toContain('<img src=x onerror=alert(1)>');
    expect([...new Set(foreign)]).toEqual([]);
    expect(trouble).toEqual([]);
    await inspector.close();
  });
});
