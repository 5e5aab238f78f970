import type { AttributeValue } from '../exchange/attribute-value.js';
import type { EndUser, Tenant } from '../exchange/exchange.js';

/** Of what code without types may pass, the parts that redaction can read: text, numbers, booleans. */
export function endUserOf(user: EndUser): EndUser {
  const id = idOf(user?.id);
  const email = textOf(user?.email);
  const name = textOf(user?.name);
  return {
    ...(id !== undefined && { id }),
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
  };
}

export function tenantOf(tenant: Tenant): Tenant {
  const id = idOf(tenant?.id);
  const name = textOf(tenant?.name);
  return { ...(id !== undefined && { id }), ...(name !== undefined && { name }) };
}

/** A copy, since the app may change its array; undefined for what is no attribute value. */
export function attributeValueOf(value: unknown): AttributeValue | undefined {
  if (Array.isArray(value)) return value.filter((each): each is string => typeof each === 'string');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

function idOf(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
