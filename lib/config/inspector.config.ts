import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { DestinationConfig } from './destination.config.js';
import { readText, type Environment } from './environment.js';
import { checkBoolean, checkInteger, checkKnown, checkText, refuse } from './option-checks.js';

/** Whether the app serves the inspector, and how. */
export type InspectorConfig =
  | { readonly status: 'on'; readonly path: string; readonly maxExchanges: number }
  | { readonly status: 'off' }
  /** Asked for, but not by both of the options that it takes in production. */
  | { readonly status: 'refused' };

/**
 * On by itself only where nothing leaves the process, outside of production and tests. In production a second option
 * is needed: the first may have been meant for a developer's machine.
 */
export function resolveInspector(
  { inspector }: APIToolkitModuleOptions,
  env: Environment,
  destination: DestinationConfig,
): InspectorConfig {
  const mode = readText(env, 'NODE_ENV')?.toLowerCase() ?? '';
  if (inspector === undefined)
    return destination.kind === 'local' && !UNASKED_OFF.includes(mode) ? ON_BY_DEFAULT : { status: 'off' };
  if (typeof inspector === 'boolean') {
    if (!inspector) return { status: 'off' };
    return isProduction(mode) ? { status: 'refused' } : ON_BY_DEFAULT;
  }
  if (typeof inspector !== 'object' || inspector === null)
    return refuse('inspector', 'true, false or an object', inspector);
  checkKnown('inspector', inspector, ['path', 'maxExchanges', 'allowInProduction']);
  const { path, maxExchanges, allowInProduction = false } = inspector;
  const config: InspectorConfig = {
    status: 'on',
    path: path === undefined ? ON_BY_DEFAULT.path : checkPath(path),
    maxExchanges: checkInteger(
      'inspector.maxExchanges',
      maxExchanges ?? ON_BY_DEFAULT.maxExchanges,
      1,
      10_000,
    ),
  };
  const isAllowed = checkBoolean('inspector.allowInProduction', allowInProduction);
  return isProduction(mode) && !isAllowed ? { status: 'refused' } : config;
}

const ON_BY_DEFAULT = { status: 'on', path: '/_apitoolkit', maxExchanges: 500 } as const;

/** As people write it: some frameworks take `prod`. */
const PRODUCTION = ['production', 'prod'];
const UNASKED_OFF = [...PRODUCTION, 'test'];

function isProduction(mode: string): boolean {
  return PRODUCTION.includes(mode);
}

/** Segments that no server, browser or proxy reads in another way. */
const PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/;

function checkPath(path: unknown): string {
  const text = checkText('inspector.path', path);
  return PATH.test(text)
    ? text
    : refuse('inspector.path', "a path such as '/_apitoolkit', of letters, digits and - . _ ~", text);
}
