import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchChromium } from '../../../scripts/chromium.mjs';
import { RemoteServer } from '../../support/remote-server.js';

/** What the tests of one `describe` share. */
export interface Surroundings {
  readonly browser: Browser;
  /** Of a service that apps call. */
  readonly remoteUrl: string;
}

/** Starts a browser and a service before the tests of the `describe` that is being declared, and ends both after them. */
export function surroundings(): Surroundings {
  let browser: Browser;
  let remote: RemoteServer;
  beforeAll(async () => {
    browser = await launchChromium();
    remote = await RemoteServer.start();
  });
  afterAll(async () => {
    await browser.close();
    await remote.stop();
  });
  return {
    get browser() {
      return browser;
    },
    get remoteUrl() {
      return remote.url;
    },
  };
}
