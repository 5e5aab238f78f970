import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Known to the page that was served by this process, since its start, and to no other page. */
export class PageToken {
  readonly text = randomBytes(32).toString('base64url');

  equals(given: unknown): boolean {
    if (typeof given !== 'string') return false;
    const expected = Buffer.from(this.text);
    const actual = Buffer.from(given);
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }
}
