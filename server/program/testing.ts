import { defaultDefinition, type Definition } from './definition.ts';

/** A definition that uses every setting there is, and every kind of everything that comes in lists. */
export function fullDefinition(): Definition {
  const base = defaultDefinition('USD');
  const nameIn = { en: 'Name', de: 'Name', fr: 'Nom', es: 'Nombre', ja: '名前', th: 'ชื่อ', 'zh-TW': '名稱' };
  const sentences = { en: ['One'], de: ['Eins'], fr: ['Un'], es: ['Uno'], ja: ['一'], th: ['หนึ่ง'], 'zh-TW': ['一'] };
  const match = { products: ['11'], collections: ['22'], tags: ['skin'], vendors: ['Dew'] };
  const limit = { times: 2, per: 'month' as const };
  const terms = {
    nameIn,
    minimumOrderMinor: 50_00,
    tierFrom: 'pro',
    limitPerMember: limit,
    limitTotal: 500,
    validFrom: '2026-01-01',
    validTo: '2027-12-31',
    combinesWith: { order: true, product: true, shipping: true } as const,
  };
  const [fan, pro, icon] = base.tiers as [Definition['tiers'][0], Definition['tiers'][0], Definition['tiers'][0]];
  return {
    ...base,
    tiers: [
      { ...fan, nameIn, perksIn: sentences, entryGift: { kind: 'points', points: 10 } },
      {
        ...pro,
        nameIn,
        perksIn: sentences,
        thresholdPoints: 500,
        thresholdOrders: 5,
        rateIn: { JPY: { points: 1, perMajorUnits: 100 } },
        entryGift: { kind: 'points', points: 50 },
        accessTag: 'vip',
        freeShippingFromMinor: 40_00,
        birthdayPoints: 100,
      },
      { ...icon, nameIn, perksIn: sentences, inviteOnly: true },
    ],
    earning: {
      ...base.earning,
      rules: [
        { id: 'purchase', kind: 'purchase' },
        { id: 'e-line', kind: 'line-factor', name: 'Line', nameIn, match, factorHundredths: 150 },
        { id: 'e-points', kind: 'line-points', name: 'Points', nameIn, match, points: 5 },
        { id: 'e-channel', kind: 'channel-factor', name: 'Channel', nameIn, channels: ['pos'], factorHundredths: 120 },
        { id: 'e-sub', kind: 'subscription-factor', name: 'Subscription', nameIn, factorHundredths: 130 },
        { id: 'e-first', kind: 'first-order', name: 'First', nameIn, points: 50 },
        { id: 'e-order', kind: 'order-milestone', name: 'Fifth', nameIn, orders: 5, every: true, points: 100 },
        { id: 'e-spend', kind: 'spend-milestone', name: 'Thousand', nameIn, spendMinor: 1000_00, points: 200 },
      ],
      perMajorUnits: 1,
      roundingPer: 'order',
      include: { tax: true, shipping: true, duties: true, tips: true, giftCards: true },
      exclude: { saleLines: true, codeLines: true, lines: match, customerTags: ['staff'], channels: ['wholesale'] },
      minimumOrderMinor: 5_00,
      caps: { order: 1_000, day: 2_000, month: 5_000 },
      expiryOf: {
        action: { kind: 'months-after-earning', months: 6 },
        gift: { kind: 'inactivity', months: 6 },
        referral: { kind: 'never' },
        adjustment: { kind: 'calendar-date', month: 12, day: 31, atLeastMonths: 3 },
      },
      expiryNoticeDays: [30, 7],
    },
    actions: [{ id: 'a-sign', kind: 'sign-up', name: 'Joined', nameIn, points: 20, limit: { times: 1, per: 'ever' } }],
    campaigns: [
      {
        id: 'c-factor',
        name: 'Double',
        nameIn,
        from: '2026-11-01',
        to: '2026-11-30',
        audience: { tiers: ['pro'], customerTags: ['press'] },
        effect: { kind: 'factor', factorHundredths: 200, match },
        capPerMember: 400,
      },
      {
        id: 'c-bonus',
        name: 'Bonus',
        from: '2026-12-01',
        to: '2026-12-24',
        effect: { kind: 'bonus', points: 30, minimumOrderMinor: 20_00 },
      },
    ],
    rewards: [
      { id: 'r-amount', kind: 'amount', name: 'Amount', points: 100, ...terms, amountMinor: 3_00, on: match },
      { id: 'r-percent', kind: 'percentage', name: 'Percent', points: 400, ...terms, percent: 15, capMinor: 20_00, on: match },
      { id: 'r-slider', kind: 'slider', name: 'Slider', points: 100, ...terms, stepMinor: 3_00, minimumSteps: 1, maximumSteps: 10 },
      { id: 'r-ship', kind: 'free-shipping', name: 'Shipping', points: 150, ...terms, capMinor: 5_00 },
      { id: 'r-product', kind: 'product', name: 'Product', points: 500, ...terms, productId: '11', variantId: '12', valueMinor: 15_00 },
      { id: 'r-card', kind: 'gift-card', name: 'Card', points: 350, ...terms, amountMinor: 10_00 },
      { id: 'r-credit', kind: 'store-credit', name: 'Credit', points: 340, ...terms, amountMinor: 10_00 },
      { id: 'r-early', kind: 'early-access', name: 'Early', points: 50, ...terms, tag: 'early', days: 7 },
      { id: 'r-custom', kind: 'custom', name: 'Call', points: 300, ...terms, instructions: 'Ask at the till', costMinor: 9_00 },
    ],
    redemption: { ...base.redemption, giveBack: 'fair-share' },
    referral: {
      friend: { kind: 'points', points: 50 },
      advocate: { kind: 'reward', rewardId: 'r-card' },
      ladder: [{ friends: 3, advocate: { kind: 'points', points: 300 } }],
      minimumOrderMinor: 20_00,
      newCustomersOnly: true,
      vestDays: 14,
      inviteAfterOrder: false,
      limitPerAdvocate: { times: 5, per: 'year' },
      from: '2026-01-01',
      to: '2026-12-31',
    },
    economy: { marginPercent: 60, pointValueMicros: 30_000 },
  };
}

export type Edit = readonly [path: string, value: unknown];

/** A definition with some places changed; undefined takes the place out. */
export function edited(definition: Definition, ...edits: readonly Edit[]): Definition {
  const draft = structuredClone(definition);
  for (const [path, value] of edits) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], draft) as Record<string, unknown>;
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return draft;
}
