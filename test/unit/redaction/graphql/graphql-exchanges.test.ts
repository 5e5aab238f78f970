import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Exchange, WireBody } from '../../../../lib/exchange/exchange.js';
import type { ChosenName, ClientDocument } from '../../../../lib/exchange/graphql-request.js';
import type { RedactedExchange } from '../../../../lib/exchange/redacted-exchange.js';
import type { RedactionRules } from '../../../../lib/redaction/rules/redaction-rules.js';
import { aBody, anError, anExchange, aRequest, json, redact } from '../an-exchange.js';

const M = '[CLIENT_REDACTED]';
const WITHHELD = ['route-unknown', 'route-unknown'];

interface Given {
  readonly document?: Partial<ClientDocument>;
  readonly operationCount?: number;
  readonly sent?: unknown;
  readonly answered?: unknown;
  readonly rules?: Partial<RedactionRules>;
  readonly changes?: Partial<Exchange>;
}

/** An exchange of one operation, with the names that its client chose. */
function redactGraphql({ document = {}, operationCount = 1, sent, answered, rules, changes }: Given) {
  const said = { responseKeys: [], variables: [], declared: [], literals: [], complete: true, ...document };
  return redact(
    {
      graphql: { documents: [said], operationCount },
      request: aRequest(json(sent ?? { query: '{ me }' })),
      response: { statusCode: 200, ...json(answered ?? { data: {} }) },
      ...changes,
    },
    rules,
  );
}

function renamed(chosen: string, standsFor: string): { responseKeys: readonly ChosenName[] } {
  return { responseKeys: [{ chosen, standsFor }] };
}

function answerOf({ response }: RedactedExchange): unknown {
  return JSON.parse(response?.body?.text ?? 'null');
}

function sentOf({ request }: RedactedExchange): unknown {
  return JSON.parse(request.body?.text ?? 'null');
}

function omissions({ request, response }: RedactedExchange): unknown[] {
  return [request.body?.omitted, response?.body?.omitted];
}

describe('an alias in a GraphQL answer', () => {
  it('is redacted at any depth when it stands for a default name, and counted as that', () => {
    const exchange = redactGraphql({
      document: renamed('p', 'password'),
      answered: { data: { p: 'a', list: [{ p: { deep: 'b' } }], q: 'c' } },
    });

    expect(answerOf(exchange)).toEqual({ data: { p: M, list: [{ p: M }], q: 'c' } });
    expect({ ...exchange.redactions }).toEqual({ 'name password': 2 });
  });

  it.each(['$.data.me.email', '$..email', "$..me['email']", '$.data.*.email', '$..[?@.x].email'])(
    'is redacted when it stands for a name in %s',
    (path) => {
      const exchange = redactGraphql({
        document: renamed('e', 'email'),
        answered: { data: { me: { e: 'ada@example.test', mail: 'ada' } } },
        rules: { responseBody: [path] },
      });

      expect(answerOf(exchange)).toEqual({ data: { me: { e: M, mail: 'ada' } } });
      expect({ ...exchange.redactions }).toEqual({ [`response body ${path}`]: 1 });
    },
  );

  it('takes all that is below it when it stands for a name on the way', () => {
    const exchange = redactGraphql({
      document: renamed('c', 'card'),
      answered: { data: { c: { number: '1', brand: 'visa' } } },
      rules: { responseBody: ['$..card.number'] },
    });

    expect(answerOf(exchange)).toEqual({ data: { c: M } });
  });

  it('stays readable when it stands for a name of which no rule speaks', () => {
    const exchange = redactGraphql({
      document: renamed('e', 'author'),
      answered: { data: { me: { e: 'Ada' } } },
      rules: { responseBody: ['$..email'], requestBody: ['$..author'] },
    });

    expect(answerOf(exchange)).toEqual({ data: { me: { e: 'Ada' } } });
  });

  it.each([
    ['stands for', renamed('r', 'role')],
    ['replaces', renamed('role', 'id')],
  ])('withholds both bodies when it %s what a filter looks at, also in a function', (_, document) => {
    const answered = { data: { users: [{ r: 'admin', email: 'a' }] } };
    const compared = { responseBody: ['$.data.users[?@.role == "admin"].email'] };
    const counted = { responseBody: ['$.data.users[?!(count(@.x[?length(@.role) > 2]) > 1)].email'] };

    expect(omissions(redactGraphql({ document, answered, rules: compared }))).toEqual(WITHHELD);
    expect(omissions(redactGraphql({ document, answered, rules: counted }))).toEqual(WITHHELD);
  });

  it('withholds both bodies and the messages of errors when not all names could be read', () => {
    const exchange = redactGraphql({
      document: { complete: false },
      changes: { errors: [anError('no such user: Ada')] },
    });

    expect(omissions(exchange)).toEqual(WITHHELD);
    expect(exchange.errors).toMatchObject([{ type: 'Error', message: '' }]);
  });
});

