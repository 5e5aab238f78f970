import type { ExchangeDetail, RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { shortPath } from '../json/json-path.js';

/** A test of the app, with `apitoolkit-nestjs/testing`, that this exchange is captured and redacted as it was. */
export function testSnippet({ summary, redacted }: Pick<ExchangeDetail, 'summary' | 'redacted'>): string {
  const name = `${summary.method} ${summary.route ?? summary.path}`;
  const lines = [
    ...(summary.statusCode === undefined
      ? [`expect(exporter).toHaveCaptured(${quote(name)});`]
      : [`expect(exporter).toHaveCaptured(${quote(name)}, { status: ${summary.statusCode} });`]),
    ...redactedPaths(redacted).map((path) => `expect(exporter).toHaveRedacted(${quote(path)});`),
  ];
  const title = `captures ${name}${redacted.length > 0 ? ', redacted' : ''}`;
  return [`it(${quote(title)}, async () => {`, ...lines.map((line) => `  ${line}`), '});', ''].join('\n');
}

function redactedPaths(places: readonly RedactedPlace[]): readonly string[] {
  const paths = places
    .filter(({ part }) => part === 'request body' || part === 'response body')
    .map(({ at }) => shortPath(at));
  return [...new Set(paths)];
}

/** A string literal of JavaScript, in single quotes where that needs no escapes. */
function quote(text: string): string {
  return /^[^'\\\u0000-\u001f\u007f-\uffff]*$/.test(text) ? `'${text}'` : JSON.stringify(text);
}
