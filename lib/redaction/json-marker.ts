import { Buffer } from 'node:buffer';
import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';

/** The marker as JSON and GraphQL write it. */
export const JSON_MARKER = JSON.stringify(CLIENT_REDACTED);

/** The same as it stands in a body. */
export const JSON_MARKER_BYTES: Uint8Array = Buffer.from(JSON_MARKER);
