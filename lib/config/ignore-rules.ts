import { refuse } from './option-checks.js';

/** Whether a request, named by its method and its path or route template, is ignored. */
export type IgnoreRule = (method: string, path: string) => boolean;

/** Compiles the `ignore` option: `'GET /health'`, `'/metrics'`, `'/internal/*'`, or a RegExp on the path. */
export function compileIgnoreRules(rules: readonly unknown[]): IgnoreRule {
  const compiled = rules.map((rule, index) => compileRule(`ignore[${index}]`, rule));
  return (method, path) => compiled.some((ignores) => ignores(method, path));
}

function compileRule(option: string, rule: unknown): IgnoreRule {
  if (rule instanceof RegExp) {
    // Without the flags that make `test` remember where it was.
    const stateless = new RegExp(rule.source, rule.flags.replace(/[gy]/g, ''));
    return (_method, path) => stateless.test(path);
  }
  const [, onlyMethod, pattern] =
    typeof rule === 'string' ? (/^(?:([A-Za-z]+) )?(\/\S*|\*)$/.exec(rule) ?? []) : [];
  if (pattern === undefined)
    return refuse(option, "a route such as 'GET /health' or '/internal/*', or a RegExp", rule);
  const path = new RegExp(`^${pattern.split('*').map(escapeRegExp).join('.*')}$`);
  const method = onlyMethod?.toUpperCase();
  return (of, candidate) => (method === undefined || method === of) && path.test(candidate);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
