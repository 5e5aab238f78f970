import { loadPeer, type Peer } from '../../peers/load-peer.js';

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
 * @throws Error with the remedy, when none of the supported versions is installed
 */
export function loadJsonPathPlus(): JsonPathPlus {
  return (loaded ??= loadPeer(JSON_PATH_PLUS));
}

/** The copy that one of these files would get. */
export function loadFrom(starts: readonly string[]): JsonPathPlus {
  return loadPeer(JSON_PATH_PLUS, starts);
}

const JSON_PATH_PLUS: Peer<JsonPathPlus> = {
  name: 'jsonpath-plus',
  supported: /^(?:10\.(?:[4-9]|[1-9]\d+)|11\.(?:[3-9]|[1-9]\d+))\.\d+$/,
  adapt,
  missing: (found) =>
    `a path with engine 'jsonpath-plus' needs the package jsonpath-plus ^10.4.0 || ^11.3.0 in the app, and ${found}: ` +
    'npm install jsonpath-plus@10',
};

function adapt(exported: unknown): JsonPathPlus {
  const run: unknown = member(exported, 'JSONPath');
  const toPathArray: unknown = member(run, 'toPathArray');
  if (typeof run !== 'function' || typeof toPathArray !== 'function')
    throw new Error('it exports no JSONPath');
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
