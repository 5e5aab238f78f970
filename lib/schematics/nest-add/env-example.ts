import type { Tree } from '@angular-devkit/schematics';
import { eolOf } from './code-style.js';
import { readText } from './tree-files.js';

const ENV_EXAMPLE = '.env.example';

const ENTRIES = [
  {
    name: 'APITOOLKIT_KEY',
    lines: [
      '# The key of your APIToolkit (Monoscope) project. Without one nothing leaves the process.',
      'APITOOLKIT_KEY=',
    ],
  },
  {
    name: 'APITOOLKIT_ENDPOINT',
    lines: [
      '# Where records go instead of the hosted server: an OpenTelemetry Collector, for example.',
      '# APITOOLKIT_ENDPOINT=http://localhost:4318',
    ],
  },
];

/** Names the variables in .env.example, which is made where it is not there. A .env is nobody's but the app's. */
export function addEnvExample(tree: Tree): 'created' | 'extended' | 'unchanged' {
  const before = readText(tree, ENV_EXAMPLE);
  const after = withVariables(before ?? '');
  if (before === undefined) {
    tree.create(ENV_EXAMPLE, after);
    return 'created';
  }
  if (before === after) return 'unchanged';
  tree.overwrite(ENV_EXAMPLE, after);
  return 'extended';
}

/** Adds those that the text does not name, be it in a comment. */
export function withVariables(text: string): string {
  const missing = ENTRIES.filter(
    ({ name }) => !new RegExp(`^[\\s#]*(export\\s+)?${name}\\s*=`, 'm').test(text),
  );
  if (missing.length === 0) return text;
  const eol = eolOf(text);
  const added = missing.flatMap(({ lines }) => lines).map((line) => line + eol);
  return separated(text, eol) + added.join('');
}

/** What is there, ended by an empty line. */
function separated(text: string, eol: string): string {
  if (text.trim() === '') return '';
  return text.replace(/\s*$/, '') + eol + eol;
}
