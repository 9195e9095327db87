import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? '商品';
const points = (say: Say, count: number) => `${say.number(count)}ポイント`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${say.unit(unitMinor, currency)}につき${points(say, rate)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${on}に${say.factor(hundredths)}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return `（お一人様${points(say, capPerMember ?? 0)}まで、うち${say.number(givenBefore ?? 0)}は獲得済み）`;
}

const ways = { down: '切り捨て', 'half-up': '四捨五入', up: '切り上げ' } as const;

/** The reasons in Japanese. */
export const japanese: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}：${priced(reason, say)}`,
  shipping: (reason, say) => `送料：${priced(reason, say)}`,
  duties: (reason, say) => `関税：${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}：ギフトカードはポイントの対象外です`,
  tip: ({ lineId }, say) => `${item(say, lineId)}：チップはポイントの対象外です`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}：お支払いがありませんでした`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}：セール商品はポイントの対象外です`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}：クーポンコードで割引された商品はポイントの対象外です`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}：このプログラムではポイントの対象外です`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `商品の指定なく${say.money(refundedMinor, currency)}が返金され、すべての商品に割り振られました`,
  'other-currency': ({ currency }, say) => `ご注文は${currency}ですが、ポイントは${say.currency}で計算されます`,
  'excluded-customer': ({ tag }) => `タグ「${tag}」のお客様はポイントの対象外です`,
  'excluded-channel': ({ channel }) => `「${channel}」からのご注文はポイントの対象外です`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `ポイントは${say.money(minimumMinor)}以上のご注文が対象です。今回の対象額は${say.money(baseMinor)}です`,
  rounding: (reason, say) =>
    'per' in reason
      ? `商品ごとに${ways[reason.rounding]}`
      : `${say.number(reason.whole + reason.rest / reason.of)}から${ways[reason.rounding]}（ご注文全体で一度）`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? '対象商品のポイント増量'}：${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? '販売チャネルのポイント増量'}：${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? '定期購入のポイント増量'}：${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'キャンペーン'}：${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? '追加ポイント'}：${say.title(lineId) ?? '商品'} ${say.number(quantity)} × ${points(say, each)}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? '初回注文'}：初めてのご注文`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'ご注文回数'}：${say.number(orderNumber)}回目のご注文`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'お買い上げ額'}：累計${say.money(reachedMinor)}に到達`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'キャンペーン'}：${say.money(reason.minimumMinor)}以上のご注文${capped(reason, say)}`,
  'nothing-counts': () => 'ご注文に対象となるものがないため、追加ポイントもありません',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `${say.number(earnedBefore ?? 0)}は獲得済み`;
  switch (cap) {
    case 'order':
      return `ご注文ごとに${points(say, most)}まで`;
    case 'day':
      return `毎日${points(say, most)}まで（${before}）`;
    case 'month':
      return `毎月${points(say, most)}まで（${before}）`;
    case 'posting':
      return `一度に${points(say, most)}まで`;
  }
}
