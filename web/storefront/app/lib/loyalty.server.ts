import { createHash } from 'node:crypto';
import type { Estimate, InvitationView, MemberOverview, Problem, PublicProgram, RedemptionView, WhyNot } from '@laurel/server/api';

/** The only file that talks to Laurel. Everything here runs on the shop's server; the browser never sees a token and never says who it is. */

export type Answer<T> =
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'signed-out' }
  /** Laurel did not answer, or not sensibly. The shop goes on without points. */
  | { readonly state: 'unavailable' };

export type RedeemAnswer =
  Answer<RedemptionView> | { readonly state: 'refused'; readonly why: WhyNot | { readonly code: 'other' }; readonly message: string };

export interface CartFacts {
  /** Merchandise after discounts, before tax and shipping. */
  readonly subtotalMinor: number;
  readonly currency: string;
}

export interface RedeemWith {
  readonly cart?: CartFacts | undefined;
  /** Of a slider. */
  readonly steps?: number | undefined;
}

export interface EstimateLine {
  readonly productId: string;
  readonly netMinor: number;
  readonly giftCard: boolean;
}

export interface LoyaltyOptions {
  /** Where Laurel lives, without a trailing slash. */
  readonly url: string;
  /** The shop's myshopify.com domain. */
  readonly shop: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** The signed-in customer's Customer Account access token; undefined for guests. */
  readonly accessToken: () => Promise<string | undefined>;
  readonly session: LoyaltySessionStore;
  readonly now: () => number;
  readonly log: (problem: unknown) => void;
  /** How long a page waits for Laurel before it goes on without, and how long an act does. */
  readonly patience?: { readonly readMs: number; readonly writeMs: number };
  /** Shared by all visitors: after a silence Laurel is left in peace until then, so that not every page waits. */
  readonly rest?: { until: number };
}

export interface LoyaltySession {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Fingerprint of the access token it was given for: another customer never inherits it. */
  readonly proof: string;
}

export interface LoyaltySessionStore {
  get(): LoyaltySession | undefined;
  set(session: LoyaltySession): void;
}

export type Loyalty = ReturnType<typeof createLoyalty>;

// Redeeming waits for Shopify to make the code, undoing for Shopify to switch it off.
const usualPatience = { readMs: 2_500, writeMs: 15_000 };
const renewBeforeMs = 60_000;
const restMs = 5_000;

/** Laurel as one visitor sees it. No method throws: a page always has something to show. */
export function createLoyalty(options: LoyaltyOptions) {
  return {
    /** Balance, tier, progress, rewards and open redemptions; with a cart, rewards say what they take off it. */
    overview(cart?: CartFacts): Promise<Answer<MemberOverview>> {
      const query = cart ? `?subtotalMinor=${cart.subtotalMinor}&currency=${cart.currency}` : '';
      return asMember<MemberOverview>(options, 'GET', `/rpc/member${query}`);
    },

    /** What the lines would earn this member. */
    estimate(lines: readonly EstimateLine[], currency: string): Promise<Answer<Estimate>> {
      return asMember<Estimate>(options, 'POST', '/rpc/member/estimates', { currency, lines });
    },

    /**
     * Sets the points of a reward aside and gets its code; of a slider so many steps, or the fewest. The same attempt is the same
     * redemption, however often it is sent.
     */
    async redeem(rewardId: string, attempt: string, { cart, steps }: RedeemWith = {}): Promise<RedeemAnswer> {
      const body = { rewardId, attempt, ...(cart && { cart }), ...(steps !== undefined && { steps }) };
      const answer = await withSession(options, 'POST', '/rpc/member/redemptions', body);
      if (typeof answer === 'string') return { state: answer };
      if (answer.status !== 422) return read<RedemptionView>(options, answer);
      const problem = (await answer.json()) as Problem;
      return { state: 'refused', why: whyOf(problem), message: problem.message };
    },

    /** Takes a redemption back: its code is switched off, then the points return. */
    undo(redemptionId: string): Promise<Answer<RedemptionView>> {
      return asMember<RedemptionView>(options, 'DELETE', `/rpc/member/redemptions/${encodeURIComponent(redemptionId)}`);
    },

    /** What a friend finds behind a code; signed-out never. */
    async invitation(code: string): Promise<Answer<InvitationView> | { readonly state: 'unknown' }> {
      const request = requestFor(options, 'GET', `/rpc/programs/${options.shop}/invitations/${encodeURIComponent(code)}`);
      const answer = await send(options, request);
      return answer !== 'unavailable' && (answer.status === 404 || answer.status === 400)
        ? { state: 'unknown' }
        : read<InvitationView>(options, answer);
    },

    /** A friend leaves the address they will order with; Laurel keeps it hashed. */
    async promise(code: string, email: string): Promise<Answer<unknown> | { readonly state: 'refused'; readonly message: string }> {
      const request = requestFor(options, 'POST', `/rpc/programs/${options.shop}/invitations/${encodeURIComponent(code)}/promises`, {
        email,
      });
      return refusedOr(options, await send(options, request));
    },

    /** The signed-in member came by a friend's code; the same code again is the same claim. */
    async claim(code: string): Promise<Answer<unknown> | { readonly state: 'refused'; readonly message: string }> {
      const answer = await withSession(options, 'POST', '/rpc/member/referral/claims', { code });
      return typeof answer === 'string' ? { state: answer } : refusedOr(options, answer);
    },

    /** What the shop promises, for everybody. */
    async program(): Promise<Answer<PublicProgram>> {
      const request = requestFor(options, 'GET', `/rpc/programs/${options.shop}`);
      return read<PublicProgram>(options, await send(options, request));
    },
  };
}

