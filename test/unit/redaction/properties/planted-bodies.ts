import fc from 'fast-check';
import { plantedFieldBodies } from './planted-fields.js';
import { plantedLineBodies } from './planted-lines.js';
import { plantedTextBodies } from './planted-texts.js';

/** A body in which the secret stands where a rule covers it. */
export interface PlantedBody {
  readonly kind: string;
  readonly contentType: string | undefined;
  readonly paths: readonly string[];
  readonly bytes: Buffer;
  /** What must stay as it is for the rule to cover the secret: the name, and what binds the value to it. */
  readonly from: number;
  readonly to: number;
}

export const plantedBody: fc.Arbitrary<PlantedBody> = fc.oneof(
  plantedFieldBodies,
  plantedLineBodies,
  plantedTextBodies,
);
