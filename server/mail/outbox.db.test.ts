import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../core/id.ts';
import { keepPreferences } from '../members/index.ts';
import { runJobs, type JobHandlers } from '../jobs/index.ts';
import { jobHandlers } from '../worker.ts';
import { openMailer, queueMail, sendMail, type NewMail } from './index.ts';
import { openPostOffice, type PostOffice } from './testing.ts';

let office: PostOffice;
let memberId: MemberId;
beforeAll(async () => {
  office = await openPostOffice();
  memberId = await office.member('101');
});
afterAll(() => office.close());

let number = 0;
/** A mail nobody wrote before. */
function mail(said: Partial<Extract<NewMail, { template: 'points-expire' }>> = {}): NewMail {
  number += 1;
  return {
    template: 'points-expire',
    key: `test/${number}`,
    memberId,
    locale: 'en',
    recipient: `reader-${number}@example.com`,
    params: { shopName: 'Glow & Co', points: 250, day: '2026-12-31', unlessActive: false, link: 'https://glow.example' },
    ...said,
  };
}

const ctx = () => office.stage.context('mail-test');
const queue = (one: NewMail) => ctx().db.transaction(ctx().shop.id, (tx) => queueMail(tx, ctx(), office.stage.deps.secrets, one));
const deps = (mailer = office.mailer) => ({ mailer, secrets: office.stage.deps.secrets, appUrl: office.stage.appUrl });

interface Row {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly recipient: string | null;
}
async function row({ key }: NewMail): Promise<Row> {
  const { rows } = await office.stage.test.owner.query<Row>('select id, state, reason, attempts, recipient from mail where key = $1', [
    key,
  ]);
  const [found] = rows;
  if (!found) throw new Error(`no mail ${key}`);
  return found;
}
const arrivedAt = async (recipient: string) => (await office.arrived()).filter(({ to }) => to.includes(recipient));

