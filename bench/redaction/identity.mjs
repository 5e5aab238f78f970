import { realisticBody, SIZES } from './bodies.mjs';
import { moduleScannerOf, scannerOf } from './ours.mjs';

/** Where no rule matched, the same array comes back: nothing of the body's size is allocated. */
export function measureIdentity(random) {
  return SIZES.map(({ body, bytes: byteLength }) => {
    const bytes = realisticBody(byteLength, random, { secrets: false });
    const results = [scannerOf(['$.nowhere', '$..absent']), moduleScannerOf(['$.nowhere'])].map(
      (scan) => scan(bytes).bytes,
    );
    if (results.some((each) => each !== bytes))
      throw new Error(`${body}: nothing matched, and bytes were copied`);
    return { body, sameBytes: true };
  });
}
