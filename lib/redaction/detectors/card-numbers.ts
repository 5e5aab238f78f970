import type { Finding, SecretFinder } from './secret-finders.js';

/**
 * Payment card numbers (ISO/IEC 7812): 13 to 19 digits of a known issuer and length whose check digit is right. The check
 * digit alone lets every tenth number through.
 */
export const CARD_NUMBERS: SecretFinder = { label: 'card-number', find: findCardNumber };

/** Whether a number that stands by itself is one, without separators. */
export function isCardNumber(digits: string): boolean {
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  return hasIssuer(digits) && hasCheckDigit(digits);
}

const MIN_DIGITS = 13;
const MAX_DIGITS = 19;

/** First digits, and the lengths that are issued under them. A range of prefixes has one width. */
const ISSUERS: readonly {
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
}[] = [
  issuer('Visa', '4', '4', 13, 16, 19),
  issuer('Mastercard', '51', '55', 16),
  issuer('Mastercard', '2221', '2720', 16),
  issuer('American Express', '34', '34', 15),
  issuer('American Express', '37', '37', 15),
  issuer('Diners Club', '300', '305', 14, 16, 17, 18, 19),
  issuer('Diners Club', '3095', '3095', 14, 16, 17, 18, 19),
  issuer('Diners Club', '36', '36', 14, 15, 16, 17, 18, 19),
  issuer('Diners Club', '38', '39', 14, 16, 17, 18, 19),
  issuer('Discover', '6011', '6011', 16, 17, 18, 19),
  issuer('Discover', '644', '659', 16, 17, 18, 19),
  issuer('JCB', '3528', '3589', 16, 17, 18, 19),
  issuer('UnionPay', '62', '62', 16, 17, 18, 19),
  issuer('UnionPay, RuPay', '81', '82', 16, 17, 18, 19),
  issuer('RuPay', '60', '60', 16),
  issuer('RuPay', '508', '508', 16),
  issuer('Maestro', '5018', '5018', 13, 14, 15, 16, 17, 18, 19),
  issuer('Maestro', '5020', '5020', 13, 14, 15, 16, 17, 18, 19),
  issuer('Maestro', '5038', '5038', 13, 14, 15, 16, 17, 18, 19),
  issuer('Maestro', '5893', '5893', 13, 14, 15, 16, 17, 18, 19),
  issuer('Maestro', '6304', '6304', 13, 14, 15, 16, 17, 18, 19),
  issuer('Maestro', '6759', '6763', 13, 14, 15, 16, 17, 18, 19),
  issuer('Dankort', '5019', '5019', 16),
  issuer('Verve', '5060', '5061', 16, 18, 19),
  issuer('Elo', '5066', '5067', 16),
  issuer('Elo', '6362', '6363', 16),
  issuer('Mir', '2200', '2204', 16, 17, 18, 19),
  issuer('Troy', '9792', '9792', 16),
];

function issuer(_name: string, from: string, to: string, ...lengths: number[]): (typeof ISSUERS)[number] {
  return { from, to, lengths };
}

function hasIssuer(digits: string): boolean {
  return ISSUERS.some(({ from, to, lengths }) => {
    const prefix = digits.slice(0, from.length);
    return prefix >= from && prefix <= to && lengths.includes(digits.length);
  });
}

/** Luhn's algorithm (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 0x30;
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const GROUP = /\d+/g;
const NEXT_GROUP = /[ \u00a0-](\d{1,19})(?!\d)/y;
/** As cards are printed: in fours, or as American Express and Diners Club print them. */
const PRINTED = /^(?:\d{13,19}|\d{4}-\d{4}-\d{4}-\d{1,4}(?:-\d{1,3})?|\d{4}-\d{6}-\d{4,5})$/;

/** Of the first group, where there is more than one. */
const PRINTED_DIGITS = 4;

/** Cheap and necessary. */
const ENOUGH_DIGITS = /(?:\d[ \u00a0-]?){12}\d/;

/** Every group of digits is looked at as the first one of a number, and no further than a number reaches. */
function findCardNumber(text: string, from: number): Finding | undefined {
  if (from === 0 && !ENOUGH_DIGITS.test(text)) return undefined;
  GROUP.lastIndex = from;
  for (let group = GROUP.exec(text); group !== null; group = GROUP.exec(text)) {
    if (group[0].length > MAX_DIGITS) continue;
    const end = endOfCardNumber(text, group.index, group[0]);
    if (end !== undefined) return { start: group.index, end };
  }
  return undefined;
}

/** Where the longest card number ends that starts with this group. */
function endOfCardNumber(text: string, start: number, firstGroup: string): number | undefined {
  // Behind other text, only what is grouped as cards are printed is one: in "1-2-3-…" most groups need no more than this look.
  const opensAlone = !/\w[ \u00a0-]$|-$/.test(text.slice(Math.max(0, start - 2), start));
  const opensPrinted = firstGroup.length === PRINTED_DIGITS || firstGroup.length >= MIN_DIGITS;
  if (isPartBefore(text, start) || !(opensAlone || opensPrinted)) return undefined;
  let found: number | undefined;
  let grouped = firstGroup;
  let digits = firstGroup;
  let end = start + firstGroup.length;
  while (digits.length <= MAX_DIGITS) {
    const isOne = isCardNumber(digits) && !isPartAfter(text, end);
    if (isOne && (PRINTED.test(grouped) || (opensAlone && endsAlone(text, end)))) found = end;
    NEXT_GROUP.lastIndex = end;
    const next = NEXT_GROUP.exec(text)?.[1];
    if (next === undefined) break;
    grouped += `-${next}`;
    digits += next;
    end = NEXT_GROUP.lastIndex;
  }
  return found;
}

/** A phone number, a decimal fraction, or the end of an identifier. */
function isPartBefore(text: string, start: number): boolean {
  return /[\w+]$|\d\.$/.test(text.slice(Math.max(0, start - 2), start));
}

function isPartAfter(text: string, end: number): boolean {
  return /^(?:\w|\.\d)/.test(text.slice(end, end + 2));
}

/** Where nothing stands before the number either, it may be grouped in any way. */
function endsAlone(text: string, end: number): boolean {
  return !/^(?:-|[ \u00a0]\d)/.test(text.slice(end, end + 2));
}
