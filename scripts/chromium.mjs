import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

/** What Chromium is to leave alone: the network, and what a first start sets up. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Named by CHROMIUM, or where Debian has it, or on the PATH; undefined where there is none. */
export const chromiumPath = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  ...(process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium')),
].find(isExecutable);

/** Without a window, with a profile of its own, which is gone afterwards. */
export function launchChromium() {
  if (chromiumPath === undefined) throw new Error('There is no Chromium: name one in CHROMIUM');
  return chromium.launch({ executablePath: chromiumPath, args: ARGS });
}

function isExecutable(path) {
  if (path === '') return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
