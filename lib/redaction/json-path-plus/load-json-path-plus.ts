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
 * @throws Error with the remedy, when none of the supported versions is installed
 */
export function loadJsonPathPlus(): JsonPathPlus {
  return (loaded ??= loadFrom(appStarts()));
}

/** The copy that one of these files would get. */
export function loadFrom(starts: readonly string[]): JsonPathPlus {
  let found = 'it is not installed';
  for (const start of starts) {
    const require = createRequire(start);
    const version = installedVersion(require);
    if (version === undefined) continue;
    if (!SUPPORTED.test(version)) {
      found = `${version} is installed`;
      continue;
    }
    try {
      return adapt(require('jsonpath-plus'));
    } catch (error) {
      found = `it cannot be loaded (${error instanceof Error ? error.message : String(error)})`;
    }
  }
  throw new Error(
    `a path with engine 'jsonpath-plus' needs the package jsonpath-plus ${RANGE} in the app, and ${found}: ` +
      'npm install jsonpath-plus@10',
  );
}

/** What the peer range says. A package manager may have put another version there, for another package. */
const RANGE = '^10.4.0 || ^11.3.0';
const SUPPORTED = /^(?:10\.(?:[4-9]|[1-9]\d+)|11\.(?:[3-9]|[1-9]\d+))\.\d+$/;

function installedVersion(require: NodeJS.Require): string | undefined {
  try {
    return String(member(require('jsonpath-plus/package.json'), 'version'));
  } catch {
    return undefined;
  }
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
