import { connections } from './connections.mjs';
import { day } from './day.mjs';
import { growth } from './growth.mjs';
import { routes } from './routes.mjs';
import { saturation } from './saturation.mjs';

export const PARTS = { connections, routes, saturation, day, growth };
