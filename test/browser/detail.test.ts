import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adapters, postJson, type Adapter } from '../support/nest-app.js';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { clipboard, eventually } from './support/inspector-page.js';
import { ORDER } from './support/shop-app.js';
import { openShop, type ShopPage } from './support/shop-page.js';
import { surroundings, type Surroundings } from './support/surroundings.js';

let order: ShopPage;

/** One order is looked at from all sides. */
async function openOrder(adapter: Adapter, shared: Surroundings): Promise<ShopPage> {
  const opened = await openShop(adapter, shared);
  await postJson(`${opened.app.url}/orders?api_key=k-1&page=2`, ORDER, {
    authorization: 'Bearer t-1',
    'x-kind': "it's",
  });
  await opened.page.getByRole('row').filter({ hasText: 'POST' }).first().click();
  return opened;
}

async function showTab(name: string): Promise<ShopPage> {
  const { page, app } = order;
  await page.goto(`${app.url}/_apitoolkit/#/exchanges/2`);
  await page.getByRole('heading', { name: 'POST /orders' }).waitFor();
  await page.getByRole('tab', { name }).click();
  await page.getByRole('tab', { name, selected: true }).waitFor();
  return order;
}

describe.skipIf(chromiumPath === undefined).each(adapters)('the detail of a request, on %s', (adapter) => {
  const shared = surroundings();
  beforeAll(async () => {
    order = await openOrder(adapter, shared);
  });
  afterAll(() => order[Symbol.asyncDispose]());

  it('shows the body as a tree in which each redaction is named by its rule', async () => {
    const { page, trouble } = await showTab('Request');
    const line = (name: string): Promise<string> =>
      page
        .getByRole('treeitem')
        .filter({ hasText: `${name}:` })
        .last()
        .innerText();

    expect(await line('email')).toMatch(/^email:\s*redacted\s*request body \$\.\.email/);
    expect(await line('number')).toMatch(/^number:\s*redacted\s*request body \$\.card\.number/);
    expect(await line('cvv')).toMatch(/^cvv:\s*redacted\s*name cvv/);
    expect(await line('name')).toBe('name: "Ada Lovelace"');
    const text = await page.locator('.panel').innerText();
    expect(text).toMatch(/application\/json · \d+ B/);
    expect(text).toMatch(/api_key\s+redacted\s*name api key/);
    expect(text).toMatch(/authorization\s+Bearer\s+redacted\s*header authorization/);
    expect(text).not.toMatch(/4111|ada@|k-1|t-1/);
    expect(trouble).toEqual([]);
  });

  it('opens and closes the tree by keys and clicks, and shows it as text', async () => {
    const { page } = await showTab('Request');
    const items = page.getByRole('treeitem');
    const all = await items.count();

    await items.first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowLeft');
    expect(await items.nth(1).getAttribute('aria-expanded')).toBe('false');
    expect(await items.nth(1).innerText()).toMatch(/customer:\s*\{ name, email \}\s*2 members/);
    expect(await items.count()).toBe(all - 2);
    await page.keyboard.press('ArrowRight');
    expect(await items.count()).toBe(all);
    await items.nth(1).click();
    expect(await items.count()).toBe(all - 2);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    expect(await items.count()).toBe(1);
    await page.getByRole('button', { name: 'Text' }).click();
    expect(await page.locator('pre').innerText()).toMatch(/^\{"customer":\{"name":"Ada Lovelace","email":"/);
    await page.getByRole('button', { name: 'Copy the body' }).click();
    expect(JSON.parse(await clipboard(page))).toMatchObject({ card: { number: '[CLIENT_REDACTED]' } });
  });

  it('shows the answer', async () => {
    const { page } = await showTab('Response');

    const text = await page.locator('.panel').innerText();

    expect(text).toContain('status: "paid"');
    expect(text).toMatch(/content-type\s+application\/json; charset=utf-8/);
  });

  it('copies the request as a curl command, redacted', async () => {
    const { page, app } = await showTab('Overview');

    await page.getByRole('button', { name: 'Copy as cURL' }).click();

    await page.getByText('Copied', { exact: true }).waitFor();
    const command = await clipboard(page);
    expect(command.split(' \\\n')[0]).toBe(
      `curl --globoff '${app.url}/orders?api_key=[CLIENT_REDACTED]&page=2'`,
    );
    expect(command).toContain("-H 'authorization: Bearer [CLIENT_REDACTED]'");
    expect(command).toContain(String.raw`-H 'x-kind: it'\''s'`);
    expect(command).toContain(`--data-raw '{"customer":{"name":"Ada Lovelace","email":"[CLIENT_REDACTED]"}`);
    expect(command).not.toMatch(/4111|ada@|k-1|t-1/);
  });

  it('copies a test of the exchange', async () => {
    const { page } = await showTab('Overview');

    await page.getByRole('button', { name: 'Copy as test' }).click();

    await page.getByText('Copied', { exact: true }).waitFor();
    const snippet = await clipboard(page);
    expect(snippet).toContain("toHaveCaptured('POST /orders', { status: 201 })");
    expect(snippet).toContain("toHaveRedacted('$.card.number', { in: 'request', of: 'POST /orders' })");
  });

  it('draws the calls of the request as a waterfall, which leads to them and back', async () => {
    const { page } = await showTab('Calls');
    const bars = page.locator('.waterfall .bar-span');

    expect(await bars.count()).toBe(2);
    const [request, call] = await bars.evaluateAll((all) =>
      all.map((bar) => bar.getBoundingClientRect().toJSON()),
    );
    expect(call.left).toBeGreaterThanOrEqual(request.left);
    expect(call.width).toBeLessThanOrEqual(request.width);
    await page.locator('.waterfall a').click();
    await page.getByRole('heading', { name: /^POST 127\.0\.0\.1:\d+\/created$/ }).waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.getByRole('link', { name: 'POST /orders' }).click();
    await page.getByRole('heading', { name: 'POST /orders' }).waitFor();
  });

  it('lists what was redacted, by rule and by place', async () => {
    const { page } = await showTab('Redactions');

    const text = await page.locator('.panel').innerText();

    expect(text).toMatch(/name api key\s+1/);
    expect(text).toMatch(/request body\s+\$\.card\.number\s+request body \$\.card\.number/);
    expect(text).toMatch(/query\s+api_key\s+name api key/);
  });

  it('shows the attributes as they are sent', async () => {
    const { page } = await showTab('OTLP');

    const text = await page.locator('.panel').innerText();

    expect(text).toContain('Span monoscope.http');
    expect(text).toMatch(/http\.route\s+\/orders/);
    await page.getByRole('button', { name: 'Copy JSON' }).click();
    await page.getByText('Copied', { exact: true }).waitFor();
    expect(JSON.parse(await clipboard(page))).toMatchObject({
      name: 'monoscope.http',
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 201 },
    });
  });

  it('shows an error with its cause and the stack of each', async () => {
    await using opened = await openShop(adapter, shared);
    const { page, app } = opened;
    await fetch(`${app.url}/orders/7/invoice`);
    await page.getByRole('row').filter({ hasText: 'invoice' }).click();
    await page.getByRole('tab', { name: 'Errors' }).click();

    const text = await page.locator('.panel').innerText();

    expect(text).toMatch(
      /Error: The invoice could not be made[\s\S]+caused by TypeError: the printer is on fire/,
    );
    expect(text).toMatch(/at OrdersController\.invoice \(.*shop-app\.ts/);
    expect(await page.locator('.frame.foreign').count()).toBeGreaterThan(0);
  });

  it('says why a body was withheld', async () => {
    await using opened = await openShop(adapter, shared);
    const { page, app } = opened;
    await fetch(`${app.url}/orders/export`);
    await page.getByRole('row').filter({ hasText: 'export' }).click();
    await page.getByRole('tab', { name: 'Response' }).click();

    await page.getByText('Its content type is not one that is captured').waitFor();

    expect(await page.locator('.panel').innerText()).not.toContain('ada@');
  });

  it('says that an exchange is not kept any more', async () => {
    await using opened = await openShop(adapter, shared, { hash: '#/exchanges/99' });
    const { page } = opened;

    await page.getByText('This one is no longer kept').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).click();

    await page.getByText('Waiting for the first request').waitFor();
    expect(new URL(page.url()).hash).toBe('#/exchanges');
  });

  it('takes the whole width of a phone, with a way back', async () => {
    await using opened = await openShop(adapter, shared, { viewport: { width: 390, height: 780 } });
    const { page, app } = opened;
    await postJson(`${app.url}/orders`, ORDER);
    await page.getByRole('row').filter({ hasText: 'POST' }).first().click();
    const back = page.getByRole('button', { name: 'Back to the list' });
    await back.waitFor();

    expect(await page.locator('.list').isVisible()).toBe(false);
    // The focus moves in an effect, a moment after the button is there.
    await eventually(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Back to the list');
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await eventually(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    }
    await back.click();
    await page.locator('.list').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});
