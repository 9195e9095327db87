import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { adminRoutes } from './http/admin.ts';
import type { Deps } from './http/deps.ts';
import { docsPage } from './http/docs.ts';
import { onError, onInvalid, onNotFound } from './http/errors.ts';
import { invitationPages, invitationRoutes } from './http/invitations.ts';
import { mailStop } from './http/mail-stop.ts';
import { memberRoutes } from './http/member.ts';
import { programmePages } from './http/programme-page.ts';
import { reportRoutes } from './http/reports.ts';
import { storefrontRoutes } from './http/storefront.ts';
import { webhooks } from './http/webhooks.ts';

/** A whole programme with all its texts is far smaller. */
const bodyBytesMax = 512 * 1024;

/** Laurel's own paths as one Hono app; tests call `app.request()`, main serves it. */
export function createApp(deps: Deps) {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  app.use(requestId());
  app.onError(onError(deps.log));
  app.notFound(onNotFound);
  app.openAPIRegistry.registerComponent('securitySchemes', 'customer', {
    type: 'http',
    scheme: 'bearer',
    description: 'Session token of an extension, or of a storefront session',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'staff', { type: 'http', scheme: 'bearer', description: 'App Bridge id token' });
  app.openAPIRegistry.registerComponent('securitySchemes', 'app', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key that staff make in Laurel for another app of the shop',
  });
  app.get('/healthz', async (call) => {
    await deps.db.directory('select 1', []);
    return call.json({ ok: true });
  });
  app.use('/rpc/*', bodyLimit({ maxSize: bodyBytesMax }));
  app.route('/', webhooks(deps));
  app.route('/rpc/member', memberRoutes(deps));
  app.route('/rpc/admin', adminRoutes(deps));
  app.route('/', programmePages(deps));
  app.route('/', invitationPages(deps));
  app.route('/', mailStop(deps));
  app.route('/rpc', storefrontRoutes(deps));
  app.route('/rpc', invitationRoutes(deps));
  app.route('/rpc', reportRoutes(deps));
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Laurel',
      version: '0.1.0',
      description: 'Loyalty for Shopify. Points are whole numbers; money is minor units with the shop’s currency.',
    },
  });
  app.route('/', docsPage());
  return app;
}
