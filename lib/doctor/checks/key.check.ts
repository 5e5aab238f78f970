import { APIToolkitConfigError } from '../../config/option-checks.js';
import { SDK_VERSION } from '../../version.js';
import type { Answer, Check } from '../check.js';
import { apiUrl, type ApiUrl } from '../endpoint/api-url.js';
import { ask } from '../endpoint/ask.js';
import { wayTo, type Way } from '../endpoint/way.js';
import type { Examination } from '../examination.js';
import type { Findings } from '../finding.js';
import { keyOf, otlpReceiver } from '../settings.js';

/** Exports are answered with 200 or 500 for a wrong key (wire-contract section 1, fact 7): only the API tells. */
export const keyCheck: Check = {
  name: 'key',
  async run(examination, findings) {
    const { settings, env, arguments: args } = examination;
    const receiver = otlpReceiver(settings);
    if (typeof receiver === 'string') return findings.skip(receiver);
    const key = keyOf(receiver);
    if (key === undefined) return findings.skip('no key: nothing to check, a Collector needs none');
    const allowInsecure = settings.kind === 'resolved' && settings.allowInsecure;
    try {
      const api = apiUrl({ given: args.apiUrl, env, allowInsecure }, receiver.urls.traces);
      const way = wayTo(
        api.url,
        receiver,
        settings.kind === 'resolved' ? settings.proxyTo(api.url) : undefined,
      );
      return await check(api, key, way, examination, findings);
    } catch (error) {
      if (!(error instanceof APIToolkitConfigError)) throw error;
      return findings.fail(error.message, 'Give the server of the project: --api-url https://…');
    }
  },
};

async function check(
  { url, isGuess }: ApiUrl,
  key: string,
  way: Way,
  { arguments: { timeoutMs }, clocks }: Examination,
  { ok, warn, fail }: Findings,
): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${key}`,
    accept: 'application/json',
    'user-agent': `apitoolkit-nestjs/${SDK_VERSION} doctor`,
  };
  const where = `${url.origin}${url.pathname}`;
  const elsewhere = 'If the API is elsewhere: --api-url https://…, or APITOOLKIT_API_URL.';
  const reply = await ask({ method: 'GET', url, headers, timeoutMs, way });
  if (reply.kind === 'failed') {
    const { message, remedy } = reply.failure;
    return warn(`could not be checked: ${where}: ${message}`, `${remedy} ${elsewhere}`);
  }
  if (reply.clock !== undefined) clocks.push(reply.clock);
  if (reply.statusCode === 401 || reply.statusCode === 403) {
    return fail(
      `wrong key: ${where} answered ${reply.statusCode}`,
      'Copy the key again from the settings of the project; it may be of another server, or deleted.',
    );
  }
  const project = reply.statusCode === 200 ? readProject(reply.body) : undefined;
  if (project !== undefined) return ok(project);
  const said = `could not be checked: ${where} answered ${reply.statusCode}, without a project`;
  return warn(said, isGuess ? `A Collector knows no keys of projects. ${elsewhere}` : elsewhere);
}

/** `{ project_id, project, host_url }` */
function readProject(body: Uint8Array): string | undefined {
  const answer = parse(Buffer.from(body).toString());
  const text = (name: string): string | undefined => {
    const value: unknown =
      typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const project = text('project') ?? text('project_id');
  if (project === undefined) return undefined;
  const host = text('host_url');
  if (host === undefined || !URL.canParse(host)) return `of the project ${project}`;
  const { origin, pathname } = new URL(host);
  return `of the project ${project}, on ${origin}${pathname === '/' ? '' : pathname}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
