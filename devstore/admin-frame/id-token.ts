/** Session tokens of the signed-in merchant: asked for, kept until shortly before they end, sent to the app’s own server. */

/** A token with less than this left is asked for anew. */
const RENEW_MS = 5000;

/** `first` is the token in the frame’s address. The answer rejects if the dev store gives none. */
export function createIdToken(address: string, nativeFetch: typeof fetch, first: string | null): () => Promise<string> {
  let current = first ?? '';
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const response = await nativeFetch(address);
    if (!response.ok) throw new Error(`${address} answered ${response.status}`);
    current = ((await response.json()) as { token: string }).token;
    return current;
  }
  return async () => {
    if (expiryMs(current) - Date.now() > RENEW_MS) return current;
    asking ??= ask().finally(() => (asking = undefined));
    return asking;
  };
}

/** Adds the token to requests to the page’s own origin, unless they bring an Authorization of their own. */
export function sendTokens(nativeFetch: typeof fetch, idToken: () => Promise<string>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const isOwn = new URL(request.url).origin === location.origin;
    if (!isOwn || request.headers.has('authorization')) return nativeFetch(request);
    request.headers.set('Authorization', `Bearer ${await idToken()}`);
    request.headers.set('X-Requested-With', 'XMLHttpRequest');
    return nativeFetch(request);
  };
}

function expiryMs(token: string): number {
  const [, payload] = token.split('.');
  if (payload === undefined) return 0;
  const claims = JSON.parse(atob(payload.replaceAll('-', '+').replaceAll('_', '/'))) as { exp?: number };
  return (claims.exp ?? 0) * 1000;
}
