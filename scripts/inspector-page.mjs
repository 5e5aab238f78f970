import { join } from 'node:path';
import { build } from 'vite';
import { root } from './run.mjs';

/** What of others is in the bundle, as their licences ask. */
const NOTICE =
  '/*! With Preact, Copyright (c) 2015-present Jason Miller, and its signals, Copyright (c) 2022-present Preact Team; ' +
  'both under the MIT License. */';

/** Bundles the inspector's page into four files, which the inspector serves as they are. */
export async function buildInspectorPage() {
  // Vite makes what NODE_ENV says, and tests say `test`.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await bundle();
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

function bundle() {
  return build({
    ...shared,
    // Addresses are relative: the page is served below a path that is not known here.
    base: './',
    build: {
      outDir: join(root, 'dist/inspector-page'),
      emptyOutDir: true,
      target: ['chrome123', 'firefox120', 'safari17.5'],
      modulePreload: false,
      // Nothing inline: the page's Content-Security-Policy allows none.
      assetsInlineLimit: 0,
      rolldownOptions: {
        output: { entryFileNames: 'app.js', assetFileNames: 'app[extname]', postBanner: NOTICE },
      },
    },
  });
}

export const shared = {
  root: join(root, 'inspector'),
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
};
