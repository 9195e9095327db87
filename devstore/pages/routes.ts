import { Hono } from 'hono';
import { accountPages } from './account/routes.ts';
import { assets } from './assets.ts';
import { checkoutPages } from './checkout/routes.ts';
import { indexPage } from './index-page.ts';
import { mailPages } from './mail/routes.ts';
import { merchantPages } from './merchant/routes.ts';
import { proxyPages } from './shop/app-proxy.ts';
import { shopPages } from './shop/routes.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import { show, type PageParts } from './visit.ts';

const dayMs = 86_400_000;

/** Every page a person can open in the dev store. */
export function pages(parts: PageParts & { readonly outbox: Outbox }): Hono {
  const { settings, store } = parts;
  return new Hono()
    .get('/', (c) => show(c, store, { title: 'Dev store', body: indexPage(parts) }))
    .post('/clock', async (c) => {
      const days = Number((await c.req.parseBody())['days']);
      if (Number.isInteger(days) && days > 0 && days <= 366) store.advanceClock(days * dayMs);
      return c.redirect('/devstore#clock', 303);
    })
    .route('/', assets(settings.extensionsDir))
    .route('/', shopPages(parts))
    .route('/', proxyPages(parts))
    .route('/', checkoutPages(parts))
    .route('/', accountPages(parts))
    .route('/', mailPages(parts))
    .route('/', merchantPages(parts));
}
