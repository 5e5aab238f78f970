import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pack } from '../../scripts/pack.mjs';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const OURS = join(FOLDER, 'node_modules/apitoolkit-nestjs');

/** Installs the peers, once, and the package as it was built just now; gives what identifies its code. */
export function setUpPeers() {
  if (!isInstalled())
    execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
      cwd: FOLDER,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  installOurs();
  return digestOf(join(OURS, 'dist/esm'));
}

export function versionOf(packageName) {
  return JSON.parse(readFileSync(join(FOLDER, 'node_modules', packageName, 'package.json'), 'utf8')).version;
}

function isInstalled() {
  const [wanted, found] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    join(FOLDER, file),
  );
  if (!existsSync(found)) return false;
  const [locked, installed] = [wanted, found].map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  return Object.entries(locked).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * From the tarball, as a user has it: in a folder of its own among the app's packages, whose Nest, rxjs and axios it shares.
 * It has no dependencies, so that unpacking is all there is to installing it.
 */
function installOurs() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-pack-'));
  try {
    rmSync(OURS, { recursive: true, force: true });
    mkdirSync(OURS);
    execFileSync('tar', ['-xzf', pack(folder), '--strip-components=1', '-C', OURS]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function digestOf(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).toSorted())
    hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
