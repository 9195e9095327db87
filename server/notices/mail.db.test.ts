import { afterAll, beforeAll, expect, it } from 'vitest';
import { points } from '../core/points.ts';
import { post } from '../ledger/index.ts';
import { openPostOffice, type PostOffice } from '../mail/testing.ts';
import { keepPreferences } from '../members/index.ts';
import { defaultDefinition, publish } from '../program/index.ts';
import { jobHandlers } from '../worker.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  const ctx = { ...office.stage.context(), actor: { kind: 'staff', userId: '42' } as const };
  const usual = defaultDefinition('USD');
  await publish(ctx, { basedOnVersion: 1, definition: { ...usual, earning: { ...usual.earning, expiryNoticeDays: [30] } } });
});
afterAll(() => office.close());

/** Points of a new customer that expire in two weeks. */
async function withExpiring(firstName: string, count: number, locale?: string) {
  const customer = await office.customer({ firstName, ...(locale !== undefined && { locale }) });
  const memberId = await office.member(customer.id);
  const ctx = office.stage.context();
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    post(tx, ctx.shop, ctx.now, [
      {
        kind: 'issue',
        memberId,
        points: points(count),
        into: 'available',
        source: 'bonus',
        key: `gift/${memberId}`,
        origin: `gift/${memberId}`,
        at: ctx.now,
        cause: { kind: 'program', ref: 'test', reasons: [] },
        expiresOn: '2026-11-16',
      },
    ]),
  );
  return { ...customer, memberId };
}

/** The night's job, with a mail server or without. */
const night = async (mailer = true) => {
  const handlers = jobHandlers(office.stage.deps, mailer ? office.mailer : undefined);
  await handlers['queue-notices']({ shopDomain: office.stage.shop.domain, night: '2026-11-02' });
};
const mailsTo = async (email: string) => (await office.arrived()).filter(({ to }) => to.includes(email));
const stateOf = async (memberId: string) => {
  const { rows } = await office.stage.test.owner.query<{ state: string }>('select state from notice where member_id = $1', [memberId]);
  return rows.map(({ state }) => state);
};

it('a notice waits while no mail server is set up; then it becomes one mail and is noted as sent', async () => {
  const ada = await withExpiring('Ada', 1250);
  await night(false);
  await office.work();
  expect(await stateOf(ada.memberId)).toEqual(['queued']);
  await night();
  await night();
  await office.work();
  expect(await stateOf(ada.memberId)).toEqual(['sent']);
  expect(await mailsTo(ada.email)).toMatchObject([
    { subject: '1,250 points at Glow & Co expire on November 16, 2026', text: expect.stringContaining(`${office.stage.appUrl}\n`) },
  ]);
});

it('is written in the customer’s language', async () => {
  const bea = await withExpiring('Bea', 1250, 'fr');
  await night();
  await office.work();
  expect(await mailsTo(bea.email)).toMatchObject([{ subject: '1\u202f250 points chez Glow & Co : expiration le 16 novembre 2026' }]);
});

it('who wishes none between the list and the mail gets none, and the notice is skipped', async () => {
  const cleo = await withExpiring('Cleo', 40);
  await night(false);
  await keepPreferences(office.stage.context(), cleo.memberId, { notices: false, locale: null });
  await night();
  await office.work();
  expect(await stateOf(cleo.memberId)).toEqual(['skipped']);
  expect(await mailsTo(cleo.email)).toEqual([]);
});

it('while Shopify does not answer the notice stays on the list', async () => {
  const dora = await withExpiring('Dora', 60);
  await office.stage.control('faults', { operation: 'LoyaltyContacts', mode: '500', times: 9 });
  await expect(night()).rejects.toMatchObject({ code: 'shopify_unavailable' });
  expect(await stateOf(dora.memberId)).toEqual(['queued']);
  await office.stage.control('faults', { mode: 'clear' });
  await night();
  await office.work();
  expect(await stateOf(dora.memberId)).toEqual(['sent']);
  expect(await mailsTo(dora.email)).toHaveLength(1);
});
