import { order } from './app/bodies.mjs';

const HEADERS = {
  authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl',
  'x-customer': 'customer-9031',
};

/**
 * What is asked for: autocannon's options for a request, and how many of them warm an app up. Without a request it is the
 * start of the app.
 */
export const ROUTES = [
  {
    id: 'get-small',
    warmUp: 8000,
    title: 'GET, small JSON',
    request: { path: '/users/77?page=2', headers: HEADERS },
  },
  {
    id: 'post',
    warmUp: 8000,
    title: 'POST, 1 KB in, 2 KB out',
    request: {
      path: '/orders',
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify(order),
    },
  },
  { id: 'report', warmUp: 800, title: 'GET, 256 KB JSON', request: { path: '/report', headers: HEADERS } },
  {
    id: 'outgoing',
    warmUp: 4000,
    title: 'GET that calls a service',
    request: { path: '/outgoing', headers: HEADERS },
  },
  { id: 'stream', warmUp: 60, title: 'GET, 10 MB stream', request: { path: '/stream', headers: HEADERS } },
  { id: 'boot', title: 'Start' },
];
