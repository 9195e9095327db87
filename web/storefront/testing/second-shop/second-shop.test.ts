import type { MemberOverview, PublicProgram } from '@laurel/server/api';
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoyaltyOptions } from '../../app/lib/loyalty.server';

const storefront = join(import.meta.dirname, '../..');
const root = join(storefront, '../..');
let shop: string;
let answer: (request: Request, options: LoyaltyOptions) => Promise<Response>;

/** A folder of its own, with the kit as an installed package: nothing of this project is within its reach. */
beforeAll(async () => {
  shop = await mkdtemp(join(tmpdir(), 'second-shop-'));
  const kit = join(shop, 'node_modules/@laurel/storefront');
  await mkdir(kit, { recursive: true });
  await cp(join(import.meta.dirname, 'entry.tsx'), join(shop, 'entry.tsx'));
  for (const part of ['package.json', 'app']) await cp(join(storefront, part), join(kit, part), { recursive: true });
  for (const name of ['react', 'react-dom', 'react-router']) {
    await symlink(join(root, 'node_modules', name), join(shop, 'node_modules', name), 'junction');
  }
  await build({
    root: shop,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: ['@laurel/storefront'] },
    build: { ssr: 'entry.tsx', outDir: 'dist', rolldownOptions: { output: { entryFileNames: 'entry.mjs' } } },
  });
  ({ answer } = (await import(pathToFileURL(join(shop, 'dist/entry.mjs')).href)) as { answer: typeof answer });
}, 60_000);
afterAll(() => rm(shop, { recursive: true }));

const tier = {
  id: 'fan',
  name: 'Fan',
  thresholdMinor: 0,
  pointsPerMajorUnit: 3,
  perks: [],
  benefits: ['3 points per $10', 'Early access'],
};
const pro = { ...tier, id: 'pro', name: 'Pro', thresholdOrders: 1, inviteOnly: undefined, benefits: [] };
const facts = { name: 'Club', currency: 'USD', perMajorUnits: 10, need: 'any' as const, tiers: [tier, pro] };
const slider = {
  id: 'slide',
  kind: 'slider' as const,
  name: 'As you like',
  points: 10,
  minimumOrderMinor: 0,
  slider: { minimum: 2, maximum: 50, stepMinor: 100 },
};
const open = { rewardId: 'x', points: 10, state: 'issued' as const, until: '2026-11-27T00:00:00Z', canUndo: true };
const overview: MemberOverview = {
  at: '2026-11-02T15:00:00.000Z',
  program: facts,
  member: { id: '019ab000-0000-7000-8000-00000000000a', customerId: '102', name: 'Ben', since: '2026-01-01T00:00:00Z' },
  points: { available: 45, pending: 0, held: 0, debt: 0 },
  tier: { ...tier, since: '2026-01-01T00:00:00Z', reason: '', keeps: { by: 'activity', until: null, after: null, text: '' } },
  next: null,
  expiring: [],
  rewards: [
    { ...slider, discountMinor: 200, whyNot: null },
    { ...slider, id: 'late', name: 'For Pros', slider: undefined, discountMinor: null, whyNot: { code: 'tier-too-low', tierId: 'pro' } },
  ],
  actions: [],
  redemptions: [
    { ...open, id: '019ab000-0000-7000-8000-000000000001', title: '$5 off', code: 'LR-1', way: 'code' },
    { ...open, id: '019ab000-0000-7000-8000-000000000002', title: 'A tote bag', code: null, way: 'by-hand' },
  ],
};
const program: PublicProgram = {
  ...facts,
  version: 1,
  rateIsLeast: true,
  rewards: [{ ...slider, tierFrom: 'pro', validFrom: null, validTo: null }],
  actions: [{ id: 'review', kind: 'review', name: 'Write a review', points: 50, times: 1, per: 'month', how: 'reported' }],
  campaigns: [],
};

