import { oneLine } from '../export/diagnostics.js';
import { SDK_VERSION } from '../version.js';
import type { Finding } from './finding.js';
import type { Secrets } from './secrets.js';

const MAX_LINE_CHARS = 600;

/** The one way out of the doctor: what it found as text or JSON, each part on one line and without secrets. */
export function reportOf(findings: readonly Finding[], secrets: Secrets, asJson: boolean): string {
  const shown = findings.map((finding) => withoutSecrets(finding, secrets));
  return asJson ? jsonOf(shown) : textOf(shown);
}

/** Nothing failed; what is only warned of may be meant so. */
export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ verdict }) => verdict !== 'fail');
}

function withoutSecrets({ check, verdict, message, remedy }: Finding, secrets: Secrets): Finding {
  const clean = (text: string): string => oneLine(secrets.removedFrom(text), MAX_LINE_CHARS);
  return { check, verdict, message: clean(message), ...(remedy !== undefined && { remedy: clean(remedy) }) };
}

function jsonOf(findings: readonly Finding[]): string {
  return `${JSON.stringify({ version: SDK_VERSION, ok: isWell(findings), findings }, undefined, 2)}\n`;
}

function textOf(findings: readonly Finding[]): string {
  const nameWidth = Math.max(0, ...findings.map(({ check }) => check.length));
  const margin = ' '.repeat(VERDICT_WIDTH + nameWidth + 2);
  const lines = findings.flatMap(({ check, verdict, message, remedy }) => [
    `${verdict.padEnd(VERDICT_WIDTH)}${check.padEnd(nameWidth)}  ${message}`,
    ...(remedy === undefined ? [] : [`${margin}-> ${remedy}`]),
  ]);
  return [`apitoolkit-nestjs ${SDK_VERSION}`, '', ...lines, '', sumOf(findings), ''].join('\n');
}

const VERDICT_WIDTH = 6;

function sumOf(findings: readonly Finding[]): string {
  const count = (wanted: string): number => findings.filter(({ verdict }) => verdict === wanted).length;
  return `${count('ok')} ok, ${count('warn')} warn, ${count('fail')} fail, ${count('skip')} skip`;
}