describe('a mail', () => {
  it('goes out with both parts, one click to stop, and who it is from; then whom it went to is forgotten', async () => {
    const one = mail();
    expect(await queue(one)).toBe('queued');
    const { id, recipient } = await row(one);
    expect(recipient).not.toContain('reader');
    await office.work();
    const [arrived, ...more] = await arrivedAt(one.recipient);
    expect(more).toEqual([]);
    expect(arrived).toMatchObject({
      subject: '250 points at Glow & Co expire on December 31, 2026',
      from: '"Glow & Co" <loyalty@glow.example>',
      messageId: `<${id}@glow.example>`,
      text: expect.stringContaining('Use them before that day'),
      html: expect.stringContaining('250 points'),
    });
    expect(arrived?.headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(arrived?.headers.some((line) => line.startsWith(`List-Unsubscribe: <${office.stage.appUrl}/rpc/mail/stop/`))).toBe(true);
    expect(await row(one)).toEqual({ id, state: 'sent', reason: null, attempts: 1, recipient: null });
  });

  it('of the same key and input is the same mail, also after it was sent', async () => {
    const one = mail();
    expect([await queue(one), await queue(one)]).toEqual(['queued', 'known']);
    await office.work();
    expect(await queue(one)).toBe('known');
    await office.work();
    expect(await arrivedAt(one.recipient)).toHaveLength(1);
  });

  it.each<[string, Partial<NewMail>]>([
    ['another recipient', { recipient: 'other@example.com' }],
    ['another language', { locale: 'de' }],
    [
      'other numbers',
      { params: { shopName: 'Glow & Co', points: 251, day: '2026-12-31', unlessActive: false, link: 'https://glow.example' } },
    ],
  ])('of the same key with %s is a conflict, and nothing is stored', async (_name, other) => {
    const one = mail();
    await queue(one);
    await expect(queue({ ...one, ...other } as NewMail)).rejects.toMatchObject({ code: 'key_reused' });
    await office.work();
    expect(await arrivedAt(one.recipient)).toHaveLength(1);
  });

  it('is not written when its cause is rolled back', async () => {
    const one = mail();
    const broken = ctx().db.transaction(ctx().shop.id, async (tx) => {
      await queueMail(tx, ctx(), office.stage.deps.secrets, one);
      throw new Error('the cause fell through');
    });
    await expect(broken).rejects.toThrow('fell through');
    await office.work();
    expect(await arrivedAt(one.recipient)).toEqual([]);
  });

  it.each(['nobody', 'a@b@c', 'a b@example.com', 'a@example.com\r\nBcc: all@example.com', `${'a'.repeat(250)}@example.com`])(
    'to %j is refused',
    async (recipient) => {
      await expect(queue(mail({ recipient }))).rejects.toMatchObject({ code: 'invalid_request' });
    },
  );
});

describe('trouble on the way', () => {
  const trouble = (operation: string, mode: string, times = 1) => office.stage.control('faults', { operation, mode, times });

  it('a lost answer sends it twice under one Message-ID, and it is noted once', async () => {
    const one = mail();
    await queue(one);
    const { id } = await row(one);
    await trouble('smtp', 'timeout-after');
    await expect(sendMail(ctx(), deps(), id)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await row(one)).toMatchObject({ state: 'queued', attempts: 1, recipient: expect.any(String) });
    await office.work();
    const arrived = await arrivedAt(one.recipient);
    expect(arrived.map(({ messageId }) => messageId)).toEqual([`<${id}@glow.example>`, `<${id}@glow.example>`]);
    expect(await row(one)).toMatchObject({ state: 'sent', attempts: 2, recipient: null });
  });

  it('a server that is busy is asked again', async () => {
    const one = mail();
    await queue(one);
    await trouble('smtp', '500');
    await expect(office.work()).rejects.toMatchObject({ code: 'unavailable' });
    expect(await arrivedAt(one.recipient)).toEqual([]);
    await office.work();
    expect(await arrivedAt(one.recipient)).toHaveLength(1);
  });

  it('a recipient whom the server refuses is not tried again', async () => {
    const one = mail();
    await queue(one);
    await trouble('smtp-recipient', '500');
    await office.work();
    expect(await row(one)).toMatchObject({ state: 'failed', reason: 'smtp-550', attempts: 1, recipient: null });
  });

  it('a server that never answers is given up after twelve tries, and the recipient is forgotten', async () => {
    const one = mail();
    await queue(one);
    const { id } = await row(one);
    const nowhere = openMailer({ url: 'smtp://127.0.0.1:1', from: 'loyalty@glow.example' });
    for (let tries = 1; tries < 12; tries++)
      await expect(sendMail(ctx(), deps(nowhere), id)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await sendMail(ctx(), deps(nowhere), id)).toEqual({ state: 'failed', reason: 'given-up' });
    nowhere.close();
    expect(await row(one)).toMatchObject({ state: 'failed', recipient: null });
    await office.work();
  });

  it('without a server it is dropped and says so', async () => {
    const one = mail();
    await queue(one);
    const { id } = await row(one);
    await jobHandlers(office.stage.deps)['send-mail']({ shopDomain: office.stage.shop.domain, mailId: id });
    expect(await row(one)).toEqual({ id, state: 'dropped', reason: 'not-set-up', attempts: 0, recipient: null });
    await office.work();
  });

  it('who stopped mails meanwhile gets none', async () => {
    const silent = await office.member('102');
    const one = mail({ memberId: silent });
    await queue(one);
    await keepPreferences(ctx(), silent, { notices: false, locale: null });
    await office.work();
    expect(await row(one)).toMatchObject({ state: 'dropped', reason: 'not-wished', recipient: null });
  });

  it('what has become too late is not told', async () => {
    const one = mail({ uselessFrom: ctx().now });
    await queue(one);
    await office.work();
    expect(await row(one)).toMatchObject({ state: 'dropped', reason: 'too-late', recipient: null });
  });
});

it('nobody’s address stands in the log, nor with a job that failed', async () => {
  const one = mail();
  await queue(one);
  let logged = '';
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        logged += chunk.toString();
        done();
      },
    }),
  );
  await office.stage.control('faults', { operation: 'smtp', mode: '500', times: 1 });
  const real = jobHandlers({ ...office.stage.deps, log }, office.mailer);
  const tried = Promise.withResolvers<void>();
  const handlers: JobHandlers = { ...real, 'send-mail': (payload) => real['send-mail'](payload).finally(() => tried.resolve()) };
  const runner = await runJobs(office.stage.test.owner, handlers, log);
  await tried.promise;
  await runner.stop();
  const { rows } = await office.stage.test.owner.query<{ last_error: string }>('select last_error from graphile_worker._private_jobs');
  expect(rows).toMatchObject([{ last_error: expect.stringContaining('did not take a mail') }]);
  expect(logged).toContain('did not take a mail');
  expect(logged + rows[0]?.last_error).not.toContain('@example.com');
  await office.work();
  expect(await row(one)).toMatchObject({ state: 'sent' });
});

