import type { RedactedRecord } from '../../exchange/redacted-exchange.js';
import { ProtoWriter } from '../../export/otlp/proto-writer.js';
import { writeLogRecord } from '../../export/otlp/log-record.js';
import { writeSpan } from '../../export/otlp/span.js';
import { leavesIn } from '../report/paths-in.js';

/** A text that leaves with a record, and where in it. */
export interface PlacedText {
  /** Such as `request body $.card.number` or `request.headers.x-trace`. */
  readonly place: string;
  readonly text: string;
}

/**
 * All that leaves with a record, each list coarser than the one before: value by value, text by text, and the bytes of OTLP,
 * so that nothing is missed that only one of them shows.
 */
export function textsOfRecord(record: RedactedRecord): readonly (readonly PlacedText[])[] {
  const texts = textsIn(record, '');
  return [texts.flatMap(valuesOfBody), texts, [{ place: 'its OTLP encoding', text: otlpText(record) }]];
}

function textsIn(value: unknown, place: string): readonly PlacedText[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Date) return [{ place, text: value.toISOString() }];
  if (typeof value !== 'object') return [{ place, text: String(value) }];
  return Object.entries(value).flatMap(([name, member]) => {
    const below = place === '' ? name : `${place}.${name}`;
    // Names are texts too: those of headers, parameters and attributes come from outside.
    return [{ place: `the name of ${place}`, text: name }, ...textsIn(member, below)];
  });
}

const BODY = /^(request|response)\.body\.text$/;

function valuesOfBody({ place, text }: PlacedText): readonly PlacedText[] {
  const [, side] = BODY.exec(place) ?? [];
  if (side === undefined) return [{ place, text }];
  try {
    return leavesIn(JSON.parse(text)).map(({ path, value }) => ({
      place: `${side} body ${path}`,
      text: String(value),
    }));
  } catch {
    return [];
  }
}

/** Its texts stand in the bytes as they are; bodies in base64. */
function otlpText(record: RedactedRecord): string {
  const writer = new ProtoWriter();
  if (record.kind === 'error') writeLogRecord(writer, record);
  else writeSpan(writer, record);
  return Buffer.from(writer.take()).toString();
}
