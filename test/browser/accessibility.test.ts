import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { AxeResults } from 'axe-core';
import { describe, expect, it } from 'vitest';
import { postJson } from '../support/nest-app.js';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { ORDER } from './support/shop-app.js';
import { openShop } from './support/shop-page.js';
import { surroundings } from './support/surroundings.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, by rule and element. The page's policy allows no script of ours: it is run by the debugger. */
async function violations(page: Page, colorScheme: string): Promise<string[]> {
  await page.evaluate(axe);
  const results: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify({
      resultTypes: ['violations'],
      // In the dark, the colours alone are others.
      ...(colorScheme === 'dark' && { runOnly: ['color-contrast', 'link-in-text-block'] }),
    })})`,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  );
}

const schemes = ['light', 'dark'] as const;
/** The page is the same on both adapters. */
const places = [
  { adapter: 'express', width: 1280 },
  { adapter: 'fastify', width: 390 },
] as const;
const cases = schemes.flatMap((colorScheme) => places.map((place) => ({ ...place, colorScheme })));

describe.skipIf(chromiumPath === undefined).each(cases)(
  'for everybody: $colorScheme, $width px wide',
  ({ adapter, colorScheme, width }) => {
    const shared = surroundings();

    it('axe finds nothing in any view', async () => {
      await using opened = await openShop(adapter, shared, { colorScheme, viewport: { width, height: 780 } });
      const { page, app } = opened;
      const found: Record<string, string[]> = {};
      const check = async (view: string): Promise<void> => {
        found[view] = await violations(page, colorScheme);
      };

      await page.getByText('Waiting for the first request').waitFor();
      await check('empty');
      await postJson(`${app.url}/orders?api_key=k`, ORDER);
      await fetch(`${app.url}/orders/7/invoice`);
      await fetch(`${app.url}/orders/export`);
      await page.locator('.row').nth(3).waitFor();
      await check('list');
      await page.locator('.row').filter({ hasText: '/invoice' }).click();
      await page.getByRole('tab', { name: 'Errors' }).click();
      await check('errors');
      await page.goto(`${app.url}/_apitoolkit/#/exchanges/2`);
      for (const tab of ['Overview', 'Request', 'Response', 'Calls', 'Redactions', 'OTLP']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tab', { name: tab, selected: true }).waitFor();
        await check(tab);
      }
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
      await check('help');
      await page.keyboard.press('Escape');
      await page.locator('.ledger').click();
      await page.getByRole('dialog').waitFor();
      await check('ledger');
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Redaction' }).click();
      await page.getByRole('button', { name: 'Example' }).click();
      await page.locator('.answer .chip').first().waitFor();
      await page.getByText('Bodies withheld').waitFor();
      await check('redaction');
      await page.getByLabel('JSONPaths').fill('$..');
      await page.locator('.failure').waitFor();
      await check('bad path');

      const clean = Object.fromEntries(Object.keys(found).map((view) => [view, []]));
      expect(found).toEqual(clean);
      expect(Object.keys(found)).toHaveLength(13);
    });
  },
);
