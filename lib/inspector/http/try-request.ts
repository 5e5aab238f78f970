import type { TryRequest } from '../inspector-api.js';
import type { Refusal } from './refusal.js';

/** What was posted, checked: nobody but the page sends it, but anybody might. */
export function readTryRequest(body: Buffer): TryRequest | Refusal {
  const value = parsed(body);
  const { which, text, contentType, paths, defaults } = fieldsOf(value);
  const isValid =
    (which === 'request' || which === 'response') &&
    typeof text === 'string' &&
    (contentType === undefined || typeof contentType === 'string') &&
    Array.isArray(paths) &&
    paths.length <= MAX_PATHS &&
    paths.every((path) => typeof path === 'string') &&
    typeof defaults === 'boolean';
  if (!isValid) return { status: 400, error: EXPECTED };
  return { which, text, contentType, paths, defaults };
}

/** Each is compiled while the app waits. */
const MAX_PATHS = 100;

const EXPECTED =
  "Expected JSON such as { which: 'request', text: '{}', paths: ['$.card'], defaults: true }, with contentType if need be.";

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Readonly<Record<keyof TryRequest, unknown>> {
  const field = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return {
    which: field('which'),
    text: field('text'),
    contentType: field('contentType'),
    paths: field('paths'),
    defaults: field('defaults'),
  };
}
