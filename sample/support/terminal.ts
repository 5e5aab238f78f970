type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta';

const codes: Record<Style, number> = {
  bold: 1,
  dim: 2,
  red: 31,
  green: 32,
  yellow: 33,
  magenta: 35,
  cyan: 36,
};

/** Colours are for a person who did not decline them: https://no-color.org */
const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '';

export function styled(style: Style, text: string): string {
  return isColoured ? `\u001b[${codes[style]}m${text}\u001b[0m` : text;
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** How many characters of a line a person can see. */
export function lineWidth(): number {
  return Math.min(Math.max(process.stdout.columns ?? 110, 60), 140);
}

export function shortened(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
