import { readFileSync, readlinkSync } from 'node:fs';

/** Names one run of one process. What a system does not tell is missing. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly bootId?: string;
  /** Process ids mean something only within one: two containers both have a process 1. */
  readonly pidNamespace?: string;
  /** Tells it from a later process with the same id. */
  readonly startedAt?: string;
}

export function currentProcess(): ProcessIdentity {
  const bootId = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
  const pidNamespace = quietly(() => readlinkSync('/proc/self/ns/pid'));
  const startedAt = statOf(process.pid)?.startedAt;
  return {
    pid: process.pid,
    ...(bootId === undefined ? {} : { bootId }),
    ...(pidNamespace === undefined ? {} : { pidNamespace }),
    ...(startedAt === undefined ? {} : { startedAt }),
  };
}

/** Whether that process is known to have ended. False where that cannot be told from here. */
export function hasEnded(other: ProcessIdentity, own: ProcessIdentity): boolean {
  if (own.bootId === undefined || own.bootId !== other.bootId) return false;
  if (own.pidNamespace === undefined || own.pidNamespace !== other.pidNamespace) return false;
  if (other.startedAt === undefined || own.startedAt === undefined) return false;
  const stat = statOf(other.pid);
  return stat === undefined || stat.isZombie || stat.startedAt !== other.startedAt;
}

/** `undefined` for what is not the text of an identity, whoever wrote it. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  const parsed: unknown = quietly(() => JSON.parse(text));
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  const members = new Map<string, unknown>(Object.entries(parsed));
  const pid = members.get('pid');
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const texts = ['bootId', 'pidNamespace', 'startedAt'].flatMap((name) => {
    const value = members.get(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return { pid, ...Object.fromEntries(texts) };
}

/** Fields 3 and 22 of proc(5)'s `stat`; the second field is a name in parentheses, which may hold anything. */
function statOf(pid: number): { startedAt: string; isZombie: boolean } | undefined {
  const text = quietly(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  const startedAt = fields?.[19];
  if (startedAt === undefined) return undefined;
  return { startedAt, isZombie: ['Z', 'X'].includes(fields?.[0] ?? '') };
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
