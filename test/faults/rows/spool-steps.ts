import type { AppProcess } from '../app/app-process.js';
import type { AppModuleOptions } from '../app/app-settings.js';
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
 */
export async function recover(
  context: RowContext,
  options: AppModuleOptions,
  acknowledged: Iterable<string>,
  received: () => Received,
): Promise<string> {
  const app = await context.app(options);
  const ids = [...acknowledged];
  const missing = (): string[] => ids.filter((id) => !received().has(id));
  await until(
    () => `${missing().length} records, such as ${missing()[0]}, of the processes before`,
    () => missing().length === 0,
    ADOPTED_WITHIN_MS,
  );
  await context.twin(app);
  const { status } = await context.drained(app);
  claim(status !== undefined, 'the app has no module');
  checkBalance(status);
  claim(sumOf(status.dropped) === 0, `dropped: ${JSON.stringify(status.dropped)}`);
  checkIdentity([received()]);
  await closeWell(app);
  const { duplicates } = received();
  return `${ids.length} records, 0 lost${duplicates === 0 ? '' : `, ${duplicates} twice with the same ids`}`;
}

async function closeWell(app: AppProcess): Promise<void> {
  const { code, signal } = await app.close();
  claim(code === 0 && app.stderr === '', `the app ended with ${code ?? signal}: ${app.stderr}`);
}
