import type { RedemptionView } from '@laurel/server/api';
import { describe, expect, it } from 'vitest';
import type { ShopContext } from './cart.server';
import { emptyCart } from './cart-view';
import { createLoyalty } from './loyalty.server';
import { actOnPoints } from './points.server';

const redemption: RedemptionView = {
  id: '019ab000-0000-7000-8000-000000000001',
  rewardId: 'card',
  title: 'A $10 card',
  points: 100,
  state: 'captured',
  code: null,
  until: '2026-11-26T12:00:00Z',
  canUndo: false,
};

/** A visitor with an empty cart whom Laurel answers so; the cart itself must not be asked for anything. */
function visitor(answer: unknown, status = 201) {
  const bodies: unknown[] = [];
  const loyalty = createLoyalty({
    url: 'http://laurel.example',
    shop: 'glow-and-co.myshopify.com',
    fetch: async (request) => {
      if (request.url.endsWith('/sessions')) return Response.json({ token: 't', expiresAt: '2100-01-01T00:00:00Z' });
      bodies.push(await request.json());
      return Response.json(answer, { status });
    },
    accessToken: async () => 'shcat_ben',
    session: { get: () => undefined, set: () => undefined },
    now: () => 0,
    log: () => undefined,
  });
  const overview = async () => ({ state: 'ready', value: { program: { tiers: [{ id: 'pro', name: 'Pro' }] } } });
  const context = { loyalty, visit: { cart: async () => emptyCart('USD'), overview } } as unknown as ShopContext;
  const redeem = (fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: 'redeem', rewardId: 'card', attempt: 'attempt-1', ...fields }))
      form.set(name, value);
    return actOnPoints(context, form);
  };
  return { bodies, redeem };
}

describe('a pressed “Redeem”', () => {
  it('sends the steps that were chosen', async () => {
    const { bodies, redeem } = visitor({ ...redemption, way: 'at-once' });
    await redeem({ steps: '7' });
    expect(bodies).toEqual([{ rewardId: 'card', attempt: 'attempt-1', steps: 7 }]);
  });

  it.each(['0', '-1', '1.5', 'many', ''])('with %j steps is no form of ours', async (steps) => {
    const { bodies, redeem } = visitor(redemption);
    await expect(redeem({ steps })).rejects.toMatchObject({ status: 400 });
    expect(bodies).toEqual([]);
  });

  it.each([
    ['a gift card', { way: 'at-once', code: 'LRABC' }, 'A $10 card is yours for 100 points. Its code is LRABC.'],
    ['what was delivered', { way: 'at-once' }, 'A $10 card is yours for 100 points.'],
    [
      'what is on its way',
      { way: 'at-once', state: 'held' },
      'Your points are set aside for A $10 card. It is on its way; look again in a moment.',
    ],
    ['what staff hand over', { way: 'by-hand', state: 'issued' }, 'Your points are set aside for A $10 card. The shop hands it over.'],
  ])('for %s leaves the cart alone', async (_case, more, text) => {
    const { redeem } = visitor({ ...redemption, ...more });
    expect((await redeem())?.notice).toEqual({ tone: 'good', text });
  });

  it('that is refused says why, with the name of the tier', async () => {
    const details = { code: 'tier-too-low', tierId: 'pro' };
    const { redeem } = visitor({ code: 'refused', message: 'This reward is for a higher tier.', requestId: 'r', details }, 422);
    expect((await redeem())?.notice).toEqual({ tone: 'bad', text: 'For members from Pro on.' });
  });
});
