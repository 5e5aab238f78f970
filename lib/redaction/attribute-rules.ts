import { nullRecord } from '../exchange/null-record.js';
import type { AttributeValue } from '../exchange/attribute-value.js';
import type { EndUser, Tenant } from '../exchange/exchange.js';
import { CLIENT_REDACTED } from '../exchange/redacted-exchange.js';
import type { NameMatcher } from './names/name-matcher.js';
import type { RedactionTally } from './redaction-tally.js';

export interface AttributeRules {
  readonly sensitive: NameMatcher | undefined;
  readonly maskText: (text: string) => string;
  readonly tally: RedactionTally;
}

/**
 * Redacts what the app itself says about an exchange: the whole value under a sensitive key, else what
 * detectors find.
 */
export function redactAttributes(
  attributes: Readonly<Record<string, AttributeValue>>,
  { sensitive, maskText, tally }: AttributeRules,
): Readonly<Record<string, AttributeValue>> {
  const redacted: Record<string, AttributeValue> = nullRecord();
  for (const [key, value] of Object.entries(attributes)) {
    const label = sensitive?.(key);
    if (label !== undefined) tally.count(`name ${label}`);
    redacted[key] = label === undefined ? redactAttribute(value, maskText) : CLIENT_REDACTED;
  }
  return redacted;
}

function redactAttribute(value: AttributeValue, maskText: (text: string) => string): AttributeValue {
  if (typeof value === 'string') return maskText(value);
  return typeof value === 'object' ? value.map(maskText) : value;
}

export function redactUser({ id, email, name }: EndUser, maskText: (text: string) => string): EndUser {
  return {
    ...(id === undefined ? {} : { id: typeof id === 'string' ? maskText(id) : id }),
    ...(email === undefined ? {} : { email: maskText(email) }),
    ...(name === undefined ? {} : { name: maskText(name) }),
  };
}

export function redactTenant({ id, name }: Tenant, maskText: (text: string) => string): Tenant {
  return {
    ...(id === undefined ? {} : { id: typeof id === 'string' ? maskText(id) : id }),
    ...(name === undefined ? {} : { name: maskText(name) }),
  };
}
