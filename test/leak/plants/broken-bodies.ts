import { digits, special } from '../canary.js';
import { MAX_BODY_BYTES } from '../limits.js';
import { plant, post, type Errand, type Plant, type Secret } from '../plant.js';
import { answeringBytes } from './json-bodies.js';

/** Stands around a secret that a cut goes through, and nowhere else: one of them is one byte too many. */
export const CUT_MARK = '~';

/** From before the name of a member to behind its value. */
const CUTS = Array.from({ length: 52 }, (_, cut) => cut);

/** Behind the closing quote of a text, and the comma after a number: until there, neither is whole. */
const TEXT_END = '"password":"~~~~canary-0000-gggggggg~~~~"'.length;
const NUMBER_END = '"pin":997373130000123,'.length;

export const brokenBodyPlants: readonly Plant[] = [
  plant('requests over the cap, cut at every offset around a text', (secret, sealed) =>
    CUTS.map((cut) => post('/plain/act', bodyCutAt(cut, textMember(cut >= TEXT_END ? secret : sealed)))),
  ),
  plant('requests over the cap, cut at every offset around a number', (secret, sealed) =>
    CUTS.map((cut) => post('/plain/act', bodyCutAt(cut, numberMember(cut >= NUMBER_END ? secret : sealed)))),
  ),
  plant('responses over the cap, cut at every offset around a text', (secret, sealed) =>
    CUTS.flatMap((cut) => answeringJson(bodyCutAt(cut, textMember(cut >= TEXT_END ? secret : sealed)))),
  ),
  plant('responses over the cap, cut at every offset around a number', (secret, sealed) =>
    CUTS.flatMap((cut) => answeringJson(bodyCutAt(cut, numberMember(cut >= NUMBER_END ? secret : sealed)))),
  ),
  plant('a selected subtree that the cap cuts', (secret, sealed) => [
    post(
      '/ruled/act',
      `{"plan":{"pad":"${'x'.repeat(MAX_BODY_BYTES - 60)}","a":"${secret()}","b":"${sealed()}"}}`,
    ),
    post('/ruled/act', `{"list":["${secret()}","${'x'.repeat(MAX_BODY_BYTES)}","${sealed()}"]}`),
  ]),
  plant('a value of a sensitive member longer than the cap', (_secret, secret) => [
    post(
      '/plain/act',
      `{"password":"${secret()}${secret(special)
        .repeat(300)
        .replace(/["\\\t]/g, '')}"}`,
    ),
  ]),
  plant('bodies that are no JSON', (_secret, secret) => [
    post('/plain/act', `{"password":${secret()}}`),
    post('/plain/act', `{"password":"${secret()}"`),
    post('/plain/act', `{'password':'${secret()}'}`),
    post('/plain/act', `password=${secret()}`),
    post('/plain/act', `{"a":1,}{"password":"${secret()}"}`),
    post('/plain/act', `)]}',\n{"password":"${secret()}"}`),
    post('/plain/act', `callback({"password":"${secret()}"})`),
    post('/plain/act', `{"a":NaN,"password":"${secret()}"}`),
    post('/plain/act', `{"a":1 /* , */,"password":"${secret()}"}`),
    post('/plain/act', `{"a":"\n","password":"${secret()}"}`),
  ]),
  plant('responses that are declared JSON and are not', (_secret, secret) =>
    [
      `{"password":${secret()}}`,
      `{"password":"${secret()}`,
      `{"a":NaN,"password":"${secret()}"}`,
      `{"a":"\u0001","password":"${secret()}"}`,
      `{"a":1}{"password":"${secret()}"}`,
      `while(1);{"password":"${secret()}"}`,
      `{'password':'${secret()}'}`,
      `{"a":01,"password":"${secret()}"}`,
      `password: ${secret()}`,
      `{"a":"\xff","password":"${secret()}"}`,
    ].flatMap((body) => answeringBytes(Buffer.from(body, 'latin1'), 'application/json')),
  ),
  plant('uploads that the client gives up', (_secret, secret) => [
    post('/plain/act', `{"password":"${secret()}","more":"`, { leavesEarly: true }),
    post('/ruled/act', `{"plan":"${secret()}`, { leavesEarly: true }),
    post('/plain/act', `password=${secret()}&a=`, {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      leavesEarly: true,
    }),
  ]),
];

function answeringJson(body: string): Errand[] {
  return answeringBytes(Buffer.from(body), 'application/json');
}

function textMember(secret: Secret): string {
  const marks = CUT_MARK.repeat(4);
  return `"password":"${marks}${secret()}${marks}"`;
}

function numberMember(secret: Secret): string {
  return `"pin":${secret(digits)}`;
}

/** A body of which the cap leaves just `cut` bytes of a member. */
function bodyCutAt(cut: number, member: string): string {
  const start = '{"pad":"';
  const end = '",';
  const pad = 'x'.repeat(MAX_BODY_BYTES - start.length - end.length - cut);
  return `${start}${pad}${end}${member},"more":"${'y'.repeat(64)}"}`;
}
