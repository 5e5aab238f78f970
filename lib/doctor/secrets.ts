import type { Environment } from '../config/environment.js';

/** Shorter ones would blank ordinary words, and are no secrets. */
const MIN_SECRET_CHARS = 4;

/**
 * Texts that may be in no output: the key, values of headers, queries of URLs. The checks print none of them; a
 * server's answer or an error of the app may quote one.
 */
export class Secrets {
  readonly #texts = new Set<string>();

  static from(env: Environment): Secrets {
    const secrets = new Secrets();
    secrets.addEnvironment(env);
    return secrets;
  }

  addEnvironment(env: Environment): void {
    this.add(env['APITOOLKIT_KEY']);
    for (const name of HEADER_VARIABLES) {
      for (const pair of (env[name] ?? '').split(',')) this.add(pair.slice(pair.indexOf('=') + 1));
    }
    for (const name of URL_VARIABLES) this.#addUrl(env[name]);
  }

  /** The options of a module, as far as they hold secrets. */
  addOptions(options: Readonly<Record<string, unknown>>): void {
    const { apiKey, endpoint, headers, proxy, tls } = options;
    this.add(apiKey);
    this.#addUrl(endpoint);
    this.#addUrl(proxy);
    if (typeof tls === 'object' && tls !== null) this.add(Reflect.get(tls, 'passphrase'));
    if (typeof headers === 'object' && headers !== null) {
      for (const value of Object.values(headers)) this.add(value);
    }
  }

  add(secret: unknown): void {
    if (typeof secret !== 'string') return;
    const text = secret.trim();
    for (const form of [text, decoded(text), encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]) {
      if (form.length >= MIN_SECRET_CHARS) this.#texts.add(form);
    }
  }

  removedFrom(text: string): string {
    if (this.#texts.size === 0) return text;
    // The longest first: a shorter one may be a part of it. All in one pass: a key may be a part of what replaces it.
    const texts = [...this.#texts].toSorted((one, other) => other.length - one.length);
    const pattern = new RegExp(texts.map(literally).join('|'), 'g');
    return text
      .split(CUT)
      .map((part, index, { length }) => (index < length - 1 ? withoutBeginning(part, texts) : part))
      .join(CUT)
      .replace(pattern, REMOVED);
  }

  #addUrl(text: unknown): void {
    if (typeof text !== 'string') return;
    // A proxy may be given without a scheme.
    const url = text.includes('://') ? text : `http://${text}`;
    if (!URL.canParse(url)) return;
    const { search, username, password, searchParams } = new URL(url);
    this.add(search.slice(1));
    this.add(password);
    this.add(username);
    for (const value of searchParams.values()) this.add(value);
  }
}

const REMOVED = '[secret]';

/** Where a text was cut, perhaps in the middle of a secret. */
const CUT = '…';

/** Without the longest beginning of a secret that it ends with. */
function withoutBeginning(text: string, secrets: readonly string[]): string {
  const lengths = secrets.map((secret) => {
    for (let length = secret.length - 1; length >= MIN_SECRET_CHARS; length -= 1) {
      if (text.endsWith(secret.slice(0, length))) return length;
    }
    return 0;
  });
  const longest = Math.max(...lengths);
  return longest === 0 ? text : text.slice(0, -longest) + REMOVED;
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

const HEADER_VARIABLES = [
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TRACES_HEADERS',
  'OTEL_EXPORTER_OTLP_LOGS_HEADERS',
];

const URL_VARIABLES = [
  'APITOOLKIT_ENDPOINT',
  'APITOOLKIT_API_URL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'http_proxy',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
