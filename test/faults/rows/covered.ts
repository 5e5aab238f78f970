import type { CoveredRow } from '../row.js';

const TORTURE = 'test/e2e/torture.test.ts';
const LEAK = 'test/e2e/leak.test.ts';
const BODIES = 'test/unit/redaction/bodies';
const JSON_PATH = 'test/unit/redaction/json-path';

/** Rows whose behaviour needs no fault from outside: test files show it, and these run here. */
export const covered: readonly CoveredRow[] = [
  {
    id: 'D13',
    fault: 'no key for a Monoscope destination',
    required: 'said loudly at the start; never a throw',
    coveredBy: ['test/unit/config/apitoolkit.config.test.ts', 'test/e2e/options.test.ts'],
  },
  {
    id: 'D23',
    fault: 'gRPC: GOAWAY, RST_STREAM, one stream at a time, deadlines again and again',
    required: 'connects again within 5 s; a new channel after 5 deadlines',
    coveredBy: [
      'test/unit/export/grpc/grpc-failures.test.ts',
      'test/unit/export/grpc/grpc-connection.test.ts',
    ],
  },
  {
    id: 'P13',
    fault: 'a spool with torn, flipped, zeroed, foreign or newer bytes',
    required: 'what is intact is recovered; what is not is skipped, counted and set aside',
    coveredBy: ['test/unit/export/spool/scan-segment.test.ts', 'test/unit/export/spool/spool-faults.test.ts'],
  },
  {
    id: 'P14',
    fault: "a spool directory that is a link, open to all, or someone else's",
    required: 'refused',
    coveredBy: ['test/unit/export/spool/spool-faults.test.ts'],
  },
  {
    id: 'B1',
    fault: 'a body of 100 MB, up and down',
    required: 'passes whole; at most 64 KiB of it are held; the record has its true size',
    coveredBy: ['test/e2e/large-bodies.test.ts'],
  },
  {
    id: 'B2',
    fault: 'endless streams, server-sent events, upgrades, long polls',
    required: 'recorded when they end; nothing grows, nothing waits for us',
    coveredBy: [TORTURE, 'test/e2e/large-bodies.test.ts'],
  },
  { id: 'B3', fault: 'a body that the app never reads', required: 'not consumed', coveredBy: [TORTURE] },
  {
    id: 'B4',
    fault: 'bodies parsed already, rawBody, multipart, 100-continue, HEAD, 204, 304, trailers',
    required: 'the answers of the twin',
    coveredBy: [TORTURE],
  },
  {
    id: 'B5',
    fault: 'invalid UTF-8, lone surrogates, NUL, BOM, UTF-16, latin1',
    required: 'valid strings that a Collector accepts',
    coveredBy: ['test/unit/export/otlp/encoding.property.test.ts', `${BODIES}/body-decoding.test.ts`],
  },
  {
    id: 'B6',
    fault: 'a cut in a character or in JSON',
    required: 'no secret shows, at any offset',
    coveredBy: [`${JSON_PATH}/cut-bodies.test.ts`, `${JSON_PATH}/every-offset.test.ts`],
  },
  {
    id: 'B7',
    fault: 'compressed bombs',
    required: 'inflated to the cap at most',
    coveredBy: [`${BODIES}/content-encoding.test.ts`, `${BODIES}/brotli-window.test.ts`],
  },
  {
    id: 'B8',
    fault: 'deep, wide and huge JSON, repeated keys, __proto__',
    required: 'bounded time; what was not read is withheld',
    coveredBy: [`${JSON_PATH}/scaling.test.ts`, `${BODIES}/body-redactor.test.ts`],
  },
  {
    id: 'B9',
    fault: 'thrown objects with cycles, throwing getters, revoked proxies',
    required: 'read with care, never a throw',
    coveredBy: ['test/unit/errors/describe-error.test.ts', 'test/e2e/leak-faults.test.ts'],
  },
  {
    id: 'B10',
    fault: 'buffers, files, readable streams, observables as answers',
    required: 'never consumed twice',
    coveredBy: [TORTURE],
  },
  {
    id: 'B11',
    fault: 'stream errors, client aborts, resets in the middle of an answer',
    required: 'exactly one record, marked as aborted',
    coveredBy: [TORTURE],
  },
  {
    id: 'B13',
    fault: 'odd header names and values, ten thousand of them',
    required: 'bounded, nothing polluted',
    coveredBy: ['test/unit/redaction/headers/header-rules.test.ts', TORTURE],
  },
  {
    id: 'B14',
    fault: 'odd and long URLs, secrets in query and path',
    required: 'redacted by parameter',
    coveredBy: [
      'test/unit/redaction/urls/url-rules.test.ts',
      'test/unit/redaction/urls/url-properties.test.ts',
    ],
  },
  {
    id: 'B16',
    fault: 'pipelined requests, HTTP/2, upgrades, CONNECT',
    required: 'nothing of one request in the record of another',
    coveredBy: [TORTURE, 'test/e2e/contexts.test.ts'],
  },
  {
    id: 'H1',
    fault: 'any function of ours throws',
    required: 'caught and counted; the app answers as its twin does',
    coveredBy: ['test/faults/internal-faults.test.ts', 'test/faults/capture-pause.test.ts'],
  },
  {
    id: 'H3',
    fault: 'beforeSend throws, answers nonsense',
    required: 'the record is dropped and counted, never sent as it was',
    coveredBy: ['test/e2e/user-hooks.test.ts', 'test/e2e/leak-faults.test.ts'],
  },
  {
    id: 'H4',
    fault: 'beforeSend answers a promise that never settles, or holds the event loop',
    required: 'a promise is not waited for: dropped and counted; what cannot be stopped is warned of by name',
    coveredBy: ['test/e2e/user-hooks.test.ts'],
  },
  {
    id: 'H5',
    fault: 'redaction fails',
    required: 'nothing unredacted leaves',
    coveredBy: ['test/unit/redaction/redactor-errors.test.ts', 'test/e2e/leak-faults.test.ts'],
  },
  {
    id: 'H6',
    fault: 'regular expressions in rules that backtrack for ever, texts on which built-in ones would',
    required: 'patterns of paths run in counted steps; the built-in ones take linear time in a megabyte',
    coveredBy: [
      `${JSON_PATH}/i-regexp-limits.test.ts`,
      `${JSON_PATH}/filter-work.test.ts`,
      'test/unit/redaction/detectors/value-detectors.test.ts',
      'test/unit/redaction/names/sensitive-names.test.ts',
    ],
  },
  {
    id: 'H11',
    fault: 'reports of the module about itself are refused',
    required: 'not sent again, and counted nowhere',
    coveredBy: ['test/unit/export/otlp/status-metrics.test.ts'],
  },
  {
    id: 'S1',
    fault: 'hundreds of planted secrets in every kind of request',
    required: 'none on the wire or on the disk',
    coveredBy: [LEAK, 'test/e2e/leak-faults.test.ts', 'test/unit/export/spool/spool-secrets.test.ts'],
  },
  {
    id: 'S2',
    fault: 'the same with debug: true',
    required: 'none in a log line',
    coveredBy: [LEAK, 'test/e2e/leak-faults.test.ts'],
  },
  {
    id: 'S3',
    fault: 'the key to a host in clear text; the key in inspected objects',
    required: 'refused unless asked for; never shown',
    coveredBy: ['test/unit/config/apitoolkit.config.test.ts', 'test/unit/export/http.transport.test.ts'],
  },
  {
    id: 'S4',
    fault: 'an endpoint of another scheme, with credentials, or that redirects',
    required: 'refused at boot; never followed (D16)',
    coveredBy: [
      'test/unit/config/apitoolkit.config.test.ts',
      'test/unit/config/grpc.config.test.ts',
      'test/unit/export/http-answers.test.ts',
    ],
  },
  {
    id: 'S5',
    fault: 'line breaks in configured header values',
    required: 'refused at boot',
    coveredBy: ['test/unit/config/apitoolkit.config.test.ts', 'test/unit/export/http.transport.test.ts'],
  },
  {
    id: 'S6',
    fault: 'control characters in what is logged',
    required: 'escaped; one line of 500 characters at most (D14, with a real receiver)',
    coveredBy: ['test/unit/export/diagnostics.test.ts'],
  },
  {
    id: 'S13',
    fault: 'who else may read what waits on disk, and for how long',
    required: 'only the owner; removed once delivered or too old; neither the key nor a secret is in it',
    coveredBy: [
      'test/unit/export/spool/spool.test.ts',
      'test/unit/export/spool/spool-adoption.test.ts',
      'test/unit/export/spool/spool-secrets.test.ts',
      'test/unit/export/spool/dead-letters.test.ts',
    ],
  },
  {
    id: 'S14',
    fault: 'a receiver that means harm',
    required: '64 KiB of an answer read at most',
    coveredBy: ['test/unit/export/http-answers.test.ts', 'test/unit/export/http-failures.test.ts'],
  },
  {
    id: 'S16',
    fault: 'malformed and huge traceparent headers',
    required: 'validated or ignored',
    coveredBy: ['test/unit/capture/trace-context.test.ts'],
  },
  {
    id: 'S17',
    fault: 'other packages and scripts that come with an installation',
    required: 'none',
    coveredBy: ['test/package/tarball.test.ts'],
  },
];
