/** OAuth as Shopify's Customer Account API plays it: codes with PKCE, tokens, refresh. */
import { createHash, randomUUID } from 'node:crypto';
import type { Store } from '../store/store.ts';

interface Code {
  readonly customerId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly nonce: string;
}

export interface SignIn {
  /** The address to send the browser to, with a code that is good once. */
  grant(customerId: string, query: URLSearchParams): URL;
  /** The token endpoint's answer, or OAuth's word for what is wrong. */
  exchange(form: URLSearchParams): TokenAnswer | { error: string };
}

export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly id_token: string;
}

const expiresInSeconds = 7_200;

export function createSignIn(store: Store, issuer: string): SignIn {
  const codes = new Map<string, Code>();

  function answer(customerId: string, clientId: string, nonce: string): TokenAnswer {
    const token = `shcat_${randomUUID()}`;
    store.change(() => (store.state.customerTokens[token] = customerId));
    const at = Math.floor(store.wallNow().getTime() / 1000);
    const customer = store.customer(customerId);
    const claims = {
      iss: issuer,
      sub: customerId,
      aud: clientId,
      iat: at,
      exp: at + expiresInSeconds,
      nonce,
      email: customer?.email,
      email_verified: true,
    };
    // Hydrogen decodes this with atob, which does not know base64url, and does not verify it.
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64');
    const id_token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${part({ unsigned: true })}`;
    return { access_token: token, refresh_token: refreshTokenOf(token), expires_in: expiresInSeconds, id_token };
  }

  return {
    grant(customerId, query) {
      const code = randomUUID();
      const redirectUri = query.get('redirect_uri') ?? '';
      codes.set(code, {
        customerId,
        clientId: query.get('client_id') ?? '',
        redirectUri,
        challenge: query.get('code_challenge'),
        nonce: query.get('nonce') ?? '',
      });
      const back = homeward(redirectUri);
      back.searchParams.set('code', code);
      back.searchParams.set('state', query.get('state') ?? '');
      return back;
    },
    exchange(form) {
      if (form.get('grant_type') === 'refresh_token') {
        const old = (form.get('refresh_token') ?? '').replace('shcrt_', 'shcat_');
        const customerId = store.state.customerTokens[old];
        if (customerId === undefined) return { error: 'invalid_grant' };
        delete store.state.customerTokens[old];
        return answer(customerId, form.get('client_id') ?? '', '');
      }
      if (form.get('grant_type') !== 'authorization_code') return { error: 'unsupported_grant_type' };
      const code = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      if (!code || code.clientId !== form.get('client_id') || code.redirectUri !== form.get('redirect_uri'))
        return { error: 'invalid_grant' };
      if (code.challenge !== null && challengeOf(form.get('code_verifier') ?? '') !== code.challenge) return { error: 'invalid_grant' };
      return answer(code.customerId, code.clientId, code.nonce);
    },
  };
}

function refreshTokenOf(accessToken: string): string {
  return accessToken.replace('shcat_', 'shcrt_');
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** Hydrogen asks for https even at home, where there is none. */
export function homeward(address: string): URL {
  const url = new URL(address);
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) url.protocol = 'http:';
  return url;
}
