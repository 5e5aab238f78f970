import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { isLocalHost, isLoopbackAddress } from '../../../../lib/inspector/http/local-request.js';
import { ask } from '../../../support/ask.js';
import { InspectedServer } from '../../../support/inspected-server.js';

const STATE = '/_apitoolkit/api/state';

/** The first line of the answer to exactly these bytes. */
async function statusOf(server: InspectedServer, request: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  socket.end(request);
  let text = '';
  for await (const chunk of socket.setEncoding('latin1')) text += String(chunk);
  return text.split('\r\n', 1)[0] ?? '';
}

describe('who is answered', () => {
  it.each([
    ['localhost'],
    ['localhost:3000'],
    ['LocalHost:3000'],
    ['127.0.0.1'],
    ['127.0.0.1:3000'],
    ['[::1]'],
    ['[::1]:3000'],
  ])('Host: %s', async (host) => {
    await using server = await InspectedServer.start();

    expect((await ask(server.origin + STATE, { headers: { host } })).status).toBe(200);
  });

  it.each([
    ['evil.test'],
    ['evil.test:3000'],
    ['localhost6'],
    ['localhost.evil.test'],
    ['localhost.'],
    ['127.0.0.1.evil.test'],
    ['127.0.0.2'],
    ['127.1'],
    ['0.0.0.0'],
    ['2130706433'],
    ['[::ffff:127.0.0.1]'],
    ['[::2]'],
    ['::1'],
    ['localhost:'],
    ['localhost:80:80'],
    ['localhost@evil.test'],
    ['evil.test#localhost'],
    ['localhost,evil.test'],
    [' '],
  ])('not Host: %s', async (host) => {
    await using server = await InspectedServer.start();

    const refused = await ask(server.origin + STATE, { headers: { host } });

    expect(refused.status).toBe(403);
    expect(JSON.parse(refused.text)).toEqual({ error: expect.stringContaining('localhost') });
  });

  it.each([
    [
      'two hosts',
      `GET ${STATE} HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\nConnection: close\r\n\r\n`,
      403,
    ],
    [
      'two hosts, in the other order',
      `GET ${STATE} HTTP/1.1\r\nHost: evil.test\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      403,
    ],
    ['HTTP/1.0, as proxies speak it', `GET ${STATE} HTTP/1.0\r\nHost: localhost\r\n\r\n`, 403],
    ['HTTP/1.0 without a host', `GET ${STATE} HTTP/1.0\r\n\r\n`, 403],
    [
      'the absolute form, which is the app’s',
      `GET http://localhost${STATE} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      200,
    ],
  ])('%s', async (_, request, status) => {
    await using server = await InspectedServer.start();

    expect(await statusOf(server, request)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each([
    [{ forwarded: 'for=192.0.2.1' }],
    [{ 'x-forwarded-for': '127.0.0.1' }],
    [{ 'x-forwarded-host': 'evil.test' }],
    [{ 'x-forwarded-proto': 'https' }],
    [{ via: '1.1 proxy' }],
    [{ 'x-real-ip': '127.0.0.1' }],
    [{ 'cf-connecting-ip': '127.0.0.1' }],
  ])('not what came through a proxy: %j', async (headers) => {
    await using server = await InspectedServer.start();

    expect((await ask(server.origin + STATE, { headers })).status).toBe(403);
  });

  it.each([
    ['no browser', {}, 200],
    ['an address that was typed in', { 'sec-fetch-site': 'none' }, 200],
    ['the page itself', { 'sec-fetch-site': 'same-origin' }, 200],
    ['the page itself, with its origin', { origin: 'http://localhost:3000', host: 'localhost:3000' }, 200],
    ['another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a word of tomorrow', { 'sec-fetch-site': 'elsewhere' }, 403],
    ['another origin', { origin: 'https://evil.test' }, 403],
    ['the origin of another port', { origin: 'http://localhost:3001', host: 'localhost:3000' }, 403],
    ['the origin of another name', { origin: 'http://127.0.0.1:3000', host: 'localhost:3000' }, 403],
    ['the origin of another scheme', { origin: 'https://localhost:3000', host: 'localhost:3000' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['an extension', { origin: 'chrome-extension://abcdef' }, 403],
  ])('asked by %s', async (_, headers, status) => {
    await using server = await InspectedServer.start();

    const answer = await ask(server.origin + STATE, { headers });

    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  it('nobody at another address of this machine, whatever host they name', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each?.family === 'IPv4' && !each.internal)?.address;
    await using server = await InspectedServer.start('0.0.0.0');
    const ask127 = (await ask(server.origin + STATE)).status;
    // A machine without a network has loopback only.
    const askOutside =
      outside === undefined
        ? 403
        : (await ask(`http://${outside}:${server.port}${STATE}`, { headers: { host: 'localhost' } })).status;

    expect([ask127, askOutside]).toEqual([200, 403]);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.255.0.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::FFFF:127.0.0.1', true],
    ['10.0.0.1', false],
    ['128.0.0.1', false],
    ['::ffff:10.0.0.1', false],
    ['::2', false],
    ['127.0.0.1.evil.test', false],
    ['', false],
    [undefined, false],
  ])('an address is of this machine: %s %s', (address, isLoopback) => {
    expect(isLoopbackAddress(address)).toBe(isLoopback);
  });

  it('knows a host by the whole of it', () => {
    expect(['localhost\n', 'localhost:1\nx', 'xlocalhost', 'localhost:123456'].map(isLocalHost)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('an aborted connection is no fault', async () => {
    await using server = await InspectedServer.start();
    const token = await server.token();
    const socket = connect(server.port, '127.0.0.1');
    socket.write(
      `POST /_apitoolkit/api/try HTTP/1.1\r\nHost: localhost\r\nx-apitoolkit-token: ${token}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`,
    );
    await once(socket, 'connect');

    socket.destroy();
    const later = await ask(server.origin + STATE);

    expect([later.status, server.faults]).toEqual([200, []]);
  });
});
