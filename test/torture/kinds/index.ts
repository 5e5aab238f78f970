import { abortKinds } from './aborts.js';
import { connectionKinds } from './connections.js';
import { contextKinds } from './contexts.js';
import { denialKinds } from './denials.js';
import { failureKinds } from './failures.js';
import type { Kind } from './kind.js';
import { malformedKinds } from './malformed.js';
import { middlewareKinds } from './middleware.js';
import { routingKinds } from './routing.js';
import { streamKinds } from './streams.js';
import { successKinds } from './success.js';
import { transferKinds } from './transfers.js';
import { variantKinds } from './variants.js';

/** The rows of the table. */
export const kinds: readonly Kind[] = [
  ...successKinds,
  ...failureKinds,
  ...denialKinds,
  ...malformedKinds,
  ...middlewareKinds,
  ...routingKinds,
  ...streamKinds,
  ...transferKinds,
  ...abortKinds,
  ...connectionKinds,
  ...contextKinds,
  ...variantKinds,
];