async function refusedOr(options: LoyaltyOptions, answer: Response | 'unavailable') {
  if (answer === 'unavailable' || answer.ok || answer.status >= 500) return read<unknown>(options, answer);
  const { message } = (await answer.json()) as Problem;
  return { state: 'refused', message } as const;
}

async function asMember<T>(options: LoyaltyOptions, method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const answer = await withSession(options, method, path, body);
  return typeof answer === 'string' ? { state: answer } : read<T>(options, answer);
}

// A session can end early (a restart with other keys): one more try with a fresh one.
async function withSession(options: LoyaltyOptions, method: string, path: string, body?: unknown) {
  for (const renew of [false, true]) {
    const token = await memberToken(options, renew);
    if (token === 'signed-out' || token === 'unavailable') return token;
    const answer = await send(options, requestFor(options, method, path, body, token.token));
    if (answer === 'unavailable' || answer.status !== 401) return answer;
  }
  return 'unavailable';
}

async function memberToken(options: LoyaltyOptions, renew: boolean): Promise<LoyaltySession | 'signed-out' | 'unavailable'> {
  const accessToken = await options.accessToken().catch(() => undefined);
  if (accessToken === undefined) return 'signed-out';
  const proof = createHash('sha256').update(accessToken).digest('base64url').slice(0, 22);
  const kept = options.session.get();
  if (!renew && kept?.proof === proof && kept.expiresAt - renewBeforeMs > options.now()) return kept;
  const request = requestFor(options, 'POST', '/rpc/storefront/sessions', { shop: options.shop, customerAccessToken: accessToken });
  const answer = await read<{ token: string; expiresAt: string }>(options, await send(options, request));
  if (answer.state !== 'ready') return 'unavailable';
  const session = { token: answer.value.token, expiresAt: Date.parse(answer.value.expiresAt), proof };
  options.session.set(session);
  return session;
}

function requestFor(options: LoyaltyOptions, method: string, path: string, body?: unknown, token?: string): Request {
  const headers = new Headers({ accept: 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const { readMs, writeMs } = options.patience ?? usualPatience;
  return new Request(options.url + path, {
    method,
    headers,
    signal: AbortSignal.timeout(isAct(path) ? writeMs : readMs),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function send(options: LoyaltyOptions, request: Request): Promise<Response | 'unavailable'> {
  const { rest } = options;
  if (rest && options.now() < rest.until && !isAct(request.url)) return 'unavailable';
  try {
    // In process nobody watches the signal, so patience is kept here as well.
    return await Promise.race([options.fetch(request), outOfPatience(request.signal)]);
  } catch (problem) {
    options.log(problem);
    if (rest) rest.until = options.now() + restMs;
    return 'unavailable';
  }
}

// What a shopper asks for by a button is always tried.
function isAct(path: string): boolean {
  return path.includes('/rpc/member/redemptions');
}

function outOfPatience(signal: AbortSignal): Promise<never> {
  return new Promise((_, refuse) => {
    signal.addEventListener('abort', () => refuse(signal.reason), { once: true });
  });
}

async function read<T>(options: LoyaltyOptions, answer: Response | 'unavailable'): Promise<Answer<T>> {
  if (answer === 'unavailable') return { state: 'unavailable' };
  try {
    if (answer.ok) return { state: 'ready', value: (await answer.json()) as T };
    options.log(new Error(`Laurel answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`));
  } catch (problem) {
    options.log(problem);
  }
  return { state: 'unavailable' };
}

// Each code once, so that the compiler misses a new one.
const reasons: Readonly<Record<WhyNot['code'], true>> = {
  'not-enough-points': true,
  'order-too-small': true,
  'nothing-to-discount': true,
  'tier-too-low': true,
  'not-yet': true,
  over: true,
  'limit-reached': true,
  'all-gone': true,
  'steps-out-of-range': true,
  'not-in-cart': true,
  'shipping-too-dear': true,
  'does-not-combine': true,
};

function whyOf({ details }: Problem): WhyNot | { code: 'other' } {
  return details && Object.hasOwn(reasons, String(details['code'])) ? (details as unknown as WhyNot) : { code: 'other' };
}
