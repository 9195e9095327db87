import { createHmac } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultDefinition, locales, publish } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';
import { customerToken } from '../testing/tokens.ts';
import { publicProgramShape, tierShape } from '../views/index.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const base = defaultDefinition('USD');
  const definition = {
    ...base,
    name: 'Glow <Rewards> & more',
    tiers: base.tiers.map((tier, i) => (i === 1 ? { ...tier, nameIn: { de: 'Profi' }, thresholdOrders: 1, accessTag: 'early' } : tier)),
    earning: { ...base.earning, perMajorUnits: 10, minimumOrderMinor: 500 },
    actions: [{ id: 'review', kind: 'review', name: 'Write a review', points: 1, limit: { times: 1, per: 'month' } }],
    campaigns: [
      { id: 'now', name: 'Double', from: '2026-11-01', to: '2026-11-30', effect: { kind: 'factor', factorHundredths: 200 } },
      {
        id: 'few',
        name: 'For the few',
        from: '2026-11-01',
        to: '2026-11-30',
        audience: { tiers: ['pro', 'icon'] },
        capPerMember: 500,
        effect: { kind: 'bonus', points: 50, minimumOrderMinor: 2_000 },
      },
      { id: 'over', name: 'Long over', from: '2026-10-01', to: '2026-10-31', effect: { kind: 'factor', factorHundredths: 200 } },
      {
        id: 'vip',
        name: 'For VIPs',
        from: '2026-11-01',
        to: '2026-11-30',
        audience: { customerTags: ['vip'] },
        effect: { kind: 'factor', factorHundredths: 200 },
      },
    ],
    rewards: [
      ...base.rewards,
      {
        id: 'late',
        kind: 'amount',
        name: 'Later',
        points: 200,
        minimumOrderMinor: 0,
        amountMinor: 500,
        tierFrom: 'pro',
        validFrom: '2026-12-01',
      },
      { id: 'gone', kind: 'amount', name: 'Long gone', points: 200, minimumOrderMinor: 0, amountMinor: 500, validTo: '2026-10-31' },
      {
        id: 'slide',
        kind: 'slider',
        name: 'As you like',
        points: 100,
        minimumOrderMinor: 0,
        stepMinor: 100,
        minimumSteps: 5,
        maximumSteps: 50,
      },
    ],
  };
  const published = await publish(stage.context(), { basedOnVersion: 1, definition });
  if ('problems' in published) throw new Error(JSON.stringify(published.problems));
});
afterAll(() => stage.close());

