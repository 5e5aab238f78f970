import { otlp } from './otlp.mjs';

/**
 * What each server answers, and how many requests of the app are in what it was sent: `count(url, body)`, the body being
 * unpacked.
 */
export const PROTOCOLS = { otlp };
