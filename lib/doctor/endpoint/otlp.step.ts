import { gzipSync } from 'node:zlib';
import type { OtlpDestinationConfig } from '../../config/destination.config.js';
import type { ExportSignal, SendResult } from '../../export/destination.js';
import { judgeAnswer } from '../../export/http-verdict.js';
import { SDK_VERSION } from '../../version.js';
import type { Finding, Findings } from '../finding.js';
import { keyOf } from '../settings.js';
import { ask, type Reply } from './ask.js';
import type { EndpointStep } from './endpoint-step.js';
import { wayToReceiver } from './way.js';

type Answered = Extract<Reply, { kind: 'answered' }>;

/** An export request without a record in it: a message without fields, which is no bytes at all. */
const NO_RECORDS = new Uint8Array();

/** Exports no records to one signal's URL, with the key and the headers of a real export. */
export function otlpStep(signal: ExportSignal): EndpointStep {
  return async ({ receiver, timeoutMs, noteClock }, findings) => {
    const url = receiver.urls[signal];
    if (!speaksHttp(receiver)) {
      return findings.skip(
        `${signal}: with protocol grpc only the connection is checked, no export is tried`,
      );
    }
    const reply = await ask({
      method: 'POST',
      url,
      ...exportOf(receiver),
      timeoutMs,
      way: wayToReceiver(receiver),
    });
    if (reply.kind === 'failed') {
      const { message, remedy } = reply.failure;
      return findings.fail(`${url.pathname}: ${message}`, remedy);
    }
    noteClock(reply.clock);
    return judge(url, reply, findings);
  };
}

/** The seam for gRPC: its answers are another protocol's. */
function speaksHttp(receiver: OtlpDestinationConfig): boolean {
  return !('protocol' in receiver && receiver.protocol === 'grpc');
}

function exportOf(receiver: OtlpDestinationConfig): Pick<Parameters<typeof ask>[0], 'headers' | 'body'> {
  const key = keyOf(receiver);
  const isCompressed = receiver.compression === 'gzip';
  return {
    headers: {
      'user-agent': `apitoolkit-nestjs/${SDK_VERSION} doctor`,
      ...receiver.headers,
      ...(key !== undefined && { 'x-api-key': key }),
      'content-type': 'application/x-protobuf',
      ...(isCompressed && { 'content-encoding': 'gzip' }),
    },
    body: isCompressed ? gzipSync(NO_RECORDS) : NO_RECORDS,
  };
}

function judge(url: URL, reply: Answered, findings: Findings): Finding {
  const result = judgeAnswer(reply);
  const said = `${url.pathname}: ${reasonOf(result)}`;
  if (result.status === 'delivered') {
    if (result.note !== undefined)
      return findings.warn(said, 'Ask the receiver: it takes exports, and says this.');
    return findings.ok(`${url.pathname}: takes exports (${Math.round(reply.tookMs)} ms)`);
  }
  const { statusCode } = reply;
  if (BUSY.has(statusCode))
    return findings.warn(said, 'Records are held and tried again. Is the receiver overloaded?');
  if (statusCode === 400)
    return findings.warn(said, 'It may only dislike an export without records: try --send.');
  return findings.fail(said, remedyOf(url, reply));
}

function reasonOf(result: SendResult): string {
  return result.status === 'delivered' ? `it takes exports, and says: ${result.note}` : result.reason;
}

const BUSY: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

const KEY_REMEDY =
  'Compare the key with the one of the project, and whether a proxy takes the header x-api-key away.';

const REMEDIES: Readonly<Record<number, string>> = {
  401: KEY_REMEDY,
  403: KEY_REMEDY,
  404: 'The endpoint is the base URL of an OTLP/HTTP receiver: a self-hosted server has it on port 8080, a Collector on 4318.',
  405: 'Something else than an OTLP receiver answers: check host, port and path of the endpoint.',
  407: 'A proxy on the way wants credentials.',
  413: 'Even an empty export is too large for it: a proxy on the way may allow no bodies.',
  415: "It takes no protobuf, or no gzip: leave compression out for a self-hosted server, and check the endpoint's port.",
  500: 'A self-hosted server answers so when the key is wrong: see the line about the key, then the logs of the server.',
};

function remedyOf(url: URL, { statusCode, location, contentType }: Answered): string {
  if (statusCode >= 300 && statusCode < 400) return redirectRemedy(url, location);
  if (statusCode >= 200 && statusCode < 300) {
    const type = contentType === '' ? '' : ` (${contentType.split(';', 1).join('')})`;
    return `A web page or another API answers there${type}: check host, port and path of the endpoint.`;
  }
  return REMEDIES[statusCode] ?? 'Look into the logs of the receiver.';
}

function redirectRemedy(url: URL, location: string | undefined): string {
  if (location === undefined || !URL.canParse(location, url.href))
    return 'Set the endpoint to where the receiver really is.';
  const { origin, pathname } = new URL(location, url);
  return `It leads to ${origin}${pathname}. If that is your receiver, set the endpoint to it.`;
}
