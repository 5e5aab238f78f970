import { readFields } from '../otlp/proto-reader.js';
import { boundedDelayMs } from '../retry-after.js';

/**
 * The delay that a `google.rpc.RetryInfo` asks for, within 1 s and 300 s. It is one of the details of the
 * `google.rpc.Status` in the trailer `grpc-status-details-bin`. `undefined` when there is none to read.
 * https://opentelemetry.io/docs/specs/otlp/#otlpgrpc-throttling
 */
export function retryInfoDelayMs(statusDetails: Uint8Array | undefined): number | undefined {
  if (statusDetails === undefined) return undefined;
  let delayMs: number | undefined;
  const isStatus = readFields(statusDetails, (field, value) => {
    if (field === STATUS_DETAILS && typeof value !== 'number') delayMs ??= delayOfDetail(value);
    return true;
  });
  return isStatus && delayMs !== undefined ? boundedDelayMs(delayMs) : undefined;
}

const STATUS_DETAILS = 3;
const ANY_TYPE_URL = 1;
const ANY_VALUE = 2;
const RETRY_DELAY = 1;
const SECONDS = 1;
const NANOS = 2;

const RETRY_INFO = /(^|\/)google\.rpc\.RetryInfo$/;

function delayOfDetail(any: Uint8Array): number | undefined {
  let typeUrl = '';
  let detail: Uint8Array = new Uint8Array();
  const isAny = readFields(any, (field, value) => {
    if (typeof value === 'number') return true;
    if (field === ANY_TYPE_URL) typeUrl = Buffer.from(value).toString();
    if (field === ANY_VALUE) detail = value;
    return true;
  });
  return isAny && RETRY_INFO.test(typeUrl) ? delayOfRetryInfo(detail) : undefined;
}

function delayOfRetryInfo(retryInfo: Uint8Array): number | undefined {
  let delayMs: number | undefined;
  const isRetryInfo = readFields(retryInfo, (field, value) => {
    if (field === RETRY_DELAY && typeof value !== 'number') delayMs = durationMs(value);
    return true;
  });
  return isRetryInfo ? delayMs : undefined;
}

function durationMs(duration: Uint8Array): number | undefined {
  let ms = 0;
  const isDuration = readFields(duration, (field, value) => {
    if (typeof value !== 'number') return true;
    // A negative int64 reads as 2^63 or more: as no wait at all.
    const count = value < 2 ** 63 ? value : 0;
    if (field === SECONDS) ms += count * 1000;
    if (field === NANOS) ms += count / 1e6;
    return true;
  });
  return isDuration ? ms : undefined;
}
