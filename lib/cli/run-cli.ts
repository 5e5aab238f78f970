import { SDK_VERSION } from '../version.js';
import { answerParent } from '../doctor/app/answer-parent.js';
import { runDoctor } from '../doctor/run-doctor.js';
import { readCommand } from './arguments.js';
import { HELP } from './help.js';
import { runInspect } from './run-inspect.js';

/** Does what the command line says and ends the process with the exit code that `HELP` names. */
export async function runCli(argv: readonly string[], cliFile: string): Promise<void> {
  const command = readCommand(argv);
  switch (command.kind) {
    case 'help':
      return end(0, HELP);
    case 'version':
      return end(0, `${SDK_VERSION}\n`);
    case 'mistake':
      process.stderr.write(`${command.message}\nTry: apitoolkit-nestjs --help\n`);
      process.exitCode = 2;
      return;
    case 'load-app':
      return answerParent(command.app);
    case 'inspect':
      process.exitCode = await runInspect(command);
      return;
    case 'doctor': {
      const { text, exitCode } = await runDoctor(command.arguments, cliFile);
      return end(exitCode, text);
    }
  }
}

function end(exitCode: number, text: string): void {
  // Whatever a check may have left open does not hold the shell up; what was written is out first.
  process.stdout.write(text, () => process.exit(exitCode));
}
