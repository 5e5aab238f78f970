import type { Finding, SecretFinder } from './secret-finders.js';

/** E-mail addresses (RFC 5321, RFC 6531) with a domain that has a top level; the at sign may be percent-encoded. */
export const EMAIL_ADDRESSES: SecretFinder = { label: 'email', find: findEmailAddress };

const AT_SIGN = /@|%40/g;
/** What mail providers give out. The rest of RFC 5322's atext is the syntax of URLs and code around addresses. */
const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const MAX_LOCAL_CHARS = 64;
/** Labels, and a last one of letters: `nestjs@11.1.0` is a package, `root@localhost` a machine. */
const DOMAIN =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}(?:xn--[a-z0-9-]{2,59}|\p{L}{2,63})(?![\p{L}\p{N}-])/uy;

function findEmailAddress(text: string, from: number): Finding | undefined {
  AT_SIGN.lastIndex = from;
  for (let sign = AT_SIGN.exec(text); sign !== null; sign = AT_SIGN.exec(text)) {
    const start = startOfLocal(text, sign.index, from);
    DOMAIN.lastIndex = AT_SIGN.lastIndex;
    if (start < sign.index && DOMAIN.test(text)) return { start, end: DOMAIN.lastIndex };
  }
  return undefined;
}

function startOfLocal(text: string, sign: number, from: number): number {
  const earliest = Math.max(from, sign - MAX_LOCAL_CHARS);
  let start = sign;
  while (start > earliest && LOCAL.test(text.charAt(start - 1))) start -= 1;
  // A quote or a full stop in front belongs to the text around.
  while (start < sign && /['.-]/.test(text.charAt(start))) start += 1;
  return start;
}
