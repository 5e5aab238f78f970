/** A proxy to reach the receiver through. Its credentials are private: see `authorization`. */
export class ProxyServer {
  /** Without credentials. */
  readonly name: string;
  readonly isTls: boolean;
  /** An IPv6 address without its brackets. */
  readonly hostname: string;
  readonly port: number;
  readonly #authorization: string | undefined;

  /** @param url http or https, with the credentials in it, if any */
  constructor(url: URL) {
    this.name = url.origin;
    this.isTls = url.protocol === 'https:';
    this.hostname = bareHost(url);
    this.port = portOf(url);
    this.#authorization = basic(url);
  }

  /** The header that a request to the proxy needs. */
  authorization(): Readonly<Record<string, string>> {
    return this.#authorization === undefined ? {} : { 'proxy-authorization': this.#authorization };
  }
}

/** As connections take it: an IPv6 address without its brackets. */
export function bareHost({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

export function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

/** RFC 7617, section 2. */
function basic({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}
