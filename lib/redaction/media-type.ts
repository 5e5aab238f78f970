export interface MediaType {
  /** `type/subtype` in lower case, without parameters. */
  readonly essence: string;
  /** In lower case. */
  readonly charset?: string;
  readonly boundary?: string;
}

const ESSENCE = /^\s*([\w!#$&^.+-]{1,127}\/[\w!#$&^.+-]{1,127})\s*(?=;|$)/;
const PARAMETER = /;\s*([\w!#$&^.+-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** Reads a Content-Type (RFC 9110 section 8.3.1) as leniently as servers do; undefined when it names no media type. */
export function parseMediaType(contentType: string): MediaType | undefined {
  const [match, essence] = ESSENCE.exec(contentType) ?? [];
  if (match === undefined || essence === undefined) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, bare] of contentType.slice(match.length).matchAll(PARAMETER)) {
    const key = name.toLowerCase();
    // Of a repeated parameter, the first holds (WHATWG MIME Sniffing, section 4.4).
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? bare ?? '');
  }
  const charset = parameters.get('charset')?.toLowerCase();
  const boundary = parameters.get('boundary');
  return {
    essence: essence.toLowerCase(),
    ...(charset === undefined ? {} : { charset }),
    ...(boundary === undefined ? {} : { boundary }),
  };
}

/** Whether a pattern such as `text/*`, `*\/*` or `*+json` covers the media type. */
export function coversMediaType(pattern: string, essence: string): boolean {
  const [before = '', ...rest] = pattern.trim().toLowerCase().split('*');
  if (rest.length === 0) return before === essence;
  const after = rest.at(-1) ?? '';
  return (
    essence.length >= before.length + after.length && essence.startsWith(before) && essence.endsWith(after)
  );
}
