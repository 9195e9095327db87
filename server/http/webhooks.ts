import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LaurelError } from '../core/errors.ts';
import { receive } from '../jobs/index.ts';
import { isSignedByShopify, lookUpShop } from '../shopify/index.ts';
import type { Deps } from './deps.ts';
import { webhookName } from './params.ts';

const bodyBytesMax = 10 * 1024 * 1024;

/**
 * Takes a webhook: signature on the raw bytes, one row, 200. What it means is worked out later by the worker.
 * The same delivery twice is one row; a wrong signature is 401 and leaves nothing.
 */
export function webhooks(deps: Deps): Hono {
  return new Hono().post('/webhooks', bodyLimit({ maxSize: bodyBytesMax }), async (call) => {
    const body = new Uint8Array(await call.req.arrayBuffer());
    const secrets = deps.config.shopify.apiSecrets;
    if (!isSignedByShopify(body, call.req.header('x-shopify-hmac-sha256'), secrets)) {
      throw new LaurelError('unauthenticated', 'webhook signature refused');
    }
    const topic = header(call.req.header('x-shopify-topic'), 'X-Shopify-Topic');
    const webhookId = header(call.req.header('x-shopify-webhook-id'), 'X-Shopify-Webhook-Id');
    const domain = call.req.header('x-shopify-shop-domain') ?? '';
    // A shop that uninstalled us still sends its last words.
    const shop = await lookUpShop(deps.db, domain, true);
    if (!shop) throw new LaurelError('unauthenticated', 'webhook of an unknown shop');
    const triggered = new Date(call.req.header('x-shopify-triggered-at') ?? Number.NaN);
    await receive(deps.db, shop.id, {
      topic,
      webhookId,
      body,
      receivedAt: deps.wallClock(),
      triggeredAt: Number.isNaN(triggered.getTime()) ? undefined : triggered,
    });
    deps.wake();
    return call.body(null, 200);
  });
}

function header(value: string | undefined, name: string): string {
  if (value !== undefined && webhookName.test(value)) return value;
  throw new LaurelError('invalid_request', `${name} is missing or strange`, { publicMessage: `The header ${name} is missing.` });
}
