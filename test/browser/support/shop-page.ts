import { startApp, type Adapter, type RunningApp } from '../../support/nest-app.js';
import { openPage, type OpenPage } from './inspector-page.js';
import { shopApp } from './shop-app.js';
import type { Surroundings } from './surroundings.js';

export interface ShopPage extends OpenPage {
  readonly app: RunningApp;
}

/** Starts the shop, and opens its inspector. */
export async function openShop(
  adapter: Adapter,
  { browser, remoteUrl }: Surroundings,
  page: Parameters<typeof openPage>[2] = {},
): Promise<ShopPage> {
  const app = await startApp(adapter, shopApp(remoteUrl));
  const opened = await openPage(browser, `${app.url}/_apitoolkit/`, page);
  return {
    ...opened,
    app,
    [Symbol.asyncDispose]: async () => {
      await opened[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
    },
  };
}
