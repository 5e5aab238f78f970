import type { Check } from './check.js';
import { appCheck } from './checks/app.check.js';
import { clockCheck } from './checks/clock.check.js';
import { configurationCheck } from './checks/configuration.check.js';
import { copiesCheck } from './checks/copies.check.js';
import { endpointCheck } from './checks/endpoint.check.js';
import { envFileCheck } from './checks/env-file.check.js';
import { keyCheck } from './checks/key.check.js';
import { nodeCheck } from './checks/node.check.js';
import { packagesCheck } from './checks/packages.check.js';
import { sendCheck } from './checks/send.check.js';
import { shutdownCheck } from './checks/shutdown.check.js';

/** What the doctor looks at, in this order. The clock comes after those that talk to servers. */
export const CHECKS: readonly Check[] = [
  nodeCheck,
  packagesCheck,
  copiesCheck,
  envFileCheck,
  appCheck,
  shutdownCheck,
  configurationCheck,
  endpointCheck,
  keyCheck,
  clockCheck,
  sendCheck,
];
