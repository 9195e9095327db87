import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? '商品';
const points = (say: Say, count: number) => `${say.number(count)} 點`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × 每 ${say.unit(unitMinor, currency)} 得 ${points(say, rate)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${on} ${say.factor(hundredths)}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return `（每位會員最多 ${points(say, capPerMember ?? 0)}，先前已得 ${say.number(givenBefore ?? 0)}）`;
}

const ways = { down: '無條件捨去', 'half-up': '四捨五入', up: '無條件進位' } as const;

/** The reasons in the Chinese of Taiwan. */
export const chinese: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}：${priced(reason, say)}`,
  shipping: (reason, say) => `運費：${priced(reason, say)}`,
  duties: (reason, say) => `關稅：${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}：禮物卡不累積點數`,
  tip: ({ lineId }, say) => `${item(say, lineId)}：小費不累積點數`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}：此商品未付款`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}：特價商品不累積點數`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}：使用折扣碼的商品不累積點數`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}：本計畫不為此商品提供點數`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) => `退款 ${say.money(refundedMinor, currency)} 未指定商品，已分攤至所有商品`,
  'other-currency': ({ currency }, say) => `訂單為 ${currency}；點數以 ${say.currency} 計算`,
  'excluded-customer': ({ tag }) => `標籤「${tag}」的顧客不累積點數`,
  'excluded-channel': ({ channel }) => `來自「${channel}」的訂單不累積點數`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) => `訂單滿 ${say.money(minimumMinor)} 才累積點數；此訂單計入 ${say.money(baseMinor)}`,
  rounding: (reason, say) =>
    'per' in reason
      ? `逐項${ways[reason.rounding]}`
      : `由 ${say.number(reason.whole + reason.rest / reason.of)} ${ways[reason.rounding]}，整筆訂單一次`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? '指定商品點數加倍'}：${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? '指定通路點數加倍'}：${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? '定期購點數加倍'}：${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? '活動'}：${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? '額外點數'}：${say.title(lineId) ?? '商品'} ${say.number(quantity)} × ${points(say, each)}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? '首筆訂單'}：首筆訂單獎勵`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? '訂單'}：第 ${say.number(orderNumber)} 筆訂單`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? '消費'}：累計消費達 ${say.money(reachedMinor)}`,
  'campaign-bonus': (reason, say) => `${say.campaign(reason.id) ?? '活動'}：訂單滿 ${say.money(reason.minimumMinor)}${capped(reason, say)}`,
  'nothing-counts': () => '訂單中沒有可計算的項目，因此也沒有額外點數',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `先前已得 ${say.number(earnedBefore ?? 0)}`;
  switch (cap) {
    case 'order':
      return `每筆訂單最多 ${points(say, most)}`;
    case 'day':
      return `每日最多 ${points(say, most)}；${before}`;
    case 'month':
      return `每月最多 ${points(say, most)}；${before}`;
    case 'posting':
      return `一次最多 ${points(say, most)}`;
  }
}
