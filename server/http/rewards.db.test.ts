import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { points } from '../core/points.ts';
import { post } from '../ledger/index.ts';
import { enroll } from '../members/index.ts';
import { defaultDefinition, publish } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken } from '../testing/tokens.ts';
import type { MemberOverview, RedemptionView } from '../views/index.ts';

let stage: Stage;
const mia: string[] = [];
beforeAll(async () => {
  stage = await openStage();
  const definition = defaultDefinition('USD');
  const base = { points: 100, minimumOrderMinor: 0 };
  const rewards = [
    ...definition.rewards,
    { ...base, id: 'card', name: 'A $10 card', kind: 'gift-card', amountMinor: 10_00 },
    { ...base, id: 'slide', name: 'As you like', kind: 'slider', points: 10, stepMinor: 1_00, minimumSteps: 2, maximumSteps: 10 },
    { ...base, id: 'for-pros', name: 'For pros', kind: 'amount', amountMinor: 1_00, tierFrom: 'pro' },
  ];
  await publish(stage.context(), { basedOnVersion: 1, definition: { ...definition, rewards } });
  for (const firstName of ['Mia', 'Eve']) {
    const email = `${firstName.toLowerCase()}@example.com`;
    const { customerId } = await stage.control<{ customerId: string }>('customers', { firstName, email });
    mia.push(customerId);
    const ctx = stage.context();
    const memberId = (await enroll(ctx, [{ customerId }])).memberOf(customerId);
    const cause = { kind: 'staff', ref: '1', note: 'for the story' } as const;
    const gift = { source: 'bonus', origin: `gift/${customerId}`, key: `gift/${customerId}`, into: 'available', at: ctx.now } as const;
    await ctx.db.transaction(ctx.shop.id, (tx) =>
      post(tx, ctx.shop, ctx.now, [{ ...gift, kind: 'issue', memberId, points: points(1_000), cause }]),
    );
  }
});
afterAll(() => stage.close());

async function call<T = Record<string, unknown>>(who: 'Mia' | 'Eve', path: string, method = 'GET', body?: unknown) {
  const token = await customerToken(stage, mia[who === 'Mia' ? 0 : 1]);
  const answer = await fetch(`${stage.appUrl}/rpc/member${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

let attempts = 0;
const redeem = (rewardId: string, more: object = {}) =>
  call<RedemptionView>('Mia', '/redemptions', 'POST', { rewardId, attempt: `attempt-${attempts++}`, ...more });

describe('the shopper’s door', () => {
  it('hands out a gift card’s code once it is made, and lets nobody take it back', async () => {
    const { body, status } = await redeem('card');
    expect({ status, state: body.state, canUndo: body.canUndo }).toEqual({ status: 201, state: 'captured', canUndo: false });
    expect(body.code).toMatch(/^LR[A-Z0-9]{12}$/);
    expect((await call('Mia', `/redemptions/${body.id}`, 'DELETE')).body).toMatchObject({ state: 'captured' });
  });

  it('takes steps of a slider, and says in words which there are', async () => {
    expect(await redeem('slide', { steps: 4 })).toMatchObject({ status: 201, body: { points: 40, state: 'issued' } });
    expect(await redeem('slide', { steps: 11 })).toMatchObject({
      status: 422,
      body: { message: 'Choose from 2 to 10 steps.', details: { code: 'steps-out-of-range', minimum: 2, maximum: 10 } },
    });
    expect((await redeem('slide', { steps: 2.5 })).status).toBe(400);
  });

  it('says beforehand why a reward cannot be had, and refuses it for the same reason', async () => {
    const { body } = await call<MemberOverview>('Mia', '');
    expect(body.rewards.find(({ id }) => id === 'for-pros')?.whyNot).toEqual({ code: 'tier-too-low', tierId: 'pro' });
    expect(await redeem('for-pros')).toMatchObject({ status: 422, body: { details: { code: 'tier-too-low' } } });
  });

  it('says what another discount of the cart does not allow', async () => {
    const applied = [{ code: 'WELCOME', class: 'order', combinesWith: { order: true } }];
    const cart = { subtotalMinor: 48_00, currency: 'USD', applied };
    expect(await redeem('three-off', { cart })).toMatchObject({
      status: 422,
      body: { message: 'This reward does not go together with the discount WELCOME.' },
    });
  });

  it('knows what goes with the member’s own code on a cart, and nothing of a code it did not make', async () => {
    const { code } = (await redeem('three-off')).body;
    const cart = { subtotalMinor: 48_00, currency: 'USD', shippingMinor: 5_00 };
    const seen = async (codes: readonly string[]) => {
      const { body } = await call<MemberOverview>('Mia', '/carts', 'POST', { ...cart, codes });
      const whyNot = (id: string) => body.rewards.find((reward) => reward.id === id)?.whyNot;
      return [whyNot('fifteen-percent'), whyNot('free-shipping'), body.advice?.best?.parts.map(({ rewardId }) => rewardId)];
    };
    expect(await seen([])).toEqual([null, null, ['slide', 'free-shipping']]);
    expect(await seen([String(code).toLowerCase()])).toEqual([{ code: 'does-not-combine', with: code }, null, ['free-shipping']]);
    expect(await seen(['SUMMER'])).toEqual(await seen([]));
    expect(await redeem('fifteen-percent', { cart: { ...cart, codes: [code] } })).toMatchObject({
      status: 422,
      body: { details: { code: 'does-not-combine', with: code } },
    });
  });

  it('says when it was so, by the shop’s clock', async () => {
    const { body } = await call<MemberOverview>('Mia', '');
    stage.advance(60_000);
    const later = await call<MemberOverview>('Mia', '');
    expect(Date.parse(later.body.at) - Date.parse(body.at)).toBeGreaterThanOrEqual(60_000);
  });

  it('renews a lease of one’s own', async () => {
    const { body } = await redeem('three-off', { leased: true });
    expect(body.leasedUntil).toBeDefined();
    stage.advance(15_000);
    const { body: kept } = await call<RedemptionView>('Mia', `/redemptions/${body.id}/keeps`, 'POST', { by: 'page' });
    expect(Date.parse(kept.leasedUntil ?? '')).toBeGreaterThan(Date.parse(body.leasedUntil ?? ''));
    const { body: copied } = await call<RedemptionView>('Mia', `/redemptions/${body.id}/keeps`, 'POST', { by: 'hold' });
    expect(copied).not.toHaveProperty('leasedUntil');
  });
});

describe('another’s redemption', () => {
  it.each([
    ['a lease', '/keeps', 'POST', { by: 'hold' }],
    ['an undo', '', 'DELETE', undefined],
  ])('is not found by %s, neither of another member nor of another shop', async (_what, path, method, body) => {
    const { id } = (await redeem('three-off')).body;
    expect((await call('Eve', `/redemptions/${id}${path}`, method, body)).status).toBe(404);
    expect((await call('Mia', `/redemptions/019ab000-0000-7000-8000-000000000001${path}`, method, body)).status).toBe(404);
    // Row-level security: with the right id and another shop nothing is found, whoever asks.
    const rows = await stage.deps.db.read((stage.shop.id + 1) as typeof stage.shop.id, (tx) =>
      tx.rows('select 1 from redemption where id = $1', [id]),
    );
    expect(rows).toEqual([]);
    expect((await call<MemberOverview>('Mia', '')).body.redemptions.find((one) => one.id === id)).toMatchObject({ state: 'issued' });
  });
});
