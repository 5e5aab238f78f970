import { register } from 'node:module';

/** Preloaded with `--import`: resolves Nest and what comes with it as an app of `NEST_MAJOR` would. */
register('./nest-major.hooks.mjs', import.meta.url);
