import { describe, expect, it } from 'vitest';
import { adapters, postJson } from '../support/nest-app.js';
import { chromiumPath } from '../../scripts/chromium.mjs';
import { eventually } from './support/inspector-page.js';
import { ORDER } from './support/shop-app.js';
import { openShop } from './support/shop-page.js';
import { surroundings } from './support/surroundings.js';

describe.skipIf(chromiumPath === undefined).each(adapters)('the redaction page, on %s', (adapter) => {
  const shared = surroundings();

  it('tells which rules matched, which never did, and which names passed', async () => {
    await using opened = await openShop(adapter, shared);
    const { page, app, trouble } = opened;
    await page.getByRole('link', { name: 'Redaction' }).click();
    await postJson(`${app.url}/orders`, ORDER);
    await fetch(`${app.url}/orders/export`);
    const section = (title: string): Promise<string> =>
      page.locator('.section').filter({ hasText: title }).first().innerText();

    await eventually(() => section('Bodies withheld')).toMatch(/GET \/orders\/export\s+response body\s+type/);

    expect(await section('Sensitive-looking names')).toMatch(
      /giftAuthCode\s+request body\s+POST \/orders\s+1/,
    );
    expect(await section('Rules that never matched')).toMatch(
      /\$\.neverThere\s+request body\s+OrdersController\.create\s+looked once: a typo\?/,
    );
    expect(await section('Rules that matched')).toMatch(
      /\$\.card\.number\s+request body\s+OrdersController\.create\s+1/,
    );
    expect(await section('Values redacted')).toMatch(/name cvv\s+2/);
    expect(await page.locator('.sheet').innerText()).not.toMatch(/4111|ada@/);
    expect(trouble).toEqual([]);
  });

  it('shows what would leave of a text, by the rules and a path of one’s own', async () => {
    await using opened = await openShop(adapter, shared, { hash: '#/redaction' });
    const { page } = opened;

    await page
      .getByLabel('JSON', { exact: true })
      .fill('{"note":"for Ada","password":"hunter2","codes":[1,2]}');
    await page.getByLabel('JSONPaths').fill('$.note\n$.codes[1]');

    const line = (name: string): Promise<string> =>
      page
        .getByRole('treeitem')
        .filter({ hasText: `${name}:` })
        .first()
        .innerText();
    await page.getByText('What would leave, 3 places redacted').waitFor();
    expect(await line('note')).toMatch(/redacted\s*request body \$\.note/);
    expect(await line('password')).toMatch(/redacted\s*name password/);
    expect(await line('1')).toMatch(/redacted\s*request body \$\.codes\[1\]/);
    expect(await line('0')).toBe('0: 1');

    await page.getByLabel('default names and detectors').uncheck();
    await page.getByText('What would leave, 2 places redacted').waitFor();
    expect(await line('password')).toBe('password: "hunter2"');
    await page.getByRole('button', { name: 'response' }).click();
    await eventually(() => line('note')).toMatch(/redacted\s*response body \$\.note/);
  });

  it('shows for a bad path the text with which the app would not start', async () => {
    await using opened = await openShop(adapter, shared, { hash: '#/redaction' });
    const { page } = opened;

    await page.getByLabel('JSONPaths').fill('$.user..');

    await page.getByText('With this path the app would not start:').waitFor();
    expect(await page.locator('.failure pre').innerText()).toMatch(
      /^APIToolkitModule: redactRequestBody\[0\]: expected a JSONPath.*\n +\$\.user\.\.\n/,
    );
  });

  it('shows that a text which is not JSON would be withheld', async () => {
    await using opened = await openShop(adapter, shared, { hash: '#/redaction' });
    const { page } = opened;

    await page.getByLabel('JSON', { exact: true }).fill('{"a":1,,');

    await page.locator('.answer .omitted').waitFor();
    expect(await page.locator('.answer').innerText()).toContain('It is not valid for its content type');
  });

  it('begins with an example', async () => {
    await using opened = await openShop(adapter, shared, { hash: '#/redaction' });
    const { page } = opened;

    await page.getByRole('button', { name: 'Example' }).click();

    await eventually(() => page.locator('.answer .chip').count()).toBeGreaterThanOrEqual(3);
    expect(await page.locator('.answer').innerText()).not.toMatch(/hunter2|4111|ada@/);
  });
});
