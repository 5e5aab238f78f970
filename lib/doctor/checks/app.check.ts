import type { Check } from '../check.js';
import type { Finding } from '../finding.js';

/** Whether the app imports the module, and once. */
export const appCheck: Check = {
  name: 'app',
  run({ app, arguments: { app: given = '' } }, { ok, warn, fail, skip }) {
    if (app === undefined) return skip('not loaded: give --app dist/app.module.js');
    if (app.kind === 'failed') return fail(`${given}: ${app.message}`, app.remedy);
    if (app.imports === 0) {
      return fail(
        `${given} does not import APIToolkitModule`,
        'Add it to the imports of AppModule: APIToolkitModule.forRoot()',
      );
    }
    const findings: Finding[] = [];
    if (app.imports > 1) {
      findings.push(
        warn(
          `${given} imports APIToolkitModule ${app.imports} times: one captures, with the redaction rules of all`,
          'Call forRoot() once, in AppModule; the module is global.',
        ),
      );
    } else findings.push(ok(`${given} imports APIToolkitModule`));
    if (app.options?.kind === 'made at start') {
      findings.push(skip('its options are made when the app starts: what follows is the environment alone'));
    }
    return findings;
  },
};
