import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken, staffToken } from '../testing/tokens.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ realTime: true });
});
afterAll(() => stage.close());

/** As if nobody had ever installed us; the tables' own laws would refuse it. */
const forgetShop = () =>
  stage.test.owner.query(
    `begin; set local session_replication_role = replica; delete from audit_entry; delete from staff; delete from program_version; delete from shop; commit`,
  );

const overview = async (token: string) => fetch(`${stage.appUrl}/rpc/admin/overview`, { headers: { authorization: `Bearer ${token}` } });
const shops = async () =>
  (await stage.test.owner.query('select domain, name, currency, time_zone, shopify_id, uninstalled_at from shop')).rows;

describe('a shop that installs the app', () => {
  it('is written down at its staff’s first visit, with a programme, however many calls come at once', async () => {
    await forgetShop();
    const tokens = await Promise.all(Array.from({ length: 5 }, () => staffToken(stage)));
    const answers = await Promise.all(tokens.map(overview));
    expect(answers.map((answer) => answer.status)).toEqual(Array(5).fill(200));
    expect(await shops()).toEqual([
      {
        domain: 'glow-and-co.myshopify.com',
        name: 'Glow & Co',
        currency: 'USD',
        time_zone: 'America/New_York',
        shopify_id: expect.stringMatching(/^\d+$/),
        uninstalled_at: null,
      },
    ]);
    const { rows } = await stage.test.owner.query('select version from program_version');
    expect(rows).toEqual([{ version: 1 }]);
  });

  it('keeps its access token encrypted', async () => {
    const [row] = (await stage.test.owner.query<{ access_token_encrypted: string }>('select access_token_encrypted from shop')).rows;
    expect(row?.access_token_encrypted).not.toContain('shpat');
    expect(stage.deps.secrets.decrypt(row?.access_token_encrypted ?? '')).toMatch(/^shpat_/);
  });

  it('is not written down by a shopper, nor by a forged token', async () => {
    await forgetShop();
    const shopper = await fetch(`${stage.appUrl}/rpc/member`, {
      headers: { authorization: `Bearer ${await customerToken(stage, '101')}` },
    });
    expect(shopper.status).toBe(401);
    expect((await overview(await staffToken(stage, { secret: 'not-our-secret-not-our-secret-xx' }))).status).toBe(401);
    expect(await shops()).toEqual([]);
  });
});
