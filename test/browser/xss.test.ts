import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { APIToolkitService } from '../../lib/index.js';
import { adapters, startApp } from '../support/nest-app.js';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { foreignElements } from './support/foreign-elements.js';
import { errorOf, headerValue, hostileApp } from './support/hostile-app.js';
import { eventually, openPage } from './support/inspector-page.js';
import { surroundings } from './support/surroundings.js';

const payloads: readonly string[] = JSON.parse(
  readFileSync(new URL('../data/xss/payloads.json', import.meta.url), 'utf8'),
);
const PER_REQUEST = 40;
const TABS = ['Overview', 'Request', 'Response', 'Errors', 'Calls', 'Redactions', 'OTLP'] as const;

async function sendAll(url: string): Promise<number> {
  let requests = 0;
  for (let start = 0; start < payloads.length; start += PER_REQUEST) {
    const texts = payloads.slice(start, start + PER_REQUEST);
    const query = texts.map((text) => `${encodeURIComponent(text)}=${encodeURIComponent(text)}`).join('&');
    const headers = texts.map((text, index): [string, string] => [`x-text-${index}`, headerValue(text)]);
    // Longer ones are no parameters to Fastify.
    const short = texts.find((text) => encodeURIComponent(text).length < 100) ?? 'none';
    await fetch(`${url}/hostile/${encodeURIComponent(short)}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...Object.fromEntries(headers) },
      body: JSON.stringify({
        texts,
        ...Object.fromEntries(namesFor(texts).map((name) => [name, { [name]: name }])),
      }),
    });
    requests += 1;
  }
  return requests;
}

/** Fastify refuses a body with the others. */
function namesFor(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '__proto__' && text !== 'constructor');
}

describe.skipIf(chromiumPath === undefined)('hostile texts in what is captured', () => {
  const shared = surroundings();

  it.each(adapters)('stay texts in every view, on %s', { timeout: 120_000 }, async (adapter) => {
    await using app = await startApp(adapter, hostileApp(shared.remoteUrl, '<img src=x onerror=alert(1)>'));
    await using opened = await openPage(shared.browser, `${app.url}/_apitoolkit/`);
    const { page, trouble } = opened;
    const requests = await sendAll(app.url);
    for (const text of payloads) app.app.get(APIToolkitService).reportError(errorOf(text));
    const total = requests + payloads.length;
    await eventually(() => page.locator('.view-link .count').first().innerText()).toBe(String(total));
    const foreign: string[] = await foreignElements(page);
    const seen: string[] = [];

    // Every line of the list, and what opens on the way.
    await page.locator('.row').first().click();
    await page.locator('.row').first().focus();
    for (let line = 0; line < total; line += 15) {
      await page.keyboard.press('PageDown');
      foreign.push(...(await foreignElements(page)));
    }
    // Every part of every request.
    const requestIds: number[] = await page.evaluate(
      `fetch('api/exchanges').then((r) => r.json()).then((all) => all.filter((e) => e.kind === 'incoming').map((e) => e.id))`,
    );
    expect(requestIds).toHaveLength(requests);
    for (const id of requestIds) {
      await page.goto(`${app.url}/_apitoolkit/#/exchanges/${id}`);
      for (const tab of TABS) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tab', { name: tab, selected: true }).waitFor();
        seen.push(await page.locator('.panel').innerText());
        foreign.push(...(await foreignElements(page)));
      }
    }
    for (const view of [
      'errors',
      'redaction',
      '<img src=x onerror=alert(1)>',
      'exchanges/javascript:alert(1)',
    ]) {
      await page.goto(`${app.url}/_apitoolkit/#/${view}`);
      foreign.push(...(await foreignElements(page)));
    }
    await page.goto(`${app.url}/_apitoolkit/#/errors`);
    seen.push(await page.locator('.sheet').innerText());

    expect(seen.join('\n')).toContain('<img src=x onerror=alert(1)>');
    expect(seen.join('\n')).toContain('</textarea><script>alert(1)</script>');
    expect([...new Set(foreign)]).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('stay texts in what is typed and pasted', { timeout: 60_000 }, async () => {
    await using app = await startApp('express', hostileApp(shared.remoteUrl, 'shop'));
    await using opened = await openPage(shared.browser, `${app.url}/_apitoolkit/#/redaction`);
    const { page, trouble } = opened;

    await page
      .getByLabel('JSON', { exact: true })
      .fill(JSON.stringify({ payloads, ...Object.fromEntries(payloads.map((each) => [each, each])) }));
    await page.locator('.answer .tree').waitFor();
    const foreign = await foreignElements(page);
    await page.getByLabel('JSONPaths').fill(payloads.join('\n'));
    await page.locator('.failure').waitFor();
    foreign.push(...(await foreignElements(page)));

    expect(foreign).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('would be noticed: the same traps catch a page that lets them in', async () => {
    await using app = await startApp('express', hostileApp(shared.remoteUrl, 'shop'));
    await using opened = await openPage(shared.browser, `${app.url}/nowhere`);
    const { page, trouble } = opened;

    await page.setContent('<img src=x onerror=alert(1)><img src=https://evil.test/i>');

    await eventually(async () => [...trouble].toSorted()).toEqual([
      'dialog: 1',
      'request: https://evil.test/i',
    ]);
    expect(await foreignElements(page)).toEqual(expect.arrayContaining(['img', 'onerror=alert(1)']));
  });

  it('cannot even be put in by a mistake: the policy refuses', async () => {
    await using app = await startApp('express', hostileApp(shared.remoteUrl, 'shop'));
    await using opened = await openPage(shared.browser, `${app.url}/_apitoolkit/`);
    const { page, trouble } = opened;

    const refused = await page.evaluate(`(() => {
      try { document.body.innerHTML = '<img src=x onerror=alert(1)>'; return 'taken'; } catch (error) { return error.name; }
    })()`);

    expect(refused).toBe('TypeError');
    expect(trouble.filter((each) => !each.startsWith('policy:'))).toEqual([]);
  });
});
