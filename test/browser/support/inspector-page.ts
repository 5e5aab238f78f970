import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  /** What must never happen: dialogs, requests to elsewhere, what the policy refused, errors of the page. */
  readonly trouble: readonly string[];
}

/** Opens the inspector in a profile of its own, and watches over it. */
export async function openPage(
  browser: Browser,
  inspectorUrl: string,
  { hash = '', ...options }: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const trouble: string[] = [];
  watch(page, new URL(inspectorUrl).origin, trouble);
  await page.goto(`${inspectorUrl}${hash}`);
  return { page, trouble, [Symbol.asyncDispose]: () => context.close() };
}

function watch(page: Page, origin: string, trouble: string[]): void {
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => trouble.push(`window: ${popup.url()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(origin) && frame.url() !== 'about:blank')
      trouble.push(`left for ${frame.url()}`);
  });
  page.context().on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) trouble.push(`request: ${request.url()}`);
  });
  page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted(Script|HTML)|Refused to/.test(message.text()))
      trouble.push(`policy: ${message.text()}`);
  });
}

/** The visible text of the line of the list that has this in it. */
export async function rowText(page: Page, text: string): Promise<string> {
  return (await page.getByRole('row').filter({ hasText: text }).first().innerText())
    .replace(/\s+/g, ' ')
    .trim();
}

export async function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}

/** Waits for what a page shows to become so. */
export function eventually<T>(read: () => Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(read, { timeout: 10_000, interval: 50 });
}
