import { z } from 'zod';

const answerShape = z.object({ associated_user: z.object({ first_name: z.string(), last_name: z.string() }) });
/** A name is a kindness: whoever opens the app does not wait longer for it. */
const timeoutMs = 3_000;
const lengthMax = 200;

/**
 * What Shopify calls the staff member of an id token: it comes along with an online access token, which is not kept. undefined when
 * Shopify does not say.
 */
export async function fetchStaffName(settings: {
  baseUrl: string;
  domain: string;
  apiKey: string;
  apiSecret: string;
  idToken: string;
}): Promise<string | undefined> {
  const response = await fetch(`${settings.baseUrl.replace('{shop}', settings.domain)}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      client_id: settings.apiKey,
      client_secret: settings.apiSecret,
      grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
      subject_token: settings.idToken,
      subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
      requested_token_type: 'urn:shopify:params:oauth:token-type:online-access-token',
    }),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch(() => undefined);
  const parsed = answerShape.safeParse(await response?.json().catch(() => undefined));
  if (!parsed.success) return undefined;
  const { first_name: first, last_name: last } = parsed.data.associated_user;
  const name = `${first} ${last}`.replaceAll('\0', '').toWellFormed().trim().slice(0, lengthMax);
  return name === '' ? undefined : name;
}
