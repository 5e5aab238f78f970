/** What `doctor` was asked to do. */
export interface DoctorArguments {
  readonly json: boolean;
  readonly send: boolean;
  readonly allowInsecure: boolean;
  readonly envFile: string | undefined;
  readonly apiUrl: string | undefined;
  /** `dist/app.module.js`, or `dist/app.module.js#Name`. */
  readonly app: string | undefined;
  readonly main: string | undefined;
  /** For each answer of a server. */
  readonly timeoutMs: number;
}
