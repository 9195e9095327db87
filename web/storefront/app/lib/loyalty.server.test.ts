import type { WhyNot } from '@laurel/server/api';
import { describe, expect, it } from 'vitest';
import { createLoyalty, type LoyaltySession } from './loyalty.server';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string | null;
  readonly body: unknown;
}

interface Scene {
  accessToken: string | undefined;
  now: number;
  session: LoyaltySession | undefined;
  answer: (seen: Seen) => Response | Promise<Response>;
}

const hour = 3_600_000;

function visitor(scene: Partial<Scene> = {}) {
  const at: Scene = { accessToken: 'shcat_ben', now: 1_000_000, session: undefined, answer: () => Response.json({ points: 48 }), ...scene };
  const calls: Seen[] = [];
  let sessions = 0;
  const loyalty = createLoyalty({
    url: 'http://laurel.example',
    shop: 'glow-and-co.myshopify.com',
    fetch: async (request) => {
      const body: unknown = request.body ? JSON.parse(await request.text()) : undefined;
      const seen = { method: request.method, path: new URL(request.url).pathname, token: request.headers.get('authorization'), body };
      calls.push(seen);
      if (seen.path === '/rpc/storefront/sessions') {
        return Response.json({ token: `session-${++sessions}`, expiresAt: new Date(at.now + hour).toISOString() }, { status: 201 });
      }
      return at.answer(seen);
    },
    accessToken: async () => at.accessToken,
    session: { get: () => at.session, set: (session) => void (at.session = session) },
    now: () => at.now,
    log: () => undefined,
    patience: { readMs: 50, writeMs: 50 },
    rest: { until: 0 },
  });
  const opened = () => calls.filter((call) => call.path === '/rpc/storefront/sessions').length;
  return { at, calls, loyalty, opened };
}

describe('who the visitor is', () => {
  it('is proved with the access token, once, and then by Laurel’s own session', async () => {
    const { calls, loyalty, opened } = visitor();
    await loyalty.overview();
    await loyalty.overview();
    expect(calls[0]?.body).toEqual({ shop: 'glow-and-co.myshopify.com', customerAccessToken: 'shcat_ben' });
    expect(opened()).toBe(1);
    expect(calls.at(-1)?.token).toBe('Bearer session-1');
  });

  it('is never sent to Laurel for a guest', async () => {
    const { calls, loyalty } = visitor({ accessToken: undefined });
    expect(await loyalty.overview()).toEqual({ state: 'signed-out' });
    expect(calls).toEqual([]);
  });

  it('is asked anew when somebody else signs in, so that nobody inherits a session', async () => {
    const { at, loyalty, opened } = visitor();
    await loyalty.overview();
    at.accessToken = 'shcat_chiara';
    await loyalty.overview();
    expect(opened()).toBe(2);
  });

  it('is renewed shortly before the session ends', async () => {
    const { at, loyalty, opened } = visitor();
    await loyalty.overview();
    at.now += hour - 59_000;
    await loyalty.overview();
    expect(opened()).toBe(2);
  });

  it('is proved once more when Laurel no longer knows the session, and not endlessly', async () => {
    const forgotten = visitor({
      answer: (seen) => (seen.token === 'Bearer session-2' ? Response.json({}) : new Response(null, { status: 401 })),
    });
    expect((await forgotten.loyalty.overview()).state).toBe('ready');
    const stubborn = visitor({ answer: () => new Response(null, { status: 401 }) });
    expect((await stubborn.loyalty.overview()).state).toBe('unavailable');
    expect(stubborn.opened()).toBe(2);
  });
});

describe('when Laurel does not answer', () => {
  it.each<[string, Scene['answer']]>([
    ['breaks', () => new Response('oops', { status: 500 })],
    ['is not there', () => Promise.reject(new TypeError('fetch failed'))],
    ['never answers', () => new Promise(() => undefined)],
    ['answers nonsense', () => new Response('<html>')],
  ])('%s: the shop hears that points are unavailable, and nothing is thrown', async (_case, answer) => {
    const { loyalty } = visitor({ answer });
    expect(await loyalty.overview()).toEqual({ state: 'unavailable' });
    expect(await loyalty.program()).toEqual({ state: 'unavailable' });
    expect(await loyalty.redeem('three-off', 'attempt-1')).toEqual({ state: 'unavailable' });
  });
});

describe('after a silence', () => {
  it('other pages do not wait for Laurel until it has had a rest, but a pressed button is tried', async () => {
    const silent = visitor({ answer: () => Promise.reject(new TypeError('fetch failed')) });
    await silent.loyalty.overview();
    const before = silent.calls.length;
    expect(await silent.loyalty.overview()).toEqual({ state: 'unavailable' });
    expect(silent.calls.length).toBe(before);
    await silent.loyalty.redeem('three-off', 'attempt-1');
    expect(silent.calls.length).toBe(before + 1);
    silent.at.now += 5_001;
    silent.at.answer = () => Response.json({});
    expect((await silent.loyalty.overview()).state).toBe('ready');
  });
});

describe('redeeming', () => {
  it('passes on the reason of a refusal', async () => {
    const problem = {
      code: 'refused',
      message: '40 more points are needed.',
      requestId: 'r',
      details: { code: 'not-enough-points', missingPoints: 40 },
    };
    const { loyalty } = visitor({ answer: () => Response.json(problem, { status: 422 }) });
    expect(await loyalty.redeem('three-off', 'attempt-1')).toEqual({
      state: 'refused',
      why: { code: 'not-enough-points', missingPoints: 40 },
      message: '40 more points are needed.',
    });
  });

  it.each<WhyNot | { code: 'needs-cart' }>([
    { code: 'nothing-to-discount' },
    { code: 'tier-too-low', tierId: 'pro' },
    { code: 'not-yet', from: '2026-12-01' },
    { code: 'over', lastDay: '2026-10-31' },
    { code: 'limit-reached', times: 1, per: 'ever' },
    { code: 'all-gone' },
    { code: 'steps-out-of-range', minimum: 5, maximum: 50 },
    { code: 'not-in-cart' },
    { code: 'shipping-too-dear', capMinor: 1_000 },
    { code: 'does-not-combine', with: 'WELCOME10' },
    { code: 'needs-cart' },
  ])('knows the reason $code, or has Laurel’s words for it', async (why) => {
    const problem = { code: 'refused', message: 'In words.', requestId: 'r', details: why };
    const { loyalty } = visitor({ answer: () => Response.json(problem, { status: 422 }) });
    const known = why.code === 'needs-cart' ? { code: 'other' } : why;
    expect(await loyalty.redeem('three-off', 'attempt-1')).toEqual({ state: 'refused', why: known, message: 'In words.' });
  });

  it('names reward, attempt and cart, and never a customer', async () => {
    const { calls, loyalty } = visitor();
    await loyalty.redeem('three-off', 'attempt-1', { cart: { subtotalMinor: 2400, currency: 'USD' }, steps: 7 });
    expect(calls.at(-1)?.body).toEqual({
      rewardId: 'three-off',
      attempt: 'attempt-1',
      cart: { subtotalMinor: 2400, currency: 'USD' },
      steps: 7,
    });
  });
});