describe('the database refuses', () => {
  const insert = `insert into mail (shop_id, id, key, input_hash, member_id, template, locale, recipient, params, state, reason, attempts, queued_at, closed_at)
    select shop_id, gen_random_uuid(), key || gen_random_uuid(), input_hash, member_id, template, locale`;
  it.each([
    ['a mail that begins as sent', `${insert}, null, params, 'sent', null, 1, now(), now() from mail where key = $1`, '23L50'],
    ['a mail that begins tried', `${insert}, repeat('x', 60), params, 'queued', null, 3, now(), null from mail where key = $1`, '23L50'],
    ['a mail to nobody', `${insert}, null, params, 'queued', null, 0, now(), null from mail where key = $1`, '23514'],
    [
      'a template nobody knows',
      `insert into mail (shop_id, id, key, input_hash, member_id, template, locale, recipient, params, queued_at)
      select shop_id, gen_random_uuid(), 'x', input_hash, member_id, 'spam', locale, recipient, params, now() from mail where key = $1`,
      '23514',
    ],
    [
      'the same key twice',
      `insert into mail (shop_id, id, key, input_hash, member_id, template, locale, recipient, params, queued_at)
      select shop_id, gen_random_uuid(), key, input_hash, member_id, template, locale, recipient, params, now() from mail where key = $1`,
      '23505',
    ],
    [
      'a member of another shop',
      `insert into mail (shop_id, id, key, input_hash, member_id, template, locale, recipient, params, queued_at)
      select shop_id, gen_random_uuid(), 'y', input_hash, gen_random_uuid(), template, locale, recipient, params, now() from mail where key = $1`,
      '23503',
    ],
    ['other words', `update mail set params = '{}' where key = $1`, '23L51'],
    ['another member', `update mail set member_id = (select id from member where id <> member_id limit 1) where key = $1`, '23L51'],
    ['another recipient', `update mail set recipient = repeat('x', 60) where key = $1`, '23L51'],
    ['fewer attempts', `update mail set attempts = -1 where key = $1`, '23L51'],
    ['sent without an attempt', `update mail set state = 'sent', closed_at = now(), recipient = null where key = $1`, '23514'],
    ['closed, with the recipient kept', `update mail set state = 'dropped', reason = 'x', closed_at = now() where key = $1`, '23514'],
    ['dropped without a reason', `update mail set state = 'dropped', recipient = null, closed_at = now() where key = $1`, '23514'],
    ['deletion', `delete from mail where key = $1`, '23L01'],
  ])('%s', async (_name, sql, code) => {
    const one = mail();
    await queue(one);
    await expect(office.stage.test.owner.query(sql, [one.key])).rejects.toMatchObject({ code });
    expect(await row(one)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  it.each([
    ['sending again', `update mail set state = 'queued', closed_at = null, recipient = repeat('x', 60) where key = $1`],
    ['failing afterwards', `update mail set state = 'failed', reason = 'x' where key = $1`],
    ['a recipient afterwards', `update mail set recipient = repeat('x', 60) where key = $1`],
  ])('%s, of what was sent', async (_name, sql) => {
    const one = mail();
    await queue(one);
    await office.work();
    await expect(office.stage.test.owner.query(sql, [one.key])).rejects.toMatchObject({ code: '23L51' });
  });

  it('another shop’s eyes', async () => {
    const one = mail();
    await queue(one);
    const other = await office.stage.test.shop();
    expect(await office.stage.test.db.read(other.id, (tx) => tx.rows('select from mail'))).toEqual([]);
  });

  it('the server a change of what a mail tells', async () => {
    const one = mail();
    await queue(one);
    const change = ctx().db.transaction(ctx().shop.id, (tx) => tx.exec(`update mail set params = '{}' where key = $1`, [one.key]));
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });
});
