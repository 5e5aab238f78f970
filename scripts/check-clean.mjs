import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { root } from './run.mjs';

/** What must not be in a tracked file: paths of one machine, package hosts, and secrets by their shape. */
const registry = new URL(configuredRegistry()).host;
const forbidden = [
  // One segment alone, such as /app/, is also a good name for a route.
  ...[root, join(homedir(), '/')]
    .filter((path) => path.split(sep).length > 3)
    .map((path) => ({ what: 'a path of this machine', pattern: literally(path) })),
  { what: 'a home folder', pattern: /(?<![\w.])\/(?:home|Users)\/(?!user\b|me\b)[a-z][\w.-]*\// },
  { what: 'a path of one machine', pattern: /(?<![\w.])\/(?:root|work)\/[\w.]/ },
  { what: 'a folder outside the checkout', pattern: /\.\.\/shared\//, except: ['.ci/run'] },
  { what: 'a package host', pattern: literally(registry) },
  { what: 'a package host', pattern: /\bregistry\.[a-z]|\b(?:artifactory|verdaccio|nexus)\.[a-z]/ },
  { what: 'a download address', pattern: /"resolved": "https?:/ },
  {
    what: 'a private key',
    pattern: /-{5}BEGIN [A-Z ]*PRIVATE KEY-{5}\n(?:[A-Za-z0-9+/=]{40,}\n){3}/,
    except: [
      'test/torture/fixtures/torture.test.key.pem',
      'test/data/tls/server-key.pem',
      'test/data/tls/client-key.pem',
      'test/data/tls/client-encrypted-key.pem',
      'test/data/tls/expired-key.pem',
      'test/data/tls/wrong-host-key.pem',
    ],
  },
];

const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);
const problems = files.flatMap(problemsOf);
for (const problem of problems) console.error(problem);
console.log(`clean: ${files.length} tracked files, ${problems.length} problems`);
if (files.length === 0 || problems.length > 0) process.exit(1);

function problemsOf(file) {
  // This file names the patterns themselves.
  if (file === 'scripts/check-clean.mjs') return [];
  const text = readTracked(file);
  return forbidden
    .filter(({ except = [] }) => !except.includes(file))
    .flatMap(({ what, pattern }) => {
      const found = pattern.exec(text);
      return found === null ? [] : [`${file}:${lineAt(text, found.index)}: ${what}: ${found[0]}`];
    });
}

function readTracked(file) {
  try {
    return readFileSync(join(root, file), 'latin1');
  } catch {
    // Deleted, but not yet in git's eyes.
    return '';
  }
}

function lineAt(text, index) {
  return text.slice(0, index).split('\n').length;
}

function literally(text) {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
}

function configuredRegistry() {
  return execFileSync('npm', ['config', 'get', 'registry'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
