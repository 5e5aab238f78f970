import type { ModulesContainer } from '@nestjs/core';

/**
 * Whether the app's terminus understands a result that says "down". Version 10 takes any result for "up" and wants an
 * error; version 12 takes any error for a fault of the check. The class that runs the checks is asked, in the app's own
 * container: a package may be installed in several versions, and this is the one that counts. Where there is none, or
 * one that cannot be asked, results are understood: that is how it has been since 11.
 */
export async function understandsDownResults(modules: ModulesContainer): Promise<boolean> {
  const executor = findExecutor(modules);
  const execute: unknown = member(executor, 'execute');
  if (typeof execute !== 'function') return true;
  try {
    const report: unknown = await Reflect.apply(execute, executor, [[() => ({ probe: { status: 'down' } })]]);
    return member(member(report, 'error'), 'probe') !== undefined;
  } catch {
    return true;
  }
}

/** By name, so that terminus need not be loaded: it is the app's, or not there. */
const EXECUTOR = 'HealthCheckExecutor';

function findExecutor(modules: ModulesContainer): unknown {
  for (const { providers } of modules.values()) {
    for (const { name, instance } of providers.values()) {
      if (name === EXECUTOR) return instance;
    }
  }
  return undefined;
}

function member(owner: unknown, name: string): unknown {
  return typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
}
