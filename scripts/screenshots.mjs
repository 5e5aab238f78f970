import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from './chromium.mjs';
import { root, run, runTool } from './run.mjs';
import { setUp } from './setup.mjs';

/** Draws docs/images/inspector-*.png: the inspector of the quick start, in Chromium. */
const images = join(root, 'docs/images');

if (!process.argv.includes('--no-build')) {
  await setUp();
  await run(process.execPath, [join(root, 'scripts/build.mjs')]);
  await runTool('typescript/bin/tsc', ['-p', 'sample/tsconfig.json']);
}
const sample = await startSample();
const browser = await launchChromium();
mkdirSync(images, { recursive: true });
const desktop = { width: 1280, height: 720 };
const phone = { width: 390, height: 780 };
await draw('inspector-light', desktop, 'light', openOrder('Request'));
await draw('inspector-dark', desktop, 'dark', openOrder('Request'));
await draw('inspector-overview', desktop, 'light', openOrder('Overview'));
await draw('inspector-redaction', { width: 1280, height: 860 }, 'light', async (page) => {
  await page.getByRole('link', { name: 'Redaction' }).click();
  await page.getByRole('button', { name: 'Example' }).click();
  await page.locator('.answer .chip').first().waitFor();
  await page.getByText('Rules that matched').waitFor();
});
await draw('inspector-phone', phone, 'light', async () => {});
await draw('inspector-phone-detail', phone, 'dark', openOrder('Request'));
await browser.close();
await sample.close();

function openOrder(tab) {
  return async (page) => {
    const paid = page.locator('.row[data-kind="incoming"][data-status="2"]').filter({ hasText: 'POST' });
    await paid.filter({ hasText: '/orders' }).first().click();
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tab', { name: tab, selected: true }).waitFor();
  };
}

async function draw(name, viewport, colorScheme, prepare) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${sample.url}/_apitoolkit/`);
  await page.locator('.row').first().waitFor();
  await prepare(page);
  // No line looks pointed at.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await context.close();
  console.log(`docs/images/${name}.png`);
}

/** The app of the quick start after its requests, some more of them so that the list is one. */
async function startSample() {
  const load = (file) => import(pathToFileURL(join(root, 'sample/dist/01-quick-start', file)).href);
  const { ValidationPipe } = await import('@nestjs/common');
  const { NestFactory } = await import('@nestjs/core');
  const { AppModule } = await load('app.module.js');
  const { PaymentsServer } = await load('payments/payments.server.js');
  const { sendRequests } = await load('requests.js');
  const collector = createServer((request, response) => {
    request
      .resume()
      .on('end', () => response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end());
  });
  await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
  const payments = new PaymentsServer();
  const surroundings = {
    collectorUrl: `http://127.0.0.1:${collector.address().port}`,
    paymentsUrl: await payments.start(),
  };
  const app = await NestFactory.create(AppModule.in(surroundings), { logger: ['fatal'] });
  app.useGlobalPipes(new ValidationPipe());
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  for (let round = 0; round < 3; round += 1) await sendRequests(url);
  return {
    url,
    async close() {
      await app.close();
      await payments.close();
      collector.close();
    },
  };
}
