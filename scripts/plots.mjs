import { writeScalePage } from '../bench/scale/page.mjs';

/** Draws the charts of docs/scale.md and writes its tables, from what docs/proof/scale.json has recorded. */
await writeScalePage();
