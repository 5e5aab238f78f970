import { computed, signal } from '@preact/signals';
import type { ErrorSummary, ExchangeSummary, InspectorState } from '../../../lib/inspector/inspector-api.js';

export const inspector = signal<InspectorState | undefined>(undefined);

/** Of the records kept by the server, the oldest first. */
export const received = signal<readonly ExchangeSummary[]>([]);

/** Errors reported outside any request, the oldest first. */
export const reportedErrors = signal<readonly ErrorSummary[]>([]);

/** While paused: what was there then. */
const held = signal<readonly ExchangeSummary[] | undefined>(undefined);

export const isPaused = computed(() => held.value !== undefined);

/** What is shown. */
export const exchanges = computed(() => held.value ?? received.value);

export const arrivedWhilePaused = computed(() => {
  const lastId = held.value?.at(-1)?.id ?? 0;
  return isPaused.value ? received.value.filter(({ id }) => id > lastId).length : 0;
});

export function togglePause(): void {
  held.value = isPaused.value ? undefined : received.value;
}

/** As many errors as a person may want to read. */
const MAX_ERRORS = 200;

let batch: ExchangeSummary[] = [];
let flushing: number | undefined;
/** While all is read anew: what comes meanwhile waits, or it would be overwritten. */
let isReading = false;

/** Adds a record; those of one moment together, so that a busy app costs one rendering per frame. */
export function add(exchange: ExchangeSummary): void {
  batch.push(exchange);
  // A hidden page has no frames.
  if (batch.length > maxKept()) batch.shift();
  flushing ??= requestAnimationFrame(flush);
}

export function addError(error: ErrorSummary): void {
  reportedErrors.value = [...reportedErrors.value.filter(({ id }) => id !== error.id), error].slice(
    -MAX_ERRORS,
  );
}

/** Before all is read anew, at the start and after a loss: what waits may be of an earlier start of the app. */
export function beginReading(): void {
  isReading = true;
  batch = [];
}

/** After a restart of the app, ids begin at 1 again. */
export function replaceAll(all: readonly ExchangeSummary[], errors: readonly ErrorSummary[]): void {
  const last = all.at(-1)?.id ?? 0;
  received.value = [...all, ...batch.filter(({ id }) => id > last)];
  batch = [];
  isReading = false;
  reportedErrors.value = errors;
}

/** Before the stream is open: what waits, waits on. */
export function showAll(all: readonly ExchangeSummary[], errors: readonly ErrorSummary[]): void {
  received.value = all;
  reportedErrors.value = errors;
}

export function removeAll(): void {
  batch = [];
  received.value = [];
  reportedErrors.value = [];
  if (isPaused.value) held.value = [];
}

function flush(): void {
  flushing = undefined;
  if (isReading) return;
  const last = received.value.at(-1)?.id ?? 0;
  received.value = [...received.value, ...batch.filter(({ id }) => id > last)].slice(-maxKept());
  batch = [];
}

function maxKept(): number {
  return inspector.value?.kept.max ?? 1000;
}
