/** What the scripted receiver does with an export request, as data. */
export type Behaviour =
  | { readonly do: 'accept'; readonly thinkMs?: number; readonly body?: 'empty' | 'full success' }
  | {
      readonly do: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | { readonly do: 'accept in part'; readonly rejected: number; readonly message: string }
  /** Reads the request and never answers. */
  | { readonly do: 'hang' }
  /** Answers a byte at a time, for ever. */
  | { readonly do: 'drip'; readonly everyMs: number }
  /** Destroys the connection after the last byte of the request. */
  | { readonly do: 'reset' }
  /** Destroys the connection when the first bytes of the request come. */
  | { readonly do: 'reset early' }
  /** Refuses a request that holds this text, accepts others. */
  | {
      readonly do: 'reject marked';
      readonly marker: string;
      readonly status: number;
      readonly message?: string;
    }
  /** Refuses a request above so many bytes, accepts others. */
  | { readonly do: 'limit'; readonly maxBytes: number; readonly status: number; readonly message?: string }
  /** Bytes instead of an answer; then the connection is closed. */
  | { readonly do: 'write'; readonly bytes: string };

export const ACCEPT: Behaviour = { do: 'accept' };
