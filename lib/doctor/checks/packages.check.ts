import type { Check } from '../check.js';
import type { Finding, Findings } from '../finding.js';
import { findPackage, type FoundPackage } from '../packages/find-package.js';
import { readPeers, type Peer } from '../packages/peers.js';
import { satisfies } from '../packages/satisfies.js';

/** The packages that the app brings, as the app's folder finds them. */
export const packagesCheck: Check = {
  name: 'packages',
  run({ cwd, cliFile }, findings) {
    const peers = readPeers(cliFile).map((peer) => ({ peer, found: findPackage(peer.name, cwd) }));
    const problems = peers.flatMap(({ peer, found }) => problemOf(peer, found, findings) ?? []);
    const versions = new Map(peers.map(({ peer, found }) => [peer.name, found?.version]));
    problems.push(...mixedMajors(versions, findings));
    if (problems.length > 0) return problems;
    const listed = ['@nestjs/core', '@nestjs/common', '@nestjs/axios', 'axios'];
    return findings.ok(listed.map((name) => `${name} ${versions.get(name)}`).join(', '));
  },
};

function problemOf(peer: Peer, found: FoundPackage | undefined, findings: Findings): Finding | undefined {
  const { name, range, optional } = peer;
  if (found === undefined) {
    if (optional) return undefined;
    return findings.fail(
      `${name} is not installed`,
      `In the app's folder: npm install "${name}@${range}" (is this the app's folder?)`,
    );
  }
  if (satisfies(found.version, range)) return undefined;
  const report = optional ? findings.warn : findings.fail;
  return report(`${name} ${found.version}, expected ${range}`, `npm install "${name}@${range}"`);
}

function mixedMajors(versions: ReadonlyMap<string, string | undefined>, findings: Findings): Finding[] {
  const [core, common] = [versions.get('@nestjs/core'), versions.get('@nestjs/common')];
  if (core === undefined || common === undefined || majorOf(core) === majorOf(common)) return [];
  const message = `@nestjs/core ${core} with @nestjs/common ${common}`;
  return [findings.fail(message, 'Install the same major version of both.')];
}

function majorOf(version: string): string | undefined {
  return version.split('.')[0];
}
