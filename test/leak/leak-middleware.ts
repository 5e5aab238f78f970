import type { IncomingMessage, ServerResponse } from 'node:http';

/** What a main.ts may put in front of Nest: a gate that answers for itself, and one that throws. */
export function denyInMiddleware(
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
): void {
  const target = request.url ?? '';
  if (target.startsWith('/gate/answers')) {
    response.writeHead(403, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ denied: decodeURIComponent(target) }));
  } else if (target.startsWith('/gate/throws')) {
    throw new Error(`denied: ${decodeURIComponent(target)}`);
  } else next();
}
