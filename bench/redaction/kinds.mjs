import { createRedactor } from '../../dist/esm/index.js';
import { realisticBody, sentence } from './bodies.mjs';
import { ratios, runRounds, spread } from './rounds.mjs';

const BODY_BYTES = 16_384;
const PATHS = ['$.customer.email', '$.items[*].card.number', '$..password'];

/** Every kind of body as the module captures it, with defaults, from bytes to text. */
export function measureKinds(plan, random) {
  const json = realisticBody(BODY_BYTES, random).toString();
  return kinds(random).map(({ kind, contentType, paths = PATHS, text }) => {
    const bytes = Buffer.from(text);
    const redactor = createRedactor({ requestBody: paths });
    const { text: redacted } = redactor.redactBody(bytes, 'request', contentType);
    if (redacted === undefined) throw new Error(`${kind}: nothing was captured`);
    const times = runRounds(
      [
        { name: 'baseline', run: () => JSON.stringify(JSON.parse(json)) },
        { name: 'kind', run: () => redactor.redactBody(bytes, 'request', contentType) },
      ],
      plan,
      random,
    );
    return {
      kind,
      contentType,
      byteLength: bytes.length,
      ms: spread(times.get('kind')),
      ratio: ratios(times.get('kind'), times.get('baseline')),
    };
  });
}

function kinds(random) {
  const small = () => realisticBody(600, random).toString();
  return [
    { kind: 'JSON', contentType: 'application/json', text: realisticBody(BODY_BYTES, random).toString() },
    { kind: 'JSON lines', contentType: 'application/x-ndjson', text: lines(() => `${small()}\n`) },
    {
      kind: 'server-sent events',
      contentType: 'text/event-stream',
      text: lines(() => `event: order\ndata: ${small()}\n\n`),
    },
    { kind: 'form', contentType: 'application/x-www-form-urlencoded', text: form(random) },
    { kind: 'multipart', contentType: 'multipart/form-data; boundary=edge', text: multipart(random) },
    { kind: 'GraphQL', contentType: 'application/json', text: graphql(small) },
    { kind: 'text', contentType: 'text/plain', paths: [], text: lines(() => `${sentence(12, random)}.\n`) },
    {
      kind: 'XML',
      contentType: 'application/xml',
      paths: [],
      text: `<orders>${lines(() => `<order id="1"><note>${sentence(8, random)}</note></order>`)}</orders>`,
    },
    {
      kind: 'CSV',
      contentType: 'text/csv',
      paths: [],
      text: `id,name,note\n${lines(() => `1,${sentence(2, random)},${sentence(6, random)}\n`)}`,
    },
  ];
}

function lines(line) {
  let text = '';
  while (text.length < BODY_BYTES) text += line();
  return text;
}

function form(random) {
  const field = (index) => `item[${index}].note=${encodeURIComponent(sentence(6, random))}&password=${index}`;
  return Array.from({ length: BODY_BYTES / 64 }, (_, index) => field(index)).join('&');
}

function multipart(random) {
  const part = (index) =>
    `--edge\r\nContent-Disposition: form-data; name="note${index % 20}"\r\n\r\n${sentence(12, random)}\r\n`;
  return `${Array.from({ length: BODY_BYTES / 128 }, (_, index) => part(index)).join('')}--edge--\r\n`;
}

function graphql(small) {
  const query = `query Orders($id: ID!) { order(id: $id, password: "hunter2") { id items(first: 20) { name price } } }`;
  const operation = () => JSON.stringify({ query, variables: JSON.parse(small()) });
  return `[${Array.from({ length: 10 }, operation).join()}]`;
}
