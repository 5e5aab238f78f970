/** Where a secret stands in a text. */
export interface Finding {
  readonly start: number;
  readonly end: number;
}

export interface SecretFinder {
  readonly label: string;
  /**
   * The first secret at or after `from`. Together, all calls over one text cost time linear in its length.
   */
  find(text: string, from: number): Finding | undefined;
}

/**
 * Shapes that are secrets whatever their name. Each pattern either starts with fixed text and is bounded, or
 * ends in the repetition that it consumes, so that no text makes it slow.
 */
export const SECRET_FINDERS: readonly SecretFinder[] = [
  { label: 'private-key', find: findPrivateKey },
  { label: 'jwt', find: findJwt },
  { label: 'bearer', find: findBearer },
  { label: 'basic-auth', find: findBasicCredentials },
  { label: 'url-credentials', find: findUrlCredentials },
  pattern('aws-access-key', /(?<![A-Za-z0-9])A[KS]IA[0-9A-Z]{12,}/g),
  pattern('github-token', /(?<![A-Za-z0-9])(?:gh[oprsu]_[A-Za-z0-9]{8,}|github_pat_\w{8,})/g),
  pattern('stripe-key', /(?<![A-Za-z0-9])[rs]k_(?:live|test)_[A-Za-z0-9]{6,}/g),
  pattern('slack-token', /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{8,}/g),
  pattern('google-api-key', /(?<![A-Za-z0-9])AIza[\w-]{20,}/g),
  pattern('gitlab-token', /(?<![A-Za-z0-9])glpat-[\w-]{8,}/g),
];

/** Cheap and necessary: a text it does not match holds nothing that any finder finds. */
export const MAY_HOLD_SECRET =
  /eyJ|-----BEGIN |A[KS]IA|gh[oprsu]_|github_pat_|[rs]k_(?:live|test)_|xox[a-z]-|AIza|glpat-|:\/\/[^\s/?#]*@|[Bb][Ee][Aa][Rr][Ee][Rr]\s|[Bb][Aa][Ss][Ii][Cc]\s/;

function pattern(label: string, expression: RegExp): SecretFinder {
  return { label, find: (text, from) => findPattern(expression, text, from) };
}

function findPattern(expression: RegExp, text: string, from: number): Finding | undefined {
  expression.lastIndex = from;
  const match = expression.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

const KEY_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/g;
const KEY_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/g;

/** A block without its end reaches to the end of the text: it was cut. */
function findPrivateKey(text: string, from: number): Finding | undefined {
  const begin = findPattern(KEY_BEGIN, text, from);
  if (begin === undefined) return undefined;
  return { start: begin.start, end: findPattern(KEY_END, text, begin.end)?.end ?? text.length };
}

const BASE64URL_RUN = /[\w-]*/y;
const DOTTED_RUNS = /(?:\.[\w-]*)*/y;
const MIN_JWT_HEADER_CHARS = 10;

/**
 * `eyJ…` is base64url of `{"`. A signed token has three parts, an encrypted one five, a cut one may have lost
 * its signature; a second part that starts with `eyJ` is proof enough.
 */
function findJwt(text: string, from: number): Finding | undefined {
  let start = text.indexOf('eyJ', from);
  while (start !== -1) {
    const headerEnd = endOfRun(BASE64URL_RUN, text, start);
    if (headerEnd - start >= MIN_JWT_HEADER_CHARS && text[headerEnd] === '.') {
      const payloadEnd = endOfRun(BASE64URL_RUN, text, headerEnd + 1);
      if (text[payloadEnd] === '.' || text.startsWith('eyJ', headerEnd + 1)) {
        return { start, end: endOfRun(DOTTED_RUNS, text, headerEnd) };
      }
    }
    // A later `eyJ` in the same run would end at the same place and fail alike.
    start = text.indexOf('eyJ', headerEnd);
  }
  return undefined;
}

function endOfRun(run: RegExp, text: string, start: number): number {
  run.lastIndex = start;
  return start + (run.exec(text)?.[0].length ?? 0);
}

const BEARER = /(?<![A-Za-z0-9])bearer\s{1,4}(?=([A-Za-z0-9._~+/=-]{6,}))/gi;
const BEARER_PROSE =
  /^(?:auth(?:entication|orization)?|credentials?|formats?|header|is|malformed|missing|realm=?|required|scheme|tokens?)[.,]?$/i;

/** RFC 6750 credentials; the word `Bearer` stays, and so does prose such as "bearer authentication". */
function findBearer(text: string, from: number): Finding | undefined {
  BEARER.lastIndex = from;
  for (let match = BEARER.exec(text); match !== null; match = BEARER.exec(text)) {
    const token = match[1] ?? '';
    const start = match.index + match[0].length;
    if (!BEARER_PROSE.test(token)) return { start, end: start + token.length };
  }
  return undefined;
}

const BASIC = /(?<![A-Za-z0-9])basic\s{1,4}(?=([A-Za-z0-9+/_-]{4,}={0,2}))/gi;
const USER_AND_PASSWORD = /^[^\p{Cc}:]*:\P{Cc}*$/u;

/** RFC 7617 credentials: base64 of `user:password`, which "basic information" is not. */
function findBasicCredentials(text: string, from: number): Finding | undefined {
  BASIC.lastIndex = from;
  for (let match = BASIC.exec(text); match !== null; match = BASIC.exec(text)) {
    const credentials = match[1] ?? '';
    const start = match.index + match[0].length;
    if (USER_AND_PASSWORD.test(Buffer.from(credentials, 'base64').toString('latin1'))) {
      return { start, end: start + credentials.length };
    }
  }
  return undefined;
}

/** An apostrophe may stand in a password as it is, or around the URL. */
const AUTHORITY = /(?:[^\s/?#"'<>`\\]|'(?![\s,;:)\]}]|$))*/y;

/**
 * The userinfo of a URL that holds a password, up to the last `@` of the authority (RFC 3986 section 3.2.1).
 */
function findUrlCredentials(text: string, from: number): Finding | undefined {
  for (let scheme = text.indexOf('://', from); scheme !== -1; scheme = text.indexOf('://', scheme + 3)) {
    const start = scheme + 3;
    const authority = text.slice(start, endOfRun(AUTHORITY, text, start));
    const at = authority.lastIndexOf('@');
    const userinfo = authority.slice(0, Math.max(at, 0));
    if (userinfo.includes(':')) return { start, end: start + at };
  }
  return undefined;
}
