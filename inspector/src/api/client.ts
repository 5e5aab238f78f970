import {
  INSPECTOR_TOKEN_HEADER,
  type ErrorSummary,
  type ExchangeDetail,
  type ExchangeSummary,
  type InspectorState,
  type RedactionView,
  type TryRequest,
  type TryResult,
} from '../../../lib/inspector/inspector-api.js';

/** A refusal, with the remedy as the server says it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

// The adapter to JSON: the other side is built from the same types.
export const fetchState = (): Promise<InspectorState> => getJson<InspectorState>('api/state');
export const fetchExchanges = (): Promise<ExchangeSummary[]> => getJson<ExchangeSummary[]>('api/exchanges');
export const fetchErrors = (): Promise<ErrorSummary[]> => getJson<ErrorSummary[]>('api/errors');
export const fetchRedaction = (): Promise<RedactionView> => getJson<RedactionView>('api/redaction');
export const fetchDetail = (id: number, signal: AbortSignal): Promise<ExchangeDetail> =>
  getJson<ExchangeDetail>(`api/exchanges/${id}`, signal);

export async function tryRedaction(request: TryRequest, signal: AbortSignal): Promise<TryResult> {
  const response = await post('api/try', JSON.stringify(request), signal);
  return (await response.json()) as TryResult;
}

export async function clearAll(): Promise<void> {
  await post('api/clear', '{}');
}

async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(path, { cache: 'no-store', ...(signal && { signal }) });
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as T;
}

let token = document.querySelector<HTMLMetaElement>('meta[name="apitoolkit-token"]')?.content ?? '';

async function post(path: string, body: string, signal?: AbortSignal): Promise<Response> {
  const send = (): Promise<Response> =>
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [INSPECTOR_TOKEN_HEADER]: token },
      body,
      ...(signal && { signal }),
    });
  let response = await send();
  // The token is one of a start: an app that was restarted, as a watcher does on every save, has a new one.
  if (response.status === 403 && (await renewToken())) response = await send();
  if (!response.ok) throw await refusalOf(response);
  return response;
}

async function renewToken(): Promise<boolean> {
  const page = await fetch('./', { cache: 'no-store' });
  const renewed = /name="apitoolkit-token" content="([\w-]+)"/.exec(await page.text())?.[1];
  if (renewed === undefined || renewed === token) return false;
  token = renewed;
  return true;
}

async function refusalOf(response: Response): Promise<Refused> {
  const remedy = await response.json().then(errorIn, () => undefined);
  return new Refused(response.status, remedy ?? `The inspector answered ${response.status}.`);
}

function errorIn(answer: unknown): string | undefined {
  return typeof answer === 'object' && answer !== null && 'error' in answer
    ? String(answer.error)
    : undefined;
}
