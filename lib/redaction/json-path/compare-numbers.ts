/**
 * The order of two JSON numbers as written: negative, zero, positive; `undefined` when they are the same double but not
 * the same number, since RFC 9535 leaves it open which of the two counts.
 */
export function compareNumbers(left: string, right: string): number | undefined {
  const difference = Number(left) - Number(right);
  if (difference !== 0 && !Number.isNaN(difference)) return difference;
  return normalise(left) === normalise(right) ? 0 : undefined;
}

/** Digits without zeros around them, and the power of ten they are multiplied by. */
function normalise(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [integer = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = integer + fraction;
  let start = 0;
  while (digits[start] === '0') start += 1;
  // A loop and not /0+$/, which takes quadratic time on long runs of zeros.
  let end = digits.length;
  while (end > start && digits[end - 1] === '0') end -= 1;
  if (start === end) return '0';
  const sign = mantissa.startsWith('-') ? -1 : 1;
  return `${sign}*${digits.slice(start, end)}e${Number(exponent) - fraction.length + digits.length - end}`;
}
