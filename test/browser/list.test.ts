import { describe, expect, it } from 'vitest';
import { adapters, postJson, startApp } from '../support/nest-app.js';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { eventually, openPage, rowText } from './support/inspector-page.js';
import { ORDER, shopApp } from './support/shop-app.js';
import { openShop, type ShopPage } from './support/shop-page.js';
import { surroundings } from './support/surroundings.js';

describe.skipIf(chromiumPath === undefined).each(adapters)('the list of requests, on %s', (adapter) => {
  const shared = surroundings();
  const open = (): Promise<ShopPage> => openShop(adapter, shared);

  it('says how to make the first request, and shows it at once', async () => {
    await using opened = await open();
    const { page, app, trouble } = opened;
    await page.getByText(`curl -i ${app.url}/`).waitFor();

    await fetch(`${app.url}/orders/7/invoice?page=1`);

    await page.getByRole('row').filter({ hasText: '/orders/7/invoice' }).waitFor();
    expect(await rowText(page, '/orders/7/invoice')).toMatch(
      /^GET \/orders\/7\/invoice \/orders\/:id\/invoice 500 [\d.]+ ms \d+ B Error \d\d:\d\d:\d\d\.\d{3}$/,
    );
    expect(await page.locator('.connection').innerText()).toBe('live');
    expect(trouble).toEqual([]);
  });

  it('shows a call below its request, indented', async () => {
    await using opened = await open();
    const { page, app } = opened;

    await postJson(`${app.url}/orders`, ORDER);

    await page.locator('.row').nth(1).waitFor();
    const rows = page.locator('.row');
    expect(await rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-level')))).toEqual([
      '1',
      '2',
    ]);
    expect(await rows.first().innerText()).toContain('/orders');
    expect(await rows.nth(1).innerText()).toContain(`${new URL(shared.remoteUrl).host}/created`);
  });

  it('filters by words, fields and families of status codes', async () => {
    await using opened = await open();
    const { page, app } = opened;
    await postJson(`${app.url}/orders`, ORDER);
    await fetch(`${app.url}/orders/7`);
    await fetch(`${app.url}/orders/7/invoice`);
    await fetch(`${app.url}/nowhere`);
    const shown = (): Promise<string[]> =>
      page
        .locator('.row .path')
        .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('title') ?? ''));
    const call = `${new URL(shared.remoteUrl).host}/created`;
    await eventually(shown).toEqual(['/nowhere', '/orders/7/invoice', '/orders/7', '/orders', call]);

    await page.getByRole('button', { name: '4xx' }).click();
    expect(await shown()).toEqual(['/nowhere', '/orders/7']);
    await page.getByRole('button', { name: '4xx' }).click();
    await page.getByRole('button', { name: 'Out', exact: true }).click();
    expect(await shown()).toEqual([call]);
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await page.getByRole('button', { name: 'Errors', exact: true }).click();
    expect(await shown()).toEqual(['/orders/7/invoice']);
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('tag:shop status:4xx -invoice');
    expect(await shown()).toEqual(['/orders/7']);
    expect(await page.locator('.shown').innerText()).toBe('1 of 5');
    await page.keyboard.press('Escape');
    await page.keyboard.type('no such thing');
    await page.getByText('None of 5 matches the filter.').waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).last().click();
    expect(await shown()).toHaveLength(5);
  });

  it('is walked by keys, with one stop for Tab', async () => {
    await using opened = await open();
    const { page, app } = opened;
    for (const id of [1, 2, 3]) await fetch(`${app.url}/orders/${id}`);
    await page.locator('.row').nth(2).waitFor();
    const focused = (): Promise<string | null> =>
      page.evaluate(
        "document.activeElement.querySelector('.path')?.title ?? document.activeElement.className",
      );

    await page.keyboard.press('j');
    expect(await focused()).toBe('/orders/3');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('/orders/1');
    await page.keyboard.press('k');
    expect(await focused()).toBe('/orders/2');
    expect(await page.locator('.row[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'GET /orders/2' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#/exchanges/2');
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: 'GET /orders/3' }).waitFor();
    await page.keyboard.press(']');
    await page.getByRole('tab', { name: 'Request', selected: true }).waitFor();
    await page.keyboard.press('[');
    await page.getByRole('tab', { name: 'Overview', selected: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.detail').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard and filter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  it('stands still while paused, counts what comes, and shows it on resume', async () => {
    await using opened = await open();
    const { page, app } = opened;
    await fetch(`${app.url}/orders/1`);
    await page.locator('.row').waitFor();

    await page.keyboard.press('p');
    await fetch(`${app.url}/orders/2`);

    await page.getByText('paused, 1 new').waitFor();
    expect(await page.locator('.row').count()).toBe(1);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.locator('.row').nth(1).waitFor();
  });

  it('forgets on request, in the app as well', async () => {
    await using opened = await open();
    const { page, app, trouble } = opened;
    await fetch(`${app.url}/orders/1`);
    await page.locator('.row').waitFor();

    await page.getByRole('button', { name: 'Clear', exact: true }).click();

    await page.getByText('Waiting for the first request').waitFor();
    expect(await (await fetch(`${app.url}/_apitoolkit/api/exchanges`)).json()).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('says where records go and what became of them', async () => {
    await using opened = await open();
    const { page, app } = opened;

    await fetch(`${app.url}/orders/1`);

    await eventually(() => page.locator('.ledger').innerText()).toMatch(/1 captured/);
    await page.locator('.ledger').click();
    await page.getByRole('dialog', { name: 'What became of every record' }).waitFor();
    expect(await page.getByRole('dialog').innerText()).toMatch(/captured\s+1\b/);
  });

  it('tells that the app is gone, and goes on with the next start of it', async () => {
    const first = await startApp(adapter, shopApp(shared.remoteUrl));
    const { port } = new URL(first.url);
    await using opened = await openPage(shared.browser, `${first.url}/_apitoolkit/`);
    const { page } = opened;
    await fetch(`${first.url}/orders/1`);
    await fetch(`${first.url}/orders/2`);
    await page.locator('.row').nth(1).waitFor();

    // As when the process ends: no connection is waited for.
    const closing = first.app.close();
    first.app.getHttpServer().closeAllConnections();
    await closing;
    await page.getByText('connection lost, retrying…').waitFor();
    await using second = await startApp(adapter, shopApp(shared.remoteUrl), { port: Number(port) });
    await page.getByText('live', { exact: true }).waitFor();
    await page.getByText('Waiting for the first request').waitFor();
    await fetch(`${second.url}/orders/3`);
    await page.locator('.row').waitFor();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();

    await page.getByText('Waiting for the first request').waitFor();
    expect(await page.locator('.row').count()).toBe(0);
  });

  it('keeps few lines in the document, whatever the length of the list', async () => {
    await using opened = await open();
    const { page, app } = opened;
    await Promise.all(Array.from({ length: 300 }, (_, id) => fetch(`${app.url}/orders/${id}`)));

    await eventually(() => page.locator('.view-link .count').first().innerText()).toBe('300');
    expect(await page.locator('.row').count()).toBeLessThan(60);
    await page.locator('.row').first().focus();
    await page.keyboard.press('End');

    await eventually(() => page.locator('.row:focus').getAttribute('aria-rowindex')).toBe('301');
  });
});
