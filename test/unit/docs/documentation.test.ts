import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const readme = read('README.md');
const pages = [
  'README.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...filesIn('docs', /\.md$/),
  ...filesIn('sample', /README\.md$/).filter((file) => !file.includes('dist/')),
];

describe('the documentation', () => {
  it('has a row for every option, and none for an option that is not there', () => {
    const options = namesIn('lib/apitoolkit.options.ts', 'APIToolkitModuleOptions');

    const table = section('## Options');

    expect(options.length).toBeGreaterThan(20);
    expect(firstCells(table)).toEqual(options);
  });

  it('names every environment variable that the configuration reads', () => {
    const variables = filesIn('lib/config', /\.ts$/).flatMap((file) => [
      ...read(file).matchAll(/'((?:APITOOLKIT|OTEL)_[A-Z_]+)'/g),
    ]);

    const missing = variables.map(([, name = '']) => name).filter((name) => !readme.includes(name));

    expect(variables.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it('names every bound of the queue and every reason of a drop', () => {
    const delivery = read('docs/delivery.md');

    const bounds = namesIn('lib/apitoolkit.options.ts', 'QueueOptions');
    const reasons = unionIn('lib/export/pipeline-status.ts', 'DropReason');

    expect([...bounds, ...reasons].filter((name) => !delivery.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every reason for which a body is withheld', () => {
    const redaction = read('docs/redaction.md');

    const reasons = unionIn('lib/exchange/redacted-exchange.ts', 'OmittedReason');

    expect(reasons.filter((name) => !redaction.includes(`\`${name}\``))).toEqual([]);
  });

  it('names every decorator', () => {
    const names = [
      ...read('lib/index.ts').matchAll(/\b(Redact[A-Z]\w+|Sensitive|Skip\w+|SampleRate|Tags)\b/g),
    ];

    const missing = names.map(([name]) => name).filter((name) => !readme.includes(`@${name}(`));

    expect(names.length).toBeGreaterThan(10);
    expect(missing).toEqual([]);
  });

  it.each(pages)('has no dead link in %s', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)\s]*)\)/g)].map(([, link = '']) => link);

    const dead = links.filter((link) => !leadsSomewhere(page, link));

    expect(dead).toEqual([]);
  });
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function filesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => pattern.test(file))
    .map((file) => `${folder}/${file}`);
}

function section(heading: string): string {
  const start = readme.indexOf(`\n${heading}\n`);
  return readme.slice(start, readme.indexOf('\n## ', start + 1));
}

/** The names in the first column of a table, without its head. */
function firstCells(table: string): string[] {
  return [...table.matchAll(/^\| `(.+?)`(?:, `(.+?)`)? +\|/gm)].flatMap(([, ...names]) =>
    names.filter((name) => name !== undefined),
  );
}

/** The members of an interface, in order. */
function namesIn(file: string, name: string): string[] {
  const [, body = ''] = new RegExp(`interface ${name} \\{\n([^]*?)\n\\}`).exec(read(file)) ?? [];
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member = '']) => member);
}

/** The members of a union of strings. */
function unionIn(file: string, name: string): string[] {
  const [, body = ''] = new RegExp(`type ${name} =([^;]*);`).exec(read(file)) ?? [];
  return [...body.matchAll(/'([\w-]+)'/g)].map(([, member = '']) => member);
}

function leadsSomewhere(page: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : join(dirname(page), file);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || headingsOf(target).includes(anchor);
}

/** As GitHub makes anchors of headings. */
function headingsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/\s/g, '-'),
  );
}
