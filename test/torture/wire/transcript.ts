import type { Ending } from './byte-reader.js';
import type { WireRequest } from './wire-request.js';
import { headerValue, type HeaderLine, type WireResponse } from './wire-response.js';

/** All that a client sent and saw; the twin check compares what it saw. */
export interface Transcript {
  readonly sent: readonly WireRequest[];
  readonly responses: readonly WireResponse[];
  /** What became of the connection: still serving, ended by the server, or left by the client. */
  readonly connection: Ending | 'open' | 'left';
  /** What a client of another protocol than HTTP/1.1 saw. */
  readonly remarks: readonly string[];
}

/** What must be equal with and without the module, as text that reads well in a difference. */
export function observable(transcript: Transcript): string[] {
  return [
    ...transcript.responses.flatMap(observableResponse),
    ...transcript.remarks,
    `connection: ${transcript.connection}`,
  ];
}

function observableResponse(response: WireResponse): string[] {
  return [
    ...response.interim,
    response.statusLine,
    ...response.headers.filter(([name]) => name.toLowerCase() !== 'date').map(headerText),
    `body: ${response.body.toString('latin1')}`,
    `chunks: ${response.chunkSizes.join(' ')}`,
    ...response.trailers.map(headerText),
    `complete: ${response.complete}`,
  ];
}

function headerText([name, value]: HeaderLine): string {
  return `${name}: ${value}`;
}

/** Header names of a response in lower case, without those that belong to the connection or the clock. */
export function endToEndHeaderNames(response: WireResponse): string[] {
  const hopByHop = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding']);
  const names = response.headers.map(([name]) => name.toLowerCase());
  return [...new Set(names)].filter((name) => !hopByHop.has(name)).toSorted();
}

export function closesConnection(response: WireResponse): boolean {
  return headerValue(response.headers, 'connection') === 'close';
}
