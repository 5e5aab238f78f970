import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { awsKey, jwt, special } from '../canary.js';
import { plant, post, type Errand, type Plant, type Secret } from '../plant.js';
import { answeringBytes } from './json-bodies.js';

export const otherBodyPlants: readonly Plant[] = [
  plant('form fields', (secret, sealed) => [
    form(
      '/plain/act',
      `password=${secret()}&a=1&token=${secret()}&token=${secret()}&user[api_key]=${secret()}`,
    ),
    form(
      '/plain/act',
      `%70assword=${secret()}&pass%77ord=${secret()}&user.secret=${secret()}&access+token=${secret()}`,
    ),
    form('/plain/act', `password=${encodeURIComponent(secret(special))}&pin=${secret()};otp=${secret()}`),
    form('/plain/act', `a=1&%zz=${sealed()}&password=%zz${sealed()}`),
    form(
      '/plain/act',
      `note=${secret(jwt)}&q=${secret(awsKey)}&next=${encodeURIComponent(`/?token=${secret()}`)}`,
    ),
    form(
      '/ruled/act',
      `plan=${secret()}&people[0][note]=${secret()}&people.1.note=${secret()}&x[deep]=${secret()}`,
    ),
    ...answeringBytes(Buffer.from(`token=${secret()}&a=1`), 'application/x-www-form-urlencoded'),
  ]),
  plant('multipart fields', (secret) => [
    multipart('/plain/act', [
      ['name="password"', secret()],
      ['name="user[token]"', secret()],
      ['name="profile"\r\nContent-Type: application/json', JSON.stringify({ secret: secret(), a: 1 })],
      ['name="note"', `Bearer ${secret()}`],
    ]),
    multipart('/ruled/act', [
      ['name="plan"', secret()],
      ['name="people[0][note]"', secret()],
    ]),
  ]),
  plant('multipart files', (_secret, secret) => [
    multipart('/plain/act', [
      ['name="file"; filename="a.txt"\r\nContent-Type: text/plain', secret()],
      ['name="json"; filename="b.json"\r\nContent-Type: application/json', `{"password":"${secret()}"}`],
      ['filename="c.bin"', secret()],
    ]),
  ]),
  plant('lines of JSON and events', (secret, sealed) => [
    post('/plain/act', lines(secret, sealed), { headers: { 'content-type': 'application/x-ndjson' } }),
    post('/plain/act', `\x1e{"password":"${secret()}"}\n\x1e{"token":"${secret()}"}\n`, {
      headers: { 'content-type': 'application/json-seq' },
    }),
    ...answeringBytes(Buffer.from(lines(secret, sealed)), 'application/x-ndjson'),
    ...answeringBytes(
      Buffer.from(
        `event: a\ndata: {"password":"${secret()}"}\n\ndata: {"token":\ndata: "${secret()}"}\n\n: ping\nid: 1\ndata: {"pin":"${sealed()}\n\n`,
      ),
      'text/event-stream',
    ),
  ]),
  plant('GraphQL variables and literals', (secret, sealed) => [
    post(
      '/plain/act',
      graphql('mutation($p: String!) { login(password: $p) { id } }', { password: secret() }),
    ),
    post(
      '/plain/act',
      graphql(`mutation { login(password: "${sealed()}", user: """\n${sealed()}\n""") { id } }`),
    ),
    post(
      '/plain/act',
      graphql(`{ user(token: {raw: "${sealed()}", list: ["${sealed()}"]}) { id } } # ${sealed()}`),
    ),
    post(
      '/plain/act',
      `[${graphql(`{ a(password: "${sealed()}") }`)},${graphql('{ b }', { token: secret() })}]`,
    ),
    post('/plain/act', `mutation { login(password: "${sealed()}", pin: "${sealed()}") { id } }`, {
      headers: { 'content-type': 'application/graphql' },
    }),
  ]),
  plant('compressed bodies', (secret) => {
    const json = (): Buffer => Buffer.from(`{"password":"${secret()}","note":"${secret(jwt)}"}`);
    return [
      post('/plain/act', gzipSync(json()), { headers: { 'content-encoding': 'gzip' } }),
      post('/plain/act', deflateSync(json()), { headers: { 'content-encoding': 'deflate' } }),
      post('/plain/act', brotliCompressSync(json()), {
        headers: { 'content-encoding': 'br', 'content-type': 'application/x-ndjson' },
      }),
      ...answeringBytes(gzipSync(json()), 'application/json', 'plain', { 'content-encoding': 'gzip' }),
      ...answeringBytes(deflateSync(json()), 'application/json', 'plain', { 'content-encoding': 'deflate' }),
      ...answeringBytes(brotliCompressSync(json()), 'application/json', 'plain', {
        'content-encoding': 'br',
      }),
    ];
  }),
  plant('bodies in an encoding that nobody here reads', (_secret, secret) => [
    ...answeringBytes(Buffer.from(`{"password":"${secret()}"}`), 'application/json', 'plain', {
      'content-encoding': 'secret-sauce',
    }),
    ...answeringBytes(gzipSync(gzipSync(`{"password":"${secret()}"}`)), 'application/json', 'plain', {
      'content-encoding': 'gzip, gzip',
    }),
    ...answeringBytes(Buffer.from(`{"password":"${secret()}"}`), 'application/json', 'plain', {
      'content-encoding': 'gzip',
    }),
  ]),
  plant('text with a secret that is named in it', (secret) => [
    ...['text/plain', 'text/html', 'application/xml', 'text/xml'].flatMap((type) => [
      post('/plain/act', prose(secret), { headers: { 'content-type': type } }),
      ...answeringBytes(Buffer.from(prose(secret)), type),
    ]),
    post('/plain/act', `id,password\n1,${secret()}\n2,${secret()}\n`, {
      headers: { 'content-type': 'text/csv' },
    }),
    ...answeringBytes(Buffer.from(`id;card number\r\n1;${secret()}`), 'text/csv'),
  ]),
  plant('text where paths were given', (secret) =>
    ['text/plain', 'text/html', 'application/xml', 'text/csv'].flatMap((type) => [
      post('/ruled/act', `plan is ${secret()}`, { headers: { 'content-type': type } }),
      ...answeringBytes(Buffer.from(`<plan>${secret()}</plan>`), type, 'ruled'),
    ]),
  ),
  plant('JSON that is declared something else', (secret) =>
    [
      'text/plain',
      'text/json',
      'text/html',
      'application/x-www-form-urlencoded',
      'text/event-stream',
    ].flatMap((type) => [
      post('/plain/act', `{"password":"${secret()}"}`, { headers: { 'content-type': type } }),
      ...answeringBytes(Buffer.from(`{"password":"${secret()}"}`), type),
    ]),
  ),
  plant('bodies of types that are never captured', (_secret, secret) =>
    ['application/octet-stream', 'application/protobuf', 'application/grpc', 'image/png', 'a b', ';'].flatMap(
      (type) => [
        post('/plain/act', `{"password":"${secret()}"}`, { headers: { 'content-type': type } }),
        ...answeringBytes(Buffer.from(`{"password":"${secret()}"}`), type),
      ],
    ),
  ),
  plant('bodies in other charsets', (secret, sealed) => {
    const wide = (): Buffer => Buffer.from(`\u{FEFF}{"password":"${sealed()}"}`, 'utf16le');
    return [
      post('/plain/act', wide(), { headers: { 'content-type': 'application/json; charset=utf-16' } }),
      ...answeringBytes(wide(), 'application/json; charset=utf-16'),
      ...answeringBytes(wide(), 'application/json'),
      ...answeringBytes(wide().swap16(), 'application/json; charset=utf-16be'),
      ...answeringBytes(
        Buffer.from(`{"né":1,"password":"${secret()}"}`, 'latin1'),
        'application/json; charset=latin1',
      ),
      ...answeringBytes(Buffer.from(`{"né":1,"password":"${sealed()}"}`, 'latin1'), 'application/json'),
      ...answeringBytes(Buffer.from(`+AHsAIg-password":"${sealed()}"}`), 'application/json; charset=utf-7'),
      ...answeringBytes(Buffer.from(`password=${sealed()}`, 'utf16le'), 'text/plain; charset=utf-16'),
    ];
  }),
];

function form(target: string, body: string): Errand {
  return post(target, body, { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}

function multipart(
  target: string,
  parts: readonly (readonly [disposition: string, content: string])[],
): Errand {
  const body = parts
    .map(
      ([disposition, content]) =>
        `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`,
    )
    .join('');
  return post(target, `${body}--b--\r\n`, { headers: { 'content-type': 'multipart/form-data; boundary=b' } });
}

function lines(secret: Secret, sealed: Secret): string {
  return (
    `{"password":"${secret()}"}\n{"a":1}\noops\n{"deep":{"pin":"${secret()}"}}\n` +
    `{"token":${sealed()}\n{"pin":"${sealed()}"}`
  );
}

function graphql(query: string, variables: object = {}): string {
  return JSON.stringify({ query, variables });
}

function prose(secret: Secret): string {
  return (
    `<p>password=${secret()}</p> "apiKey": "${secret()}" <token>${secret()}</token> ` +
    `Authorization: Bearer ${secret()} see https://u:${secret()}@app.test/ and ${secret(jwt)}`
  );
}
