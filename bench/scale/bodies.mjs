import { realisticBody } from '../redaction/bodies.mjs';
import { seededRandom } from '../redaction/random.mjs';

/** From here on, orders with items; below, one customer and a note. */
const MIN_ORDER_BYTES = 2000;
/** What the body of an order exceeds its measure by, at most: one more item, and its frame. */
const ORDER_EXCESS_BYTES = 900;

/** JSON of so many bytes, with secrets in it; a large one may be a little shorter, never longer. */
export function bodyOf(bytes) {
  if (bytes >= MIN_ORDER_BYTES) return realisticBody(bytes - ORDER_EXCESS_BYTES, seededRandom(bytes));
  const body = (note) => JSON.stringify({ id: 81_723, customer: { email: 'zoe@example.org' }, note });
  return Buffer.from(body('x'.repeat(Math.max(0, bytes - body('').length))));
}
