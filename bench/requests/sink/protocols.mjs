import { apitally } from './apitally.mjs';
import { elastic } from './elastic.mjs';
import { moesif } from './moesif.mjs';
import { observe } from './observe.mjs';
import { otlp, otlpOfSiblingSdk } from './otlp.mjs';
import { sentry } from './sentry.mjs';

/**
 * What each server answers, and how many requests of the app are in what it was sent: `count(url, body)`, the body being
 * unpacked.
 */
export const PROTOCOLS = {
  otlp,
  'otlp-apitoolkit': otlpOfSiblingSdk,
  sentry,
  elastic,
  moesif,
  apitally,
  observe,
};
