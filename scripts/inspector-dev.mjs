import { createServer } from 'vite';
import { shared } from './inspector-page.mjs';

/**
 * The page from its sources, anew at every change, with the data of an app that runs:
 * npm run inspector:dev -- http://localhost:3000/_apitoolkit/
 */
const inspector = new URL(process.argv[2] ?? 'http://localhost:3000/_apitoolkit/');
if (!inspector.pathname.endsWith('/')) inspector.pathname += '/';

const server = await createServer({
  ...shared,
  plugins: [
    {
      name: 'token-of-the-app',
      async transformIndexHtml(html) {
        const page = await fetch(inspector);
        const token = /name="apitoolkit-token" content="([\w-]+)"/.exec(await page.text())?.[1];
        return html.replace('__APITOOLKIT_TOKEN__', token ?? '');
      },
    },
  ],
  server: {
    proxy: {
      '/api': {
        target: inspector.origin,
        changeOrigin: true,
        rewrite: (path) => `${inspector.pathname}${path.slice(1)}`,
        // The app answers its own page only.
        headers: { origin: inspector.origin },
      },
    },
  },
});
await server.listen();
server.printUrls();
