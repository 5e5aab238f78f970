import { decodeComponent } from '../urls/percent-encoding.js';

export interface PartDisposition {
  /** Every name that some parser may read; the first is how browsers mean it. */
  readonly names: readonly string[];
  readonly filename?: string;
}

const TYPE = /^[^;"]*/;
const PARAMETER = /;\s*([\w!#$&^.+%'`|~-]+)(\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))\s*/gy;
const EXTENDED_VALUE = /^[\w-]*'[\w-]*'/;

/**
 * Reads a Content-Disposition (RFC 7578 section 4.2) to its end; undefined when that is not possible. A name may be
 * given twice, extended (RFC 8187), or with escapes that parsers do not agree about: all readings are told.
 */
export function parsePartDisposition(header: string): PartDisposition | undefined {
  const names = new Set<string>();
  let filename: string | undefined;
  let read = TYPE.exec(header)?.[0].length ?? 0;
  PARAMETER.lastIndex = read;
  for (let match = PARAMETER.exec(header); match !== null; match = PARAMETER.exec(header)) {
    read = PARAMETER.lastIndex;
    const [, parameter = '', star = '', quoted, bare = ''] = match;
    const readings = star === '' ? plainReadings(quoted ?? bare) : extendedReadings(quoted ?? bare);
    if (parameter.toLowerCase() === 'name') for (const name of readings) names.add(name);
    if (parameter.toLowerCase() === 'filename') filename ??= readings[0];
  }
  if (read !== header.length) return undefined;
  return { names: [...names], ...(filename !== undefined && { filename }) };
}

/** Browsers write a quote as `%22` and leave backslashes alone; RFC 9110 makes a backslash an escape. */
function plainReadings(value: string): readonly string[] {
  const asBrowsers = value.replace(/\\(["\\])/g, '$1').replaceAll('%22', '"');
  return [asBrowsers, value.replace(/\\(.)/gs, '$1'), ...decoded(value)];
}

function extendedReadings(value: string): readonly string[] {
  const text = value.replace(EXTENDED_VALUE, '');
  return [...decoded(text), text];
}

function decoded(text: string): readonly string[] {
  const component = decodeComponent(text, 'plus-is-plus');
  return component === undefined ? [] : [component];
}
