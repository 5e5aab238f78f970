import { gunzipSync } from 'node:zlib';

/** Apitally's hub: counts by route, which are not counted here, and files of the request log, a line for each request. */
export const apitally = {
  answer: () => ({ status: 202, headers: { 'content-type': 'application/json' }, body: '{}' }),
  count: (url, body) =>
    /\/log\?/.test(url) ? gunzipSync(body).toString().split('\n').filter(Boolean).length : 0,
};
