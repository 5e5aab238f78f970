/** What a receiver has of the records: the spans of each request id, by span id. */
export class Received {
  readonly spansOf = new Map<string, Set<string>>();
  /** Spans in all, those that came again included. */
  total = 0;

  add(id: string, spanId: string): void {
    const spans = this.spansOf.get(id) ?? new Set<string>();
    spans.add(spanId);
    this.spansOf.set(id, spans);
    this.total += 1;
  }

  has(id: string): boolean {
    return this.spansOf.has(id);
  }

  /** Requests of which there is a record. */
  get size(): number {
    return this.spansOf.size;
  }

  /** Spans that came more than once. */
  get duplicates(): number {
    let distinct = 0;
    for (const spans of this.spansOf.values()) distinct += spans.size;
    return this.total - distinct;
  }
}

/** The request's id is the last segment of its path. */
export function idOf(path: unknown): string {
  return String(path).split('/').at(-1) ?? '';
}
