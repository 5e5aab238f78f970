import type { Environment } from '../config/environment.js';
import type { AppAnswer } from './app/app-answer.js';
import type { DoctorArguments } from './doctor-arguments.js';
import type { ClockReading } from './endpoint/clock-reading.js';
import type { Settings } from './settings.js';

/** What the checks are given. */
export interface Examination {
  readonly arguments: DoctorArguments;
  /** The file of this command that was started. */
  readonly cliFile: string;
  /** The app's folder. */
  readonly cwd: string;
  /** With what the app itself put there, where it was loaded. */
  readonly env: Environment;
  /** Absent without `--app`. */
  readonly app: AppAnswer | undefined;
  readonly settings: Settings;
  /** What the clocks of servers said, noted by the checks that talk to them. */
  readonly clocks: ClockReading[];
}
