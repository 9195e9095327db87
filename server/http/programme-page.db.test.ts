import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultDefinition, locales, publish } from '../program/index.ts';
import { openStage, type Stage } from '../testing/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  const base = defaultDefinition('USD');
  const definition = {
    ...base,
    name: 'Glow <Rewards> & more',
    tiers: base.tiers.map((tier, i) => (i === 1 ? { ...tier, nameIn: { de: 'Profi' }, thresholdOrders: 3 } : tier)),
    actions: [{ id: 'review', kind: 'review', name: 'Write a review', points: 1, limit: { times: 1, per: 'month' } }],
    campaigns: [
      { id: 'now', name: 'Double', from: '2026-11-01', to: '2026-11-30', effect: { kind: 'factor', factorHundredths: 200 } },
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
    expect(text).toContain('$150.00 spent or 3 orders');
    expect(text).toContain('2 points per $1');
    expect(text).toContain('2×, until November 30, 2026');
    expect(text).toMatch(/Write a review<\/h3><p>1 point</);
    expect(text).toMatch(/\$3 off<\/h3><p>100 points<\/p><p class="small">for orders from \$10\.00</);
    expect(text).not.toMatch(/Long over|For VIPs|<script/);
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

  it('as JSON gives no more of a tier than its shape says', async () => {
    const { tiers } = (await (await ask(`/rpc/programs/${stage.shop.domain}`)).json()) as { tiers: object[] };
    for (const tier of tiers) expect(Object.keys(tier).sort()).toEqual(['id', 'name', 'perks', 'pointsPerMajorUnit', 'thresholdMinor']);
  });

  it('of a shop that is none of ours: refused in words', async () => {
    expect((await ask('/rpc/programs/stranger.myshopify.com/page')).status).toBe(401);
    const strange = await ask('/rpc/programs/nonsense/page');
    expect([strange.status, await strange.json()]).toMatchObject([400, { message: 'The shop has to be a myshopify.com domain.' }]);
  });
});
