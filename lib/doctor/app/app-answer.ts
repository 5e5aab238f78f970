/** What was found in the app's module: it crosses from the process that loaded it. */
export type AppAnswer =
  | {
      readonly kind: 'loaded';
      /** How many instances of our module there are. */
      readonly imports: number;
      /** Of the first of them. */
      readonly options: AppOptions | undefined;
      readonly env: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly remedy: string;
      readonly env: Readonly<Record<string, string>>;
    };

export type AppOptions =
  | {
      readonly kind: 'known';
      /** Without what cannot leave its process: functions, an exporter. */
      readonly plain: Readonly<Record<string, unknown>>;
      readonly hasExporter: boolean;
      /** Why the app would not start with them. */
      readonly refusal: string | undefined;
    }
  /** By forRootAsync(): nothing is known before the app starts. */
  | { readonly kind: 'made at start' };
