import type { Finding, SecretFinder } from './secret-finders.js';

/** International bank account numbers (ISO 13616), compact or in groups: length of the country, and check digits. */
export const IBANS: SecretFinder = { label: 'iban', find: findIban };

/** From the IBAN registry of SWIFT: the country and the length of its numbers. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24
  FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32
  LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
  RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const START = /(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ \u00a0-]?[A-Za-z0-9])/g;
const CHARACTER = /[ \u00a0-]?([A-Za-z0-9])/y;

function findIban(text: string, from: number): Finding | undefined {
  START.lastIndex = from;
  for (let start = START.exec(text); start !== null; start = START.exec(text)) {
    const end = endOfIban(text, start.index);
    if (end !== undefined) return { start: start.index, end };
  }
  return undefined;
}

function endOfIban(text: string, start: number): number | undefined {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase()) ?? 0;
  let compact = '';
  let end = start;
  while (compact.length < length) {
    CHARACTER.lastIndex = end;
    const next = CHARACTER.exec(text)?.[1];
    if (next === undefined) return undefined;
    compact += next;
    end = CHARACTER.lastIndex;
  }
  return length > 0 && !/[A-Za-z0-9]/.test(text.charAt(end)) && hasCheckDigits(compact) ? end : undefined;
}

/** ISO 7064, MOD 97-10, with the first four characters moved to the end. */
function hasCheckDigits(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
