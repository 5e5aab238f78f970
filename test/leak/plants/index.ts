import type { Plant } from '../plant.js';
import { brokenBodyPlants } from './broken-bodies.js';
import { denialPlants } from './denials.js';
import { errorPlants } from './errors.js';
import { headerPlants } from './headers.js';
import { jsonBodyPlants } from './json-bodies.js';
import { otherBodyPlants } from './other-bodies.js';
import { outgoingPlants } from './outgoing.js';
import { urlPlants } from './urls.js';

/** Every place of every kind of request where a secret may stand. */
export const plants: readonly Plant[] = [
  ...headerPlants,
  ...urlPlants,
  ...jsonBodyPlants,
  ...brokenBodyPlants,
  ...otherBodyPlants,
  ...errorPlants,
  ...denialPlants,
  ...outgoingPlants,
];
