// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { aRedemption, aReward, anOverview } from '../../client/fixtures.ts';
import { given, openSurface, type Asked } from '../../testing/surface.ts';

const surface = openSurface('customer-account.page.render', import.meta.dirname);
const shopify = 'shopify://customer-account/api/2026-07/graphql.json';
const kept = () => Response.json({ data: { customer: { metafield: { value: '{"points":120,"tier":"Pro"}' } } } });
const history = () => Response.json({ entries: [], next: null });

/** Shopify answers; Laurel as said, with an empty history. */
const answering =
  (overview: () => Response | undefined) =>
  ({ path }: Asked): Response | undefined => {
    if (path === shopify) return kept();
    return path.endsWith('/history') ? history() : overview();
  };

beforeEach(() => {
  surface.give('localization.extensionLanguage', given({ isoCode: 'en' }));
});

const button = (text: string) => surface.find('s-button').find((one) => one.textContent === text);
const press = (text: string) => button(text)?.dispatchEvent(new Event('click'));
const overviews = () => surface.asked.filter(({ path }) => path === '/rpc/member');

test('Shopify says what it keeps while Laurel has not answered', async () => {
  surface.answers = answering(() => undefined);
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('points 120 120'));
  expect(surface.text()).toContain('Pro');
  expect(surface.find('s-skeleton-paragraph')).not.toEqual([]);
});

test('one request brings the rest', async () => {
  surface.answers = answering(() => Response.json(anOverview()));
  await surface.render();
  await vi.waitFor(() => expect(button('act.redeem')).toBeDefined());
  expect(surface.text()).toContain('points 340 340');
  expect(overviews()).toEqual([{ method: 'GET', path: '/rpc/member', body: null }]);
});

test('while Laurel is down the summary stays with a calm sentence, and another try brings the rest', async () => {
  surface.answers = answering(() => Response.json({ code: 'internal', message: 'no', requestId: 'r' }, { status: 400 }));
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('error.kept'));
  expect(surface.text()).toContain('points 120 120');
  expect(surface.text()).not.toContain('error.heading');
  surface.answers = answering(() => Response.json(anOverview()));
  press('error.again');
  await vi.waitFor(() => expect(surface.text()).toContain('points 340 340'));
});

test('with both silent for good it says that nothing is lost', async () => {
  surface.answers = () => Response.json({ code: 'internal', message: 'no', requestId: 'request-1' }, { status: 400 });
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('failure.unknown'));
  expect(surface.find('s-banner')[0]?.getAttribute('heading')).toBe('error.heading');
  expect(surface.text()).toContain('error.reference request-1');
});

test('of a slider the member redeems as many steps as were chosen', async () => {
  const slide = aReward({ id: 'slide', kind: 'slider', points: 50, slider: { minimum: 1, maximum: 10, stepMinor: 1_00 } });
  const redemption = aRedemption({ rewardId: 'slide' });
  surface.answers = (asked) => {
    if (asked.method === 'POST' && asked.path !== shopify) return Response.json(redemption);
    return answering(() => Response.json(anOverview({ rewards: [slide] })))(asked);
  };
  await surface.render();
  await vi.waitFor(() => expect(button('act.redeem')).toBeDefined());
  const [select] = surface.find('s-select');
  Object.assign(select ?? {}, { value: '3' });
  select?.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(button('act.redeem')?.getAttribute('accessibilityLabel')).toContain('150'));
  press('act.redeem');
  await vi.waitFor(() => expect(surface.asked.some(({ path }) => path === '/rpc/member/redemptions')).toBe(true));
  expect(surface.asked.find(({ path }) => path === '/rpc/member/redemptions')?.body).toMatchObject({ rewardId: 'slide', steps: 3 });
});

test('a code shows how long it is good', async () => {
  const redemption = aRedemption();
  surface.answers = answering(() => Response.json(anOverview({ redemptions: [redemption] })));
  await surface.render();
  await vi.waitFor(() => expect(surface.text()).toContain('left.minutes 30 30'));
  expect(surface.text()).toContain(redemption.code);
});
