import { Agent } from 'node:http';
import type { AppProcess } from './app/app-process.js';
import { type Answer, type RequestKind, send } from './load.js';
import { claim } from './until.js';

/** What both twins are asked, one after the other on one connection. */
const REQUESTS: readonly RequestKind[] = [
  { route: 'orders' },
  { method: 'POST', route: 'orders', body: '{"item":"book","password":"hunter2"}' },
  { route: 'big', query: '?bytes=200000' },
  { method: 'POST', route: 'uploads', body: JSON.stringify({ text: 'lorem ipsum '.repeat(5000) }) },
  { method: 'HEAD', route: 'orders' },
  { route: 'streams' },
  { route: 'denied' },
  { route: 'failing' },
  { route: 'nowhere' },
  { method: 'POST', route: 'orders', body: '{"malformed":' },
];

let checks = 0;

/** Asks the app and its bare twin the same: status, headers but Date, body and connection must be the same. */
export async function checkTwins(app: AppProcess, bare: AppProcess): Promise<void> {
  const prefix = `t${(checks += 1)}-`;
  const [ours, theirs] = [await answersOf(app, prefix), await answersOf(bare, prefix)];
  for (const [index, { method = 'GET', route }] of REQUESTS.entries()) {
    const [one, other] = [describe(ours[index]), describe(theirs[index])];
    claim(
      one === other,
      `${method} /${route} is answered\n${one}\nwith the module, and without it\n${other}`,
    );
    app.acknowledged.add(`${prefix}${index}`);
  }
}

async function answersOf(app: AppProcess, prefix: string): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const answers: Answer[] = [];
  for (const [index, kind] of REQUESTS.entries())
    answers.push(await send(app.url, kind, `${prefix}${index}`, agent));
  agent.destroy();
  return answers;
}

function describe(answer: Answer | undefined): string {
  if (answer === undefined) return 'nothing';
  const { status, rawHeaders, body, isReused } = answer;
  const headers: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== 'date')
      headers.push(`${rawHeaders[index]}: ${rawHeaders[index + 1]}`);
  }
  return JSON.stringify({ status, headers, body: body.toString('latin1'), isReused });
}
