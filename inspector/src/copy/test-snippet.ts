import { CLIENT_REDACTED, type CapturedBody } from '../../../lib/exchange/redacted-exchange.js';
import type { ExchangeDetail } from '../../../lib/inspector/inspector-api.js';
import { bodyNode } from '../json/body-node.js';
import type { JsonNode } from '../json/json-node.js';
import { itemPath, memberPath, shortPath } from '../json/json-path.js';

/** A test of the app, with the matchers of `apitoolkit-nestjs/testing`: captured and redacted as it was. */
export function testSnippet({ summary, exchange }: Pick<ExchangeDetail, 'summary' | 'exchange'>): string {
  const { method, kind, route, path, statusCode } = summary;
  const name = `${method} ${route ?? path}`;
  const status = statusCode === undefined ? '' : `, { status: ${statusCode} }`;
  const of = kind === 'incoming' ? `, of: ${quote(name)}` : '';
  const captured =
    kind === 'incoming'
      ? `toHaveCaptured(${quote(name)}${status})`
      : `toHaveCalled(${quote(method)}, ${quote(exchange.request.url)}${status})`;
  const redacted = (['request', 'response'] as const).flatMap((side) =>
    placesIn(exchange, side).map((place) => `toHaveRedacted(${place}, { in: '${side}'${of} })`),
  );
  return [
    `it(${quote(`captures ${name}${redacted.length > 0 ? ', redacted' : ''}`)}, async () => {`,
    ...[captured, ...redacted].map((matcher) => `  await expect(exporter).${matcher};`),
    '});',
    '',
  ].join('\n');
}

/** What is redacted as a whole, as the matcher names it; of a header a part may stay. */
function placesIn({ request, response }: ExchangeDetail['exchange'], side: 'request' | 'response'): string[] {
  const message = side === 'request' ? request : response;
  if (message === undefined) return [];
  const headers = namesOf(message.headers, (value) => value.includes(CLIENT_REDACTED));
  const query = side === 'request' ? namesOf(request.query, isWhole) : [];
  const pathParams = side === 'request' ? namesOf(request.pathParams, isWhole) : [];
  return [
    ...pathsIn(message.body).map((path) => quote(shortPath(path))),
    ...query.map((name) => `{ query: ${quote(name)} }`),
    ...pathParams.map((name) => `{ pathParam: ${quote(name)} }`),
    ...headers.map((name) => `{ header: ${quote(name)} }`),
  ];
}

function namesOf(
  values: Readonly<Record<string, string | readonly string[]>>,
  isRedacted: (value: string) => boolean,
): string[] {
  return Object.entries(values)
    .filter(([, value]) => [value].flat().every(isRedacted))
    .map(([name]) => name);
}

function isWhole(value: string): boolean {
  return value === CLIENT_REDACTED;
}

function pathsIn(body: CapturedBody | undefined): readonly string[] {
  const root = body?.text === undefined ? undefined : bodyNode(body.text, body.contentType);
  return root === undefined ? [] : [...new Set(redactedPaths(root, '$'))];
}

function redactedPaths(node: JsonNode, path: string): readonly string[] {
  if (node.kind === 'object')
    return node.members.flatMap(({ name, value }) => redactedPaths(value, memberPath(path, name)));
  if (node.kind === 'array')
    return node.items.flatMap((item, index) => redactedPaths(item, itemPath(path, index)));
  return node.kind === 'string' && isWhole(node.value) ? [path] : [];
}

/** A string literal of JavaScript, in single quotes where that needs no escapes. */
function quote(text: string): string {
  return /^[^'\\\u0000-\u001f\u007f-\uffff]*$/.test(text) ? `'${text}'` : JSON.stringify(text);
}
