import { LaurelError } from '../core/errors.ts';
import { gidNumber } from '../core/id.ts';

/** Topics that say "look at this order again". shopify.app.toml subscribes to exactly these; a test compares. */
export const orderTopics = [
  'orders/paid',
  'orders/updated',
  'orders/edited',
  'orders/fulfilled',
  'orders/cancelled',
  'refunds/create',
] as const;
/** The other topics the worker knows what to do with. */
export const otherTopics = [
  'customers/create',
  'customers/update',
  'customers/merge',
  'app/uninstalled',
  'customers/data_request',
  'customers/redact',
  'shop/redact',
] as const;

/**
 * The numeric id of the order a webhook is about, as text. Webhooks are only triggers: the order itself is asked for,
 * so their order, gaps and repeats do not matter. Throws `invalid_request` with the reason for a malformed payload.
 */
export function readOrderId(topic: (typeof orderTopics)[number], body: string): string {
  const field = topic === 'refunds/create' ? 'order_id' : 'id';
  const payload = parseKeepingBigIds(body);
  const nested = topic === 'orders/edited' && isRecord(payload['order_edit']) ? payload['order_edit']['order_id'] : payload[field];
  const id = typeof nested === 'number' || typeof nested === 'string' ? String(nested) : '';
  if (!/^\d{1,20}$/.test(id)) throw new LaurelError('invalid_request', `${topic} without a numeric ${field}`);
  return id;
}

/**
 * Which customer a `customers/merge` webhook says was merged into which, by their numeric ids as text; undefined while Shopify has
 * not completed it, or could not. Throws `invalid_request` with the reason for a malformed payload.
 */
export function readMerge(body: string): { keptId: string; goneId: string } | undefined {
  const payload = parseKeepingBigIds(body);
  if (payload['status'] !== 'completed') return undefined;
  const customer = (field: string): string => {
    const id = gidNumber(String(payload[field]), 'Customer');
    if (id === undefined) throw new LaurelError('invalid_request', `customers/merge without a customer in ${field}`);
    return id;
  };
  return { keptId: customer('admin_graphql_api_customer_kept_id'), goneId: customer('admin_graphql_api_customer_deleted_id') };
}

/**
 * Whether a `customers/update` webhook says that the customer may be written to by e-mail, and since when; undefined: it says nothing of
 * it. Throws `invalid_request` with the reason for a malformed payload.
 */
export function readConsent(body: string): { customerId: string; subscribed: boolean; since: string } | undefined {
  const payload = parseKeepingBigIds(body);
  const customerId = String(payload['id']);
  if (!/^\d{1,20}$/.test(customerId)) throw new LaurelError('invalid_request', 'customers/update without a numeric id');
  const consent = payload['email_marketing_consent'];
  if (!isRecord(consent)) return undefined;
  const since = consent['consent_updated_at'];
  return {
    customerId,
    subscribed: consent['state'] === 'subscribed',
    since: typeof since === 'string' && Number.isFinite(Date.parse(since)) ? new Date(since).toISOString() : 'ever',
  };
}

/** Ids can exceed 2^53, where JSON.parse would change them: whole numbers of 16 digits and more are read as text. */
function parseKeepingBigIds(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body, (_key, parsed: unknown, context?: { source?: string }) =>
      typeof parsed === 'number' && context?.source !== undefined && /^\d{16,}$/.test(context.source) ? context.source : parsed,
    );
  } catch {
    throw new LaurelError('invalid_request', 'the payload is not JSON');
  }
  if (!isRecord(value)) throw new LaurelError('invalid_request', 'the payload is not an object');
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