/** What Laurel hears from the shop, and what it answers. */
function visitor(signedIn: boolean, { laurelIsUp = true, rateIsLeast = true } = {}) {
  const heard: { path: string; body: unknown }[] = [];
  const options: LoyaltyOptions = {
    url: 'http://laurel.example',
    shop: 'second.myshopify.com',
    fetch: async (request) => {
      if (!laurelIsUp) throw new TypeError('fetch failed');
      const { pathname } = new URL(request.url);
      heard.push({ path: pathname, body: request.body ? JSON.parse(await request.text()) : undefined });
      if (pathname === '/rpc/storefront/sessions') return Response.json({ token: 't', expiresAt: '2100-01-01T00:00:00Z' }, { status: 201 });
      return Response.json(pathname.startsWith('/rpc/programs/') ? { ...program, rateIsLeast } : overview);
    },
    accessToken: async () => (signedIn ? 'shcat_ben' : undefined),
    session: { get: () => undefined, set: () => undefined },
    now: () => Date.parse('2026-11-26T00:00:00Z'),
    log: () => undefined,
  };
  const ask = (init?: RequestInit) => answer(new Request('http://second.example/points', init), options);
  return { ask, heard, page: async () => (await (await ask()).text()).replaceAll('<!-- -->', '') };
}

describe('another shop with the kit', () => {
  it('shows a guest what there is, in the programme’s unit', async () => {
    const page = await visitor(false).page();
    expect(page).toContain('3 points per $10');
    expect(page).toContain('Early access');
    expect(page).toContain('From 1 order');
    expect(page).toContain('10 points for each $1, from $2 to $50');
    expect(page).toContain('For members from Pro on');
    expect(page).toContain('50 points, once a month');
    expect(page).toContain('Members earn at least 14 points');
    expect(page).not.toContain('<form');
  });

  it('promises a guest no least where there is none', async () => {
    expect(await visitor(false, { rateIsLeast: false }).page()).toContain('Members earn about 14 points');
  });

  it('offers to use what has a code, and says of what staff hand over that they do', async () => {
    const page = await visitor(true).page();
    expect(page).toContain('Use in cart: $5 off');
    expect(page).toContain('The shop hands it over. 10 points set aside');
    expect(page).not.toContain('Use in cart: A tote bag');
  });

  it('shows a member the steps their points pay for, and why not', async () => {
    const page = await visitor(true).page();
    expect(page.match(/<option value="\d+">[^<]+/g)).toEqual([
      '<option value="2">$2 for 20 points',
      '<option value="3">$3 for 30 points',
      '<option value="4">$4 for 40 points',
    ]);
    expect(page).toContain('For members from Pro on');
  });

  it('sends what its form was filled in with', async () => {
    const { ask, heard, page } = visitor(true);
    const [, form = ''] = (await page()).split('class="ly-redeem"');
    const fields = [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]+)"/g)].map(([, name, value]) => [name, value]);
    const body = new URLSearchParams([...fields, ['steps', '3']] as [string, string][]);
    const answered = await ask({ method: 'POST', body });
    expect([answered.status, answered.headers.get('location')]).toEqual([303, '/points']);
    expect(heard.at(-1)).toEqual({ path: '/rpc/member/redemptions', body: { rewardId: 'slide', attempt: 'this-showing-slide', steps: 3 } });
  });

  it('sells on while Laurel is down', async () => {
    expect(await visitor(true, { laurelIsUp: false }).page()).toContain('Points are not available right now');
  });
});

it('docs/storefront-kit.md names only what the kit has', async () => {
  const [text, manifest] = await Promise.all([
    readFile(join(root, 'docs/storefront-kit.md'), 'utf8'),
    readFile(join(storefront, 'package.json'), 'utf8'),
  ]);
  const doors = (JSON.parse(manifest) as { exports: Record<string, string> }).exports;
  const imports = [...text.matchAll(/import (?:\{([^}]+)\} from )?'@laurel\/storefront\/([\w.]+)'/g)];
  expect(imports.length).toBeGreaterThan(2);
  for (const [, names = '', door] of imports) {
    const source = await readFile(join(storefront, doors[`./${door}`] ?? 'nowhere'), 'utf8');
    for (const name of names.split(',')) expect(source).toMatch(new RegExp(`\\b${name.replace('type ', '').trim()}\\b`));
  }
});