describe('the variables of a GraphQL request', () => {
  it('are redacted whole where they fill an input of which a rule speaks', () => {
    const exchange = redactGraphql({
      document: {
        variables: [
          { chosen: 'p', standsFor: 'password' },
          { chosen: 'n', standsFor: 'note' },
        ],
        declared: ['p', 'n'],
      },
      sent: { query: 'mutation', variables: { p: 'a', n: { text: 'b' } } },
    });

    expect(sentOf(exchange)).toEqual({ query: 'mutation', variables: { p: M, n: { text: 'b' } } });
  });

  it('are redacted when the operation does not know them: another one of the document may', () => {
    const exchange = redactGraphql({
      document: { declared: ['a'] },
      sent: { variables: { a: { x: 1 }, x: 2, 'q"': 3 }, x: { variables: 4 }, operationName: 'variables' },
    });

    expect(sentOf(exchange)).toEqual({
      variables: { a: { x: 1 }, x: M, 'q"': M },
      x: { variables: 4 },
      operationName: 'variables',
    });
    expect({ ...exchange.redactions }).toEqual({ 'undeclared variable': 2 });
  });

  it('are known in the URL by the paths of the body', () => {
    const { request } = redactGraphql({
      document: { declared: ['card', 'id'] },
      rules: { requestBody: ['$.variables.card.number', '$.extensions.trace'] },
      changes: {
        request: aRequest({
          method: 'GET',
          target:
            '/graphql?query=%7Bme%7D&variables=%7B%22card%22%3A%7B%22number%22%3A%221%22%7D%2C%22id%22%3A2%2C%22x%22%3A3%7D' +
            '&extensions=%7B%22trace%22%3A%22t%22%7D',
          headers: { referer: 'http://a.test/?variables=%7B%22card%22%3A%7B%22number%22%3A%221%22%7D%7D' },
        }),
      },
    });

    expect({ ...request.query }).toEqual({
      query: ['{me}'],
      variables: [`{"card":{"number":"${M}"},"id":2,"x":"${M}"}`],
      extensions: [`{"trace":"${M}"}`],
    });
    expect(JSON.stringify(request.headers)).not.toContain('%221%22');
  });

  it('are withheld in the URL as long as no resolver is known', () => {
    const { request } = redact({
      rulesKnown: false,
      request: aRequest({ target: '/graphql?query=%7Bme%7D&variables=%7B%22p%22%3A%22x%22%7D&variable=1' }),
    });

    expect({ ...request.query }).toEqual({ query: ['{me}'], variables: [M], variable: ['1'] });
  });
});

describe('the operations of a GraphQL request', () => {
  const operations = [{ query: '{ a }', variables: { card: '1' } }, { query: '{ "[{" }' }];
  const answered = [{ data: { me: { email: 'ada' } } }, { data: { email: 'bob' } }];
  const rules = { requestBody: ['$.variables.card'], responseBody: ['$.data.me.email'] };
  const document = { declared: ['card'] };

  it('are redacted one by one when they come as a batch', () => {
    const exchange = redactGraphql({ document, operationCount: 2, sent: operations, answered, rules });

    expect(sentOf(exchange)).toMatchObject([{ variables: { card: M } }, {}]);
    expect(answerOf(exchange)).toEqual([{ data: { me: { email: M } } }, { data: { email: 'bob' } }]);
  });

  it('are redacted one by one with the names that their clients chose', () => {
    const exchange = redactGraphql({
      document: { ...document, ...renamed('e', 'email') },
      operationCount: 2,
      sent: operations,
      answered: [{ data: { me: { e: 'ada' } } }, { data: { me: { email: 'bob' } } }],
      rules,
    });

    expect(answerOf(exchange)).toEqual([{ data: { me: { e: M } } }, { data: { me: { email: M } } }]);
  });

  it.each([1, 3])('are withheld when %i of 2 reached a resolver', (operationCount) => {
    expect(omissions(redactGraphql({ document, operationCount, sent: operations, answered }))).toEqual(
      WITHHELD,
    );
  });

  it('are withheld as a batch when a filter looks at the whole body', () => {
    const rooted = { responseBody: ['$.data[?@.id == $.data.owner].email'] };

    expect(
      omissions(redactGraphql({ document, operationCount: 2, sent: operations, answered, rules: rooted })),
    ).toEqual(WITHHELD);
    expect(omissions(redactGraphql({ rules: rooted }))).toEqual([undefined, undefined]);
  });

  it('are counted in compressed bodies and in uploads', () => {
    const compressed = gzipSync(JSON.stringify(operations));
    const upload =
      '--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n' +
      `${JSON.stringify(operations)}\r\n` +
      '--b\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n--b--\r\n';
    const requests = [
      aRequest({
        body: aBody(compressed),
        headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      }),
      aRequest({ body: aBody(upload), headers: { 'content-type': 'multipart/form-data; boundary=b' } }),
    ];

    const counts = requests.map((request) =>
      [1, 2].map((operationCount) =>
        omissions(redactGraphql({ document, operationCount, answered, changes: { request } })),
      ),
    );

    expect(counts).toEqual([
      [WITHHELD, [undefined, undefined]],
      [WITHHELD, [undefined, undefined]],
    ]);
  });

  it('are counted in the answer when the request was not captured whole', () => {
    const cut: WireBody = {
      ...aBody(JSON.stringify(operations).slice(0, 30)),
      byteLength: 100,
      truncated: true,
    };
    const request = aRequest({ body: cut, headers: { 'content-type': 'application/json' } });

    const [two, one] = [2, 1].map((operationCount) =>
      redactGraphql({ document, operationCount, answered, rules, changes: { request } }),
    );

    expect(two?.request.body?.text).toBe('[{"query":"{ a }","variables":');
    expect(one && omissions(one)).toEqual(WITHHELD);
  });

  it('need not be counted where no body is captured', () => {
    const off: WireBody = { chunks: [], byteLength: 10, truncated: true };
    const exchange = redactGraphql({
      changes: {
        request: aRequest({ body: off }),
        response: { statusCode: 200, headers: {}, body: off },
        errors: [anError('out of tea')],
      },
    });

    expect(omissions(exchange)).toEqual(['disabled', 'disabled']);
    expect(exchange.errors).toMatchObject([{ message: 'out of tea' }]);
  });

  it('are not looked for in the request of a controller that runs GraphQL on its own account', () => {
    const exchange = redact({
      graphql: {
        documents: [
          { ...renamed('p', 'password'), variables: [], declared: [], literals: [], complete: true },
        ],
      },
      request: aRequest(json([{ variables: { x: 1 } }, 2, 3])),
      response: { statusCode: 200, ...json([{ p: 'a', x: 1 }]) },
    });

    expect(sentOf(exchange)).toEqual([{ variables: { x: 1 } }, 2, 3]);
    expect(answerOf(exchange)).toEqual([{ p: M, x: 1 }]);
  });
});

