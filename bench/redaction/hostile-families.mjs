import { sentence } from './bodies.mjs';

const PATHS = ['$.customer.email', '$.items[*].card.number', '$..password'];

/** Bodies made to be slow. Each makes about `byteLength` bytes; what `random` makes differs from run to run. */
export const FAMILIES = [
  { family: 'deep arrays', make: (size) => nested('[', '1', ']', size) },
  { family: 'deep objects', make: (size) => nested('{"a":', '1', '}', size) },
  { family: 'deep and cut', make: (size) => '{"a":['.repeat(size / 6) },
  {
    family: 'nests of $..a..a..password',
    paths: ['$..a..a..password', '$..a..b..a'],
    make: (size) => repeated(() => nested('{"a":', '{"password":1}', '}', 4000), size),
  },
  {
    family: 'ever new states',
    paths: [`$..a${'.*'.repeat(20)}.password`],
    make: (size, random) => repeated(() => mixedNest(random), size),
  },
  { family: 'wide: numbers', make: (size) => repeated(() => '1', size) },
  { family: 'wide: empty strings', make: (size) => repeated(() => '""', size) },
  { family: 'wide: empty objects', make: (size) => repeated(() => '{}', size) },
  { family: 'wide: all selected', paths: ['$[*]'], make: (size) => repeated(() => '1', size) },
  { family: 'wide: every other selected', paths: ['$[::2]'], make: (size) => repeated(() => '"a"', size) },
  { family: 'white space', make: (size) => `[${' \n\t '.repeat(size / 4)}]` },
  { family: 'long numbers', make: (size) => repeated(() => '-1234567890.1234567890e-123', size) },
  { family: 'escapes', make: (size) => repeated(() => String.raw`"\u0061\n\"\\\ud83d\ude00"`, size) },
  { family: 'one long escaped string', make: (size) => `["${String.raw`\u0061`.repeat(size / 6)}"]` },
  { family: 'escaped names', make: (size) => members(() => String.raw`"\u0061\u0062\u0063"`, size) },
  { family: 'outside ASCII', make: (size) => repeated(() => '"é€😀é€😀"', size) },
  {
    family: 'new names, short',
    isNew: true,
    make: (size, random) => members(() => `"${word(5, random)}"`, size),
  },
  {
    family: 'new names, humps',
    isNew: true,
    make: (size, random) => members(() => `"${humps(9, random)}"`, size),
  },
  {
    family: 'new names, 60 characters',
    isNew: true,
    make: (size, random) => members(() => `"${humps(30, random)}"`, size),
  },
  {
    family: 'new names, too long to keep',
    isNew: true,
    make: (size, random) => members(() => `"${humps(60, random)}"`, size),
  },
  {
    family: 'new names, escaped',
    isNew: true,
    make: (size, random) => members(() => String.raw`"\u0061${word(5, random)}"`, size),
  },
  {
    family: 'one name of all bytes',
    isNew: true,
    make: (size, random) => `{"${humps(size / 2, random)}":1}`,
  },
  { family: 'secrets everywhere', make: (size) => members(() => '"password"', size) },
  { family: 'filter: members', paths: ['$[?@.a==2]'], make: (size) => repeated(() => '{"a":1}', size) },
  {
    family: 'filter: against the root',
    paths: ['$.a[?@.b==$.b]'],
    make: (size) => `{"b":3,"a":${repeated(() => '{"b":1}', size)}}`,
  },
  {
    family: 'filter: descendants of descendants',
    paths: ['$..[?@..[?@..x]]'],
    make: (size) => nested('[', '', ']', Math.min(size, 8000)),
  },
  {
    family: 'filter: equality of trees',
    paths: ['$..[?@==$]'],
    make: (size) => repeated(() => '[[1,2,3],{"a":[1]}]', size),
  },
  {
    family: 'filter: pattern',
    paths: ["$[?match(@,'(a|b|ab)*c')]"],
    make: (size) => repeated(() => '"abababababababab"', size),
  },
  {
    family: 'filter: long numbers',
    paths: ['$[?@==1]'],
    make: (size) => repeated(() => `1.${'0'.repeat(200)}`, size),
  },
  { family: 'negative index', paths: ['$..[-1]'], make: (size) => repeated(() => '[0,[1,2],3]', size) },
  {
    family: 'tempting: many in one string',
    make: (size) => `["${'Bearer a eyJ. AKIA :// xoxb- -----BEGIN sk_live_ '.repeat(size / 50)}"]`,
  },
  { family: 'tempting: eyJ', make: (size) => `["${'eyJ'.repeat(size / 3)}"]` },
  { family: 'tempting: eyJ and dots', make: (size) => `["${'eyJabcdefg.'.repeat(size / 11)}"]` },
  { family: 'tempting: ://', make: (size) => `["${'://'.repeat(size / 3)}"]` },
  { family: 'tempting: :// and @', make: (size) => `["${'://a@'.repeat(size / 5)}"]` },
  { family: 'tempting: bearer', make: (size) => `["${'bearer bearer '.repeat(size / 14)}"]` },
  { family: 'tempting: basic', make: (size) => `["${'Basic YWJj '.repeat(size / 11)}"]` },
  { family: 'tempting: key blocks', make: (size) => `["${'-----BEGIN PRIVATE KEY'.repeat(size / 22)}"]` },
  { family: 'tempting: short strings', make: (size) => repeated(() => '"Bearer eyJ"', size) },
  { family: 'tempting: links', make: (size) => repeated(() => '"https://cdn.example.com/a"', size) },
  { family: 'plain strings', make: (size, random) => repeated(() => `"${sentence(2, random)}"`, size) },
].map(({ paths = PATHS, isNew = false, ...family }) => ({ ...family, paths, isNew }));

function nested(open, leaf, close, byteLength) {
  const levels = Math.floor(byteLength / (open.length + close.length));
  return `${open.repeat(levels)}${leaf}${close.repeat(levels)}`;
}

function mixedNest(random) {
  const opens = Array.from({ length: 600 }, () => (random() < 0.5 ? '{"a":' : '{"b":'));
  return `${opens.join('')}1${'}'.repeat(opens.length)}`;
}

function repeated(element, byteLength) {
  const elements = [];
  for (let length = 1; length < byteLength;) {
    const next = element();
    elements.push(next);
    length += next.length + 1;
  }
  return `[${elements.join()}]`;
}

function members(name, byteLength) {
  return `{${repeated(() => `${name()}:1`, byteLength).slice(1, -1)}}`;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function word(length, random) {
  return Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
}

function humps(count, random) {
  return Array.from({ length: count }, () => word(1, random).toUpperCase() + word(1, random)).join('');
}
