import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is used of jsonpath-plus. */
export interface JsonPathPlus {
  /** The places that a path selects in a value. @throws whatever it throws */
  select(path: string, json: unknown): readonly PlusResult[];
  /** The path as jsonpath-plus cuts it. */
  tokensOf(path: string): readonly unknown[];
}

/** A value it selected, by the object that holds it; the place's name is null for the root and for a name itself (`~`). */
export interface PlusResult {
  readonly parent: unknown;
  readonly parentProperty: unknown;
}

let loaded: JsonPathPlus | undefined;

/**
 * The app's own copy of jsonpath-plus, an optional peer: loaded when the first path asks for it. Both its majors have a
 * file for `require`, so that rules can be compiled without waiting.
 *
 * @throws Error with the remedy, when it is not installed
 */
export function loadJsonPathPlus(): JsonPathPlus {
  return (loaded ??= loadFrom(appStarts()));
}

/** The copy that one of these files would get. */
export function loadFrom(starts: readonly string[]): JsonPathPlus {
  let reason: unknown;
  for (const start of starts) {
    try {
      return adapt(createRequire(start)('jsonpath-plus'));
    } catch (error) {
      reason = error;
    }
  }
  throw new Error(
    "a path with engine 'jsonpath-plus' needs the package jsonpath-plus in the app, and it cannot be loaded: " +
      'npm install jsonpath-plus@10',
    { cause: reason },
  );
}

/** The file that was started, and a file where it was started: a process manager may be the former, never the latter. */
function appStarts(): readonly string[] {
  const besideApp = join(process.cwd(), 'app.js');
  return process.argv[1] === undefined ? [besideApp] : [process.argv[1], besideApp];
}

function adapt(exported: unknown): JsonPathPlus {
  const run: unknown = member(exported, 'JSONPath');
  const toPathArray: unknown = member(run, 'toPathArray');
  if (typeof run !== 'function' || typeof toPathArray !== 'function')
    throw new Error('the package jsonpath-plus that is installed is not one of ^10.4.0 || ^11.3.0');
  return {
    select: (path, json) =>
      results(
        run({
          path,
          json,
          resultType: 'all',
          wrap: true,
          flatten: false,
          eval: 'safe',
          ignoreEvalErrors: false,
          sandbox: {},
        }),
      ),
    tokensOf: (path) => array(toPathArray.call(run, path)),
  };
}

function results(answer: unknown): readonly PlusResult[] {
  return array(answer).map((result) => ({
    parent: member(result, 'parent'),
    parentProperty: member(result, 'parentProperty'),
  }));
}

function array(answer: unknown): readonly unknown[] {
  if (!Array.isArray(answer)) throw new Error('jsonpath-plus gave no answer');
  return answer;
}

function member(owner: unknown, name: string): unknown {
  return typeof owner === 'object' || typeof owner === 'function' ? Object(owner)[name] : undefined;
}
