import type { CapturedBody, RedactedExchange } from '../../../lib/exchange/redacted-exchange.js';
import type { Json } from '../../../lib/inspector/inspector-api.js';
import { shellQuote } from './shell-quote.js';

/** What curl sets itself, or what was true of that connection only. */
const LEFT_OUT = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'accept-encoding',
  'traceparent',
  'tracestate',
]);

/** The request as a curl command. It is redacted, so it repeats the request without its secrets. */
export function curlCommand({ request }: Pick<Json<RedactedExchange>, 'request'>): string {
  const { method, url, headers, body } = request;
  const words = ['curl', ...methodWords(method, body), ...globWords(url), shellQuote(url)];
  const lines = [words.join(' ')];
  for (const [name, values] of Object.entries(headers)) {
    if (LEFT_OUT.has(name)) continue;
    for (const value of typeof values === 'string' ? [values] : values)
      lines.push(`-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (body?.text !== undefined) lines.push(`--data-raw ${shellQuote(body.text)}`);
  return [...remarks(body), lines.join(' \\\n  ')].join('\n');
}

function methodWords(method: string, body: CapturedBody | undefined): string[] {
  if (method === 'HEAD') return ['--head'];
  const implied = body?.text === undefined ? 'GET' : 'POST';
  return method === implied ? [] : ['-X', shellQuote(method)];
}

/** curl reads brackets and braces in a URL as a pattern; the marker has brackets. */
function globWords(url: string): string[] {
  return /[[\]{}]/.test(url) ? ['--globoff'] : [];
}

function remarks(body: CapturedBody | undefined): string[] {
  if (body?.omitted !== undefined)
    return [
      `# ${body.text === undefined ? 'The body' : 'The rest of the body'} was withheld: ${body.omitted}`,
    ];
  return body?.truncated === true ? ['# The body was cut: only its beginning is here'] : [];
}