describe('the errors of a GraphQL answer', () => {
  it('are shown up to the first thousand texts and numbers in them', () => {
    const messages = Array.from({ length: 1200 }, (_, index) => `no ${index}`);

    const { response } = redactGraphql({ answered: { errors: messages } });

    expect(response?.body?.truncated).toBe(true);
    expect(response?.body?.text).toMatch(/^\{"errors":\["no 0",.*"no 999",$/);
  });

  const sent = { variables: { password: 'tr0ub4dor', note: 'good day' } };
  const document = { declared: ['password', 'note'], literals: ['hunter2', '123456'] };

  it('are masked of values that were redacted and of literals, and nothing else is', () => {
    const exchange = redactGraphql({
      document,
      sent,
      answered: {
        errors: [
          {
            message: 'no tr0ub4dor, no "hunter2", no 123456; good day',
            extensions: { list: ['tr0ub4dor'], code: 1, 'tr0ub4dor key': true },
          },
        ],
        data: { echo: 'tr0ub4dor', hunter2: 'hunter2' },
      },
      changes: { errors: [anError('tr0ub4dor and hunter2')] },
    });

    expect(answerOf(exchange)).toEqual({
      errors: [
        {
          message: `no ${M}, no "${M}", no ${M}; good day`,
          extensions: { list: [M], code: 1, [`${M} key`]: true },
        },
      ],
      data: { echo: 'tr0ub4dor', hunter2: 'hunter2' },
    });
    expect(exchange.errors).toMatchObject([{ message: `${M} and ${M}` }]);
  });

  it('are masked of numbers, too, but for those as short as a line or a status', () => {
    const exchange = redactGraphql({
      document: { declared: ['otp'], literals: ['123456'] },
      sent: { variables: { otp: 5001 } },
      answered: { errors: [{ extensions: { got: 123456, status: 5001, other: 654321 } }] },
    });

    expect(answerOf(exchange)).toEqual({ errors: [{ extensions: { got: M, status: 5001, other: 654321 } }] });
  });

  it('leave no half of a value where the answer was cut', () => {
    const answer = JSON.stringify({ data: { a: 1 }, errors: [{ message: 'x '.repeat(50) + 'hunter2' }] });
    const bodies = Array.from(answer, (_, end) =>
      redactGraphql({
        document,
        changes: {
          response: {
            statusCode: 200,
            headers: { 'content-type': 'application/json' },
            body: { chunks: [answer.slice(0, end)], byteLength: answer.length, truncated: true },
          },
        },
      }),
    );

    for (const { response } of bodies) expect(response?.body?.text ?? '').not.toMatch(/hun/);
    expect(bodies.at(-1)?.response?.body?.text).toContain('"data":{"a":1}');
  });
});

it('leaves exchanges without GraphQL as they are', () => {
  const exchange = anExchange({
    request: aRequest(json({ variables: { x: 1 } })),
    response: { statusCode: 200, ...json({ errors: [{ message: 'x is password' }] }) },
  });

  expect(answerOf(redact(exchange))).toEqual({ errors: [{ message: 'x is password' }] });
});
