import type { FactorReason, ReasonOf } from '../earn-reasons.ts';
import type { Sentences } from './reason-text.ts';
import type { Say } from './say.ts';

const item = (say: Say, lineId: string) => say.title(lineId) ?? 'สินค้า';
const points = (say: Say, count: number) => `${say.number(count)} คะแนน`;

function priced({ baseMinor, currency, rate, unitMinor }: ReasonOf<'purchase' | 'shipping' | 'duties'>, say: Say): string {
  return `${say.money(baseMinor, currency)} × ${points(say, rate)} ต่อ ${say.unit(unitMinor, currency)}`;
}

function factor({ factor: hundredths, baseMinor, currency, lineIds = [] }: FactorReason, say: Say): string {
  const on = (lineIds.length > 0 ? say.titles(lineIds) : undefined) ?? say.money(baseMinor, currency);
  return `${say.factor(hundredths)} จาก ${on}`;
}

function capped({ uncapped, capPerMember, givenBefore }: ReasonOf<'campaign-bonus' | 'campaign-factor'>, say: Say): string {
  if (uncapped === undefined) return '';
  return ` (สมาชิกแต่ละคนรับได้สูงสุด ${points(say, capPerMember ?? 0)} และได้รับแล้ว ${say.number(givenBefore ?? 0)})`;
}

const ways = { down: 'ปัดลง', 'half-up': 'ปัดเป็นคะแนนที่ใกล้ที่สุด', up: 'ปัดขึ้น' } as const;

/** The reasons in Thai. */
export const thai: Sentences = {
  purchase: (reason, say) => `${item(say, reason.lineId)}: ${priced(reason, say)}`,
  shipping: (reason, say) => `ค่าจัดส่ง: ${priced(reason, say)}`,
  duties: (reason, say) => `ภาษีนำเข้า: ${priced(reason, say)}`,
  'gift-card': ({ lineId }, say) => `${item(say, lineId)}: บัตรของขวัญไม่ได้รับคะแนน`,
  tip: ({ lineId }, say) => `${item(say, lineId)}: ทิปไม่ได้รับคะแนน`,
  'nothing-paid': ({ lineId }, say) => `${item(say, lineId)}: ไม่มีการชำระเงินสำหรับรายการนี้`,
  'on-sale': ({ lineId }, say) => `${item(say, lineId)}: สินค้าลดราคาไม่ได้รับคะแนน`,
  'by-code': ({ lineId }, say) => `${item(say, lineId)}: สินค้าที่ใช้รหัสส่วนลดไม่ได้รับคะแนน`,
  'excluded-line': ({ lineId }, say) => `${item(say, lineId)}: โปรแกรมไม่ให้คะแนนสำหรับสินค้านี้`,
  'refunded-by-hand': ({ refundedMinor, currency }, say) =>
    `มีการคืนเงิน ${say.money(refundedMinor, currency)} โดยไม่ระบุสินค้า จึงเฉลี่ยไปยังสินค้าทุกรายการ`,
  'other-currency': ({ currency }, say) => `คำสั่งซื้อเป็น ${currency} แต่คะแนนคิดเป็น ${say.currency}`,
  'excluded-customer': ({ tag }) => `ลูกค้าที่มีแท็ก “${tag}” ไม่ได้รับคะแนน`,
  'excluded-channel': ({ channel }) => `คำสั่งซื้อจาก “${channel}” ไม่ได้รับคะแนน`,
  'below-minimum': ({ baseMinor, minimumMinor }, say) =>
    `คำสั่งซื้อได้รับคะแนนตั้งแต่ ${say.money(minimumMinor)} ขึ้นไป คำสั่งซื้อนี้นับได้ ${say.money(baseMinor)}`,
  rounding: (reason, say) =>
    'per' in reason
      ? `${ways[reason.rounding]}ทีละรายการ`
      : `${ways[reason.rounding]}จาก ${say.number(reason.whole + reason.rest / reason.of)} ครั้งเดียวทั้งคำสั่งซื้อ`,
  'line-factor': (reason, say) => `${say.rule(reason.id) ?? 'คะแนนเพิ่มสำหรับสินค้าเหล่านี้'}: ${factor(reason, say)}`,
  'channel-factor': (reason, say) => `${say.rule(reason.id) ?? 'คะแนนเพิ่มสำหรับช่องทางนี้'}: ${factor(reason, say)}`,
  'subscription-factor': (reason, say) => `${say.rule(reason.id) ?? 'คะแนนเพิ่มสำหรับการสมัครสมาชิกสินค้า'}: ${factor(reason, say)}`,
  'campaign-factor': (reason, say) => `${say.campaign(reason.id) ?? 'แคมเปญ'}: ${factor(reason, say)}${capped(reason, say)}`,
  'line-points': ({ id, lineId, quantity, each }, say) =>
    `${say.rule(id) ?? 'คะแนนพิเศษ'}: ${say.number(quantity)} × ${points(say, each)} สำหรับ ${say.title(lineId) ?? 'สินค้า'}`,
  'first-order': ({ id }, say) => `${say.rule(id) ?? 'คำสั่งซื้อแรก'}: สำหรับคำสั่งซื้อแรก`,
  'order-milestone': ({ id, orderNumber }, say) => `${say.rule(id) ?? 'คำสั่งซื้อ'}: สำหรับคำสั่งซื้อครั้งที่ ${say.number(orderNumber)}`,
  'spend-milestone': ({ id, reachedMinor }, say) => `${say.rule(id) ?? 'ยอดซื้อ'}: เมื่อยอดซื้อรวมถึง ${say.money(reachedMinor)}`,
  'campaign-bonus': (reason, say) =>
    `${say.campaign(reason.id) ?? 'แคมเปญ'}: สำหรับคำสั่งซื้อตั้งแต่ ${say.money(reason.minimumMinor)} ขึ้นไป${capped(reason, say)}`,
  'nothing-counts': () => 'ไม่มีรายการใดในคำสั่งซื้อที่นับได้ จึงไม่มีคะแนนพิเศษเช่นกัน',
  cap: (reason, say) => capText(reason, say),
};

function capText({ cap, most, earnedBefore }: ReasonOf<'cap'>, say: Say): string {
  const before = `ได้รับไปแล้ว ${say.number(earnedBefore ?? 0)}`;
  switch (cap) {
    case 'order':
      return `ไม่เกิน ${points(say, most)} ต่อคำสั่งซื้อ`;
    case 'day':
      return `ไม่เกิน ${points(say, most)} ต่อวัน (${before})`;
    case 'month':
      return `ไม่เกิน ${points(say, most)} ต่อเดือน (${before})`;
    case 'posting':
      return `ไม่เกิน ${points(say, most)} ต่อครั้ง`;
  }
}
