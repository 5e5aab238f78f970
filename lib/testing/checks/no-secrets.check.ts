import type { RedactedRecord } from '../../exchange/redacted-exchange.js';
import { describeRoute } from '../report/describe-exchange.js';
import { indented } from '../report/lines.js';
import { masked } from '../report/shown.js';
import { readingsOf, type Reading } from '../secrets/readings.js';
import { textsOfRecord } from '../secrets/texts-of-record.js';
import {
  readTimeout,
  refuseUnknown,
  type Check,
  type Records,
  type Verdict,
  type WaitOptions,
} from './check.js';

/** Shorter ones in another case are other words. */
const MIN_CASELESS_CHARS = 8;

/**
 * That none of the secrets leaves the process with anything captured: as it is, in another case, or in percent encoding,
 * escapes, HTML entities, base64 or hexadecimal, one inside of another.
 */
export function noSecrets(secrets: readonly string[], options: WaitOptions = {}): Check {
  const needles = readSecrets(secrets);
  refuseUnknown(options, ['timeoutMs']);
  return {
    name: 'toHaveNoSecrets',
    judge: (records, isNot) => judge(needles, records, isNot),
    isMetByOne: false,
    timeoutMs: readTimeout(options),
  };
}

function judge(secrets: readonly string[], { exchanges, errors }: Records, isNot: boolean): Verdict {
  const records = [...exchanges, ...errors];
  if (records.length === 0) {
    return {
      // That nothing leaked from nothing says nothing.
      pass: isNot,
      message: () => `Expected ${isNot ? '' : 'no '}secrets in what was captured, but nothing was captured`,
    };
  }
  const leaks = records.flatMap((record) => leaksIn(record, secrets));
  return {
    pass: leaks.length === 0,
    message: () =>
      leaks.length === 0
        ? `Expected secrets in what was captured, but found none of ${secrets.length}`
        : ['Expected no secrets in what was captured, but found', ...indented(leaks)].join('\n'),
  };
}

/** A line for each place; from the finest list that shows the secret at all. */
function leaksIn(record: RedactedRecord, secrets: readonly string[]): readonly string[] {
  const levels = textsOfRecord(record).map((texts) =>
    texts.map(({ place, text }) => ({ place, readings: readingsOf(text) })),
  );
  const from = record.kind === 'error' ? 'an error outside of any request' : describeRoute(record);
  return secrets.flatMap((secret, index) => {
    const shownAs = `secrets[${index}], ${masked(secret)}, in ${without(secrets, from, 'an exchange whose path holds it')}`;
    const found = levels
      .map((texts) =>
        texts.flatMap(({ place, readings }) => {
          const reading = readings.find(({ text }) => holds(text, secret));
          if (reading === undefined) return [];
          return [`${shownAs}: ${without(secrets, place, 'where a name holds it')}${encodingOf(reading)}`];
        }),
      )
      .find((places) => places.length > 0);
    return [...new Set(found)];
  });
}

/** A text for the message, or what to say instead where it would print a secret. */
function without(secrets: readonly string[], text: string, otherwise: string): string {
  const isSafe = readingsOf(text).every((reading) => secrets.every((secret) => !holds(reading.text, secret)));
  return isSafe ? text : otherwise;
}

function holds(text: string, secret: string): boolean {
  if (text.includes(secret)) return true;
  return secret.length >= MIN_CASELESS_CHARS && text.toLowerCase().includes(secret.toLowerCase());
}

function encodingOf({ encodings }: Reading): string {
  return encodings.length === 0 ? '' : `, ${encodings.toReversed().join(', ')}`;
}

function readSecrets(secrets: unknown): readonly string[] {
  if (!Array.isArray(secrets) || secrets.length === 0)
    throw new TypeError('Expected a list of secrets, as texts, with one at least');
  return secrets.map((secret: unknown, index) => {
    if (typeof secret === 'string' && secret.trim() !== '') return secret;
    throw new TypeError(
      `secrets[${index}]: expected a text that is not empty, got ${secret === undefined ? 'undefined' : typeof secret === 'string' ? 'an empty one' : `a ${typeof secret}`}`,
    );
  });
}
