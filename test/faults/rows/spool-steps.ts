import type { AppProcess } from '../app/app-process.js';
import type { AppModuleOptions, Sample } from '../app/app-settings.js';
import type { RowContext } from '../context.js';
import { checkBalance, checkIdentity, sumOf } from '../ledger-check.js';
import type { Received } from '../receivers/received.js';
import { claim, until } from '../until.js';

/** Another process takes over what a dead one left once its files were not touched for 30 s. */
const ADOPTED_WITHIN_MS = 90_000;

/** Options of an app that spools to this folder. */
export function spooling(endpoint: string, directory: string, more: AppModuleOptions = {}): AppModuleOptions {
  return { endpoint, spool: { directory }, ...more };
}

/**
 * Another process on the same folder delivers all that those before it left there, and the books of that one are
 * balanced.
 *
 * @param acknowledged by the processes before, long enough before they died
 * @param inMemory how many of them nothing but the memory of a process held
 */
export async function recover(
  context: RowContext,
  options: AppModuleOptions,
  acknowledged: Iterable<string>,
  received: () => Received,
  inMemory = 0,
): Promise<string> {
  const ids = [...acknowledged];
  const missing = (): string[] => ids.filter((id) => !received().has(id));
  await adopt(
    context,
    options,
    () => missing().length <= inMemory,
    () => `${missing().length} records, such as ${missing()[0]}`,
    received,
  );
  const { duplicates } = received();
  const held = missing().length === 0 ? '' : `, but ${missing().length} that were in memory`;
  return `${ids.length} records, 0 lost${held}${duplicates === 0 ? '' : `, ${duplicates} twice with the same ids`}`;
}

/** Another process on the same folder delivers what is awaited, and its books are balanced. */
export async function adopt(
  context: RowContext,
  options: AppModuleOptions,
  isThere: () => boolean,
  awaited: () => string,
  received: () => Received,
): Promise<void> {
  const app = await context.app(options);
  await until(() => `${awaited()} of the processes before`, isThere, ADOPTED_WITHIN_MS);
  await context.twin(app);
  const { status } = await context.drained(app);
  claim(status !== undefined, 'the app has no module');
  checkBalance(status);
  claim(sumOf(status.dropped) === 0, `dropped: ${JSON.stringify(status.dropped)}`);
  checkIdentity([received()]);
  await closeWell(app);
}

/** How many records of its own, not taken over, a process has delivered or on the disk: these survive its end. */
export function safeOf({ status }: Sample): number {
  return status === undefined
    ? 0
    : status.captured - status.recovered - status.queued - sumOf(status.dropped);
}

/** What a kill loses: records not made yet, or those for which memory took over as the disk is slow. That is said. */
export async function heldInMemory(app: AppProcess): Promise<number> {
  let queued = 0;
  await until('the records to be on disk', async () => {
    const { status } = await app.sample();
    queued = status?.queued ?? 0;
    const isSaid = app.warnings.some(({ message }) => message.includes('The spool cannot be used'));
    return status?.captured === app.acknowledged.size && (queued === 0 || isSaid);
  });
  return queued;
}

async function closeWell(app: AppProcess): Promise<void> {
  const { code, signal } = await app.close();
  claim(code === 0 && app.stderr === '', `the app ended with ${code ?? signal}: ${app.stderr}`);
}
