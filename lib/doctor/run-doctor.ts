import { askApp } from './app/ask-app.js';
import type { DoctorArguments } from './doctor-arguments.js';
import type { Check } from './check.js';
import { CHECKS } from './checks.js';
import type { Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';
import { isWell, reportOf } from './report.js';
import { Secrets } from './secrets.js';
import { resolveSettings } from './settings.js';

/** Runs every check and writes the report. */
export async function runDoctor(
  args: DoctorArguments,
  cliFile: string,
): Promise<{ readonly text: string; readonly exitCode: number }> {
  const secrets = Secrets.from(process.env);
  const unread = readEnvFile(args.envFile);
  secrets.addEnvironment(process.env);
  if (unread !== undefined) return finished([unread], secrets, args.json);
  // A connection through a proxy keeps no process alive, and here there is nothing else to do.
  const alive = setInterval(() => {}, 60_000);
  const examination = await examine(args, cliFile, secrets);
  const findings: Finding[] = [];
  for (const check of CHECKS) findings.push(...(await outcomeOf(check, examination)));
  clearInterval(alive);
  return finished(findings, secrets, args.json);
}

async function examine(args: DoctorArguments, cliFile: string, secrets: Secrets): Promise<Examination> {
  const app = args.app === undefined ? undefined : await askApp(args.app, cliFile);
  const env = app === undefined ? process.env : { ...process.env, ...app.env };
  secrets.addEnvironment(env);
  if (app?.kind === 'loaded' && app.options?.kind === 'known') secrets.addOptions(app.options.plain);
  const settings = resolveSettings(app, env, args.allowInsecure);
  return { arguments: args, cliFile, cwd: process.cwd(), env, app, settings, clocks: [] };
}

async function outcomeOf(check: Check, examination: Examination): Promise<readonly Finding[]> {
  const findings = findingsOf(check.name);
  try {
    return [await check.run(examination, findings)].flat();
  } catch (error) {
    const type = error instanceof Error ? error.constructor.name : typeof error;
    return [
      findings.fail(`the check itself failed with ${type}`, 'Please report this: it is a fault of ours.'),
    ];
  }
}

/** Into `process.env`, as Node does it: what is set already stays. */
function readEnvFile(file: string | undefined): Finding | undefined {
  if (file === undefined) return undefined;
  try {
    process.loadEnvFile(file);
    return undefined;
  } catch {
    return findingsOf('env-file').fail(
      `${file} cannot be read`,
      'Give the path of a file with NAME=value lines.',
    );
  }
}

function finished(findings: readonly Finding[], secrets: Secrets, asJson: boolean) {
  return { text: reportOf(findings, secrets, asJson), exitCode: isWell(findings) ? 0 : 1 };
}
