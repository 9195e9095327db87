import { createContentSecurityPolicy } from '@shopify/hydrogen';
import { isbot } from 'isbot';
import { renderToReadableStream } from 'react-dom/server';
import { isRouteErrorResponse, ServerRouter, type EntryContext } from 'react-router';

export { createHandler } from './hydrogen.server';

export const streamTimeout = 10_000;

/** What React Router could not answer. A visitor who went away, and a request we refused ourselves, are no faults. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  const refused = isRouteErrorResponse(error) && error.status < 500;
  if (!request.signal.aborted && !refused) console.error(error);
}

/** Renders one page. Nothing on our pages comes in later by script, so what is sent is whole without scripts too. */
export default async function handleRequest(request: Request, status: number, headers: Headers, router: EntryContext): Promise<Response> {
  // default-src already lets in ourselves, cdn.shopify.com and scripts with the nonce.
  const { nonce, header, NonceProvider } = createContentSecurityPolicy({ imgSrc: ["'self'", 'data:', 'https://cdn.shopify.com'] });
  let code = status;
  const body = await renderToReadableStream(
    <NonceProvider>
      <ServerRouter context={router} url={request.url} nonce={nonce} />
    </NonceProvider>,
    {
      nonce,
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(streamTimeout)]),
      onError(problem) {
        if (!request.signal.aborted) console.error(problem);
        code = 500;
      },
    },
  );
  if (isbot(request.headers.get('user-agent'))) await body.allReady;
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('content-security-policy', header);
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('x-content-type-options', 'nosniff');
  return new Response(body, { headers, status: code });
}
