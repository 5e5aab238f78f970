import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Prepared } from '../../../../lib/export/destination.js';
import { OtlpDestination, type EncodedRecord } from '../../../../lib/export/otlp/otlp.destination.js';
import { encodeKeylessResource } from '../../../../lib/export/otlp/resource.js';
import { Spool } from '../../../../lib/export/spool/spool.js';
import { anExchange, aRequest, json, redact } from '../../redaction/an-exchange.js';
import { Books, temporaryFolder, UNHURRIED } from './support/books.js';

const KEY = 'canary-api-key-5f1d';
const CANARY = 'canary-hunter22';

it('holds neither the key nor anything that was redacted, but the record', async () => {
  const directory = temporaryFolder();
  const resource = { serviceName: 'shop', sdkVersion: '1.0.0' };
  const transport = { name: 'none', send: () => Promise.reject(new Error('not sent')), shutdown() {} };
  const destination = new OtlpDestination(transport, { ...resource, apiKey: KEY });
  const hooks = Object.assign(new Books(), { serialize: bytesOf });
  const options = { directory, identity: 'shop/test', preamble: encodeKeylessResource(resource) };
  const spool = new Spool(options, hooks, UNHURRIED);
  const { body, headers } = json({ password: CANARY, city: 'Berlin' });
  const request = aRequest({
    target: `/login?token=${CANARY}`,
    headers: { ...headers, authorization: `Bearer ${CANARY}`, cookie: `session=${CANARY}` },
    body,
  });

  const record = destination.prepare(redact(anExchange({ request })));
  const isTaken = spool.offer(record, 1);
  const disk = bytesIn(directory);
  await spool.close();

  expect(isTaken).toBe(true);
  expect(disk).toContain('/login');
  expect(disk).toContain('service.name');
  for (const encoding of ['utf8', 'base64', 'hex'] as const) {
    expect(disk).not.toContain(Buffer.from(CANARY).toString(encoding).slice(0, 16));
    expect(disk).not.toContain(Buffer.from(KEY).toString(encoding).slice(0, 16));
  }
});

function bytesOf(item: Prepared): Uint8Array {
  // What this destination prepares is what the spool is offered.
  return (item as EncodedRecord).bytes;
}

function bytesIn(directory: string): string {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(directory, name)).isFile())
    .map((name) => name + readFileSync(join(directory, name), 'latin1'))
    .join('');
}
