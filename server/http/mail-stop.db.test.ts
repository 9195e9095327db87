import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { queueMail, stopUrl } from '../mail/index.ts';
import { openPostOffice, type PostOffice } from '../mail/testing.ts';
import { keepPreferences, preferencesOf } from '../members/index.ts';
import { mergeCustomers } from '../orders/index.ts';
import type { Locale } from '../program/index.ts';

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
});
afterAll(() => office.close());

/** A member who was written to, with the address in the mail by which they get no more. */
async function written(locale: Locale = 'en'): Promise<{ memberId: MemberId; customerId: string; url: string; mailId: string }> {
  const { email: recipient, id: customerId } = await office.customer({ firstName: 'Reader' });
  const memberId = await office.member(customerId);
  const ctx = office.stage.context();
  const params = { shopName: 'Glow & Co', points: 10, day: '2026-12-31', unlessActive: false, link: 'https://glow.example' };
  await ctx.db.transaction(ctx.shop.id, (tx) =>
    queueMail(tx, ctx, office.stage.deps.secrets, { template: 'points-expire', key: recipient, memberId, locale, recipient, params }),
  );
  await office.work();
  const mail = (await office.arrived()).find(({ to }) => to.includes(recipient));
  const url = /List-Unsubscribe: <(.*)>/.exec(mail?.headers.join('\n') ?? '')?.[1] ?? '';
  expect(mail?.text).toContain(url);
  const { rows } = await office.stage.test.owner.query<{ id: string }>('select id from mail where key = $1', [recipient]);
  return { memberId, customerId, url, mailId: rows[0]?.id ?? '' };
}

const wishes = async (memberId: MemberId) => {
  const ctx = office.stage.context();
  return (await ctx.db.read(ctx.shop.id, (tx) => preferencesOf(tx, ctx, [memberId])))(memberId);
};
const oneClick = (url: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });

describe('the link of a mail', () => {
  it('asks when it is opened, and stops nothing: programs that look through mails open links too', async () => {
    const { memberId, url } = await written();
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const page = await answer.text();
    expect(page).toContain('No more e-mails?');
    expect(page).toContain('Glow &amp; Co');
    expect(await wishes(memberId)).toMatchObject({ notices: true });
  });

  it('stops mails with one click, twice like once, and keeps the language', async () => {
    const { memberId, url } = await written();
    await keepPreferences(office.stage.context(), memberId, { notices: true, locale: 'de' });
    for (const answer of [await oneClick(url), await oneClick(url)]) {
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('You will get no more e-mails');
    }
    expect(await wishes(memberId)).toEqual({ notices: false, locale: 'de' });
  });

  it('speaks the language of the mail', async () => {
    const { url } = await written('de');
    const page = await (await oneClick(url)).text();
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('Sie bekommen keine E-Mails mehr');
  });

  it('of a customer who was merged stops the mails of the one they are now', async () => {
    const { customerId, url } = await written();
    const { id: keptId } = await office.customer({ firstName: 'Kept' });
    const kept = await office.member(keptId);
    await mergeCustomers(office.stage.context(), { keptId, goneId: customerId });
    await oneClick(url);
    expect(await wishes(kept)).toMatchObject({ notices: false });
  });

  it('tells nothing of who got it', async () => {
    const { customerId, memberId, url } = await written();
    expect(url).not.toContain(memberId);
    expect(url).not.toContain(`/${customerId}`);
    expect(decodeURIComponent(url)).not.toContain('@');
  });
});

describe('a link that is not ours', () => {
  const forgeries: readonly [string, (url: string) => string, number][] = [
    ['with another signature', (url) => `${url.slice(0, -1)}${url.endsWith('A') ? 'B' : 'A'}`, 401],
    ['cut short', (url) => url.slice(0, -5), 401],
    ['of another mail', (url) => url.replace(/[0-9a-f]{12}\./, '000000000000.'), 401],
    ['of another shop', (url) => url.replace('glow-and-co', 'other-shop'), 401],
    ['without a mail', (url) => url.replace(/stop\/.*/, 'stop/glow-and-co.myshopify.com/x'), 401],
    ['with NUL', (url) => url.replace(/stop\/.*/, 'stop/%00/%00.%00'), 401],
  ];
  it.each(forgeries)('%s stops nothing', async (_name, forge, status) => {
    const { memberId, url } = await written();
    for (const answer of [await fetch(forge(url)), await oneClick(forge(url))]) expect(answer.status).toBe(status);
    expect(await wishes(memberId)).toMatchObject({ notices: true });
  });

  it('though signed, of a mail or a shop that is none, is not found', async () => {
    const parts = { appUrl: office.stage.appUrl, secrets: office.stage.deps.secrets };
    const nobody = stopUrl(parts, 'glow-and-co.myshopify.com', '019a0000-0000-7000-8000-000000000000');
    expect((await oneClick(nobody)).status).toBe(404);
    expect((await oneClick(stopUrl(parts, 'nowhere.myshopify.com', '019a0000-0000-7000-8000-000000000000'))).status).toBe(404);
    expect((await oneClick(stopUrl(parts, 'glow-and-co.myshopify.com', 'x'))).status).toBe(404);
  });
});
