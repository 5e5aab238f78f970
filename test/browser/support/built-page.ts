import { buildInspectorPage } from '../../../scripts/inspector-page.mjs';
import { chromiumPath } from '../../../scripts/chromium.mjs';

/** Before all: the page as it is in the sources. */
export async function setup(): Promise<void> {
  if (chromiumPath === undefined)
    console.log(
      'skipped: tests of the inspector in a browser, since there is no Chromium (name one in CHROMIUM)',
    );
  await buildInspectorPage();
}