const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${stage.appUrl}${path}`, { headers });
const page = (query = '', headers: Record<string, string> = {}) => ask(`/rpc/programs/${stage.shop.domain}/page${query}`, headers);

function signed(query: string): string {
  const secret = stage.deps.config.shopify.apiSecrets[0] ?? '';
  const message = query.split('&').sort().map(decodeURIComponent).join('');
  return `${query}&signature=${createHmac('sha256', secret).update(message).digest('hex')}`;
}

const ways: Record<(typeof locales)[number], string> = {
  en: 'Ways to earn',
  de: 'Profi',
  fr: 'Comment gagner des points',
  es: 'Cómo ganar puntos',
  ja: 'ポイントの貯め方',
  th: 'วิธีรับคะแนน',
  'zh-TW': '如何累積點數',
};

describe('the public programme page', () => {
  it('says what is promised: tiers with what they ask for, ways to earn now, rewards with prices; escaped', async () => {
    const answer = await page();
    expect(answer.status).toBe(200);
    const text = (await answer.text()).replaceAll(/>\s+</g, '><');
    expect(text).toContain('<html lang="en">');
    expect(text).toContain('Glow &lt;Rewards&gt; &amp; more');
    expect(text).toContain('$150.00 spent or 1 order<');
    expect(text).toContain('2 points per $10');
    expect(text).toContain('2×, until November 30, 2026');
    expect(text).toMatch(/Write a review<\/h3><p>1 point<\/p><p class="small">once a month</);
    expect(text).toMatch(
      /50 points, until November 30, 2026<\/p><p class="small">for Pro and Icon<\/p><p class="small">for orders from \$20\.00<\/p>/,
    );
    expect(text).toContain('at most 500 points');
    expect(text).toMatch(
      /Later<\/h3><p>200 points<\/p><p class="small">for members from Pro on<\/p><p class="small">from December 1, 2026</,
    );
    expect(text).toContain('100 points for each $1.00');
    expect(text).toMatch(/\$3 off<\/h3><p>100 points<\/p><p class="small">for orders from \$10\.00</);
    expect(text).not.toMatch(/Long over|Long gone|For VIPs|<script/);
  });

  it.each(locales)('speaks %s', async (locale) => {
    const [byQuery, byHeader] = [await page(`?locale=${locale}`), await page('', { 'accept-language': `${locale};q=0.9, xx` })];
    const text = await byQuery.text();
    expect(text).toContain(`<html lang="${locale}">`);
    expect(await byHeader.text()).toBe(text);
    expect(text).toContain(ways[locale]);
  });

  it('may be kept, and is not sent again while it is the same', async () => {
    const first = await page();
    expect(first.headers.get('cache-control')).toBe('public, max-age=300');
    const tag = first.headers.get('etag') ?? '';
    expect((await page('', { 'if-none-match': tag })).status).toBe(304);
    expect((await page('?locale=de', { 'if-none-match': tag })).status).toBe(200);
  });

  it('comes through the app proxy when Shopify signed, and not else', async () => {
    const query = `shop=${stage.shop.domain}&path_prefix=%2Fapps%2Flaurel&timestamp=1793630000&logged_in_customer_id=`;
    expect((await ask(`/proxy/programme?${signed(query)}`)).status).toBe(200);
    expect((await ask(`/proxy/programme?${signed(query).replace('timestamp=1', 'timestamp=2')}`)).status).toBe(401);
    expect((await ask(`/proxy/programme?${query}`)).status).toBe(401);
  });

  it('has another tag when it says something else on the same day', async () => {
    const tag = (await page()).headers.get('etag') ?? '';
    expect((await page('?locale=de')).headers.get('etag')).not.toBe(tag);
    stage.advance(86_400_000);
    expect((await page()).headers.get('etag')).toBe(tag);
    stage.advance(29 * 86_400_000);
    expect((await page()).headers.get('etag')).not.toBe(tag);
    stage.advance(-30 * 86_400_000);
  });

  it('as JSON gives of the programme what its shape says, and no more', async () => {
    const program = (await (await ask(`/rpc/programs/${stage.shop.domain}`)).json()) as Record<string, object[]>;
    expect(
      publicProgramShape
        .strict()
        .extend({ tiers: z.array(tierShape.strict()) })
        .parse(program),
    ).toEqual(program);
    expect(program).toMatchObject({
      perMajorUnits: 10,
      need: 'any',
      rateIsLeast: false,
      tiers: [{ benefits: ['2 points per $10', 'Points on every order'] }, { thresholdOrders: 1 }, {}],
      actions: [{ id: 'review', name: 'Write a review', points: 1, times: 1, per: 'month' }],
      campaigns: [{ id: 'now', factorHundredths: 200, lastDay: '2026-11-30' }],
    });
    expect(program['campaigns']).toHaveLength(1);
    expect(program['rewards']?.at(-1)).toMatchObject({ id: 'slide', slider: { minimum: 5, maximum: 50, stepMinor: 100 } });
  });

  it('the member overview gives no more of any tier than the shape either', async () => {
    const headers = { authorization: `Bearer ${await customerToken(stage, '102')}` };
    const { program, tier, next } = (await (await ask('/rpc/member', headers)).json()) as Record<string, Record<string, unknown>>;
    for (const told of [...((program?.['tiers'] ?? []) as object[]), next?.['tier']]) expect(tierShape.strict().parse(told)).toEqual(told);
    const { since: _, reason: __, keeps: ___, ...own } = tier ?? {};
    expect(tierShape.strict().parse(own)).toEqual(own);
  });

  it('of a shop that is none of ours: refused in words', async () => {
    expect((await ask('/rpc/programs/stranger.myshopify.com/page')).status).toBe(401);
    const strange = await ask('/rpc/programs/nonsense/page');
    expect([strange.status, await strange.json()]).toMatchObject([400, { message: 'The shop has to be a myshopify.com domain.' }]);
  });
});
