import { dayWords, reasonText, spokenFor, type EarnReason, type ReasonNames, type Spoken, type StoredReason } from '../program/index.ts';
import type { OrderReason } from './award.ts';

type OwnReason = Exclude<OrderReason, EarnReason>;
type Sentences = { readonly [R in OwnReason['rule']]: (reason: Extract<OwnReason, { rule: R }>) => string };

const english: Sentences = {
  cancelled: () => 'The order was cancelled',
  'test-order': () => 'Test orders earn no points',
  'not-paid': () => 'The order is not paid in full',
  'before-programme': () => 'The order was placed before the programme began',
  'given-before': () => 'Points of this order until now',
  'left-before': () => 'Points of this order that were left after an earlier refund',
  'moved-to-another-customer': () => 'The order now belongs to another customer',
  policy: ({ policy }) =>
    ({
      never: 'By the programme, points once given stay',
      'pending-only': 'By the programme, only points that are still pending are taken back',
      'within-balance': 'By the programme, no more is taken back than is there',
    })[policy],
  vests: ({ on }) => `The shop heard of the parcel: these points can be spent from ${dayWords(on, 'en')} on`,
  verification: ({ orderName, shouldHave, had }) => `Order ${orderName} should have ${shouldHave} points and had ${had}`,
};

const german: Sentences = {
  cancelled: () => 'Die Bestellung wurde storniert',
  'test-order': () => 'Für Testbestellungen gibt es keine Punkte',
  'not-paid': () => 'Die Bestellung ist nicht vollständig bezahlt',
  'before-programme': () => 'Die Bestellung kam vor dem Beginn des Programms',
  'given-before': () => 'Bisherige Punkte dieser Bestellung',
  'left-before': () => 'Punkte dieser Bestellung, die nach einer früheren Erstattung blieben',
  'moved-to-another-customer': () => 'Die Bestellung gehört jetzt einem anderen Kunden',
  policy: ({ policy }) =>
    ({
      never: 'Nach dem Programm bleiben Punkte, die einmal gegeben sind',
      'pending-only': 'Nach dem Programm werden nur Punkte zurückgenommen, die noch nicht frei sind',
      'within-balance': 'Nach dem Programm wird nicht mehr zurückgenommen, als da ist',
    })[policy],
  vests: ({ on }) => `Der Shop hat von der Sendung gehört: Diese Punkte sind ab dem ${dayWords(on, 'de')} einlösbar`,
  verification: ({ orderName, shouldHave, had }) => `Bestellung ${orderName} sollte ${shouldHave} Punkte haben und hatte ${had}`,
};

const french: Sentences = {
  cancelled: () => 'La commande a été annulée',
  'test-order': () => 'Les commandes de test ne rapportent pas de points',
  'not-paid': () => 'La commande n’est pas entièrement payée',
  'before-programme': () => 'La commande a été passée avant le début du programme',
  'given-before': () => 'Points de cette commande jusqu’ici',
  'left-before': () => 'Points de cette commande restant après un remboursement précédent',
  'moved-to-another-customer': () => 'La commande appartient désormais à un autre client',
  policy: ({ policy }) =>
    ({
      never: 'Selon le programme, les points donnés restent acquis',
      'pending-only': 'Selon le programme, seuls les points encore en attente sont repris',
      'within-balance': 'Selon le programme, on ne reprend pas plus que ce qui est disponible',
    })[policy],
  vests: ({ on }) => `La boutique a des nouvelles du colis : ces points seront utilisables à partir du ${dayWords(on, 'fr')}`,
  verification: ({ orderName, shouldHave, had }) => `La commande ${orderName} devrait avoir ${shouldHave} points et en avait ${had}`,
};

const spanish: Sentences = {
  cancelled: () => 'El pedido se canceló',
  'test-order': () => 'Los pedidos de prueba no dan puntos',
  'not-paid': () => 'El pedido no está pagado por completo',
  'before-programme': () => 'El pedido se hizo antes de que empezara el programa',
  'given-before': () => 'Puntos de este pedido hasta ahora',
  'left-before': () => 'Puntos de este pedido que quedaron tras un reembolso anterior',
  'moved-to-another-customer': () => 'El pedido pertenece ahora a otro cliente',
  policy: ({ policy }) =>
    ({
      never: 'Según el programa, los puntos ya dados se conservan',
      'pending-only': 'Según el programa, solo se retiran los puntos aún pendientes',
      'within-balance': 'Según el programa, no se retira más de lo que hay',
    })[policy],
  vests: ({ on }) => `La tienda tiene noticias del paquete: estos puntos se podrán usar a partir del ${dayWords(on, 'es')}`,
  verification: ({ orderName, shouldHave, had }) => `El pedido ${orderName} debería tener ${shouldHave} puntos y tenía ${had}`,
};

const japanese: Sentences = {
  cancelled: () => 'ご注文はキャンセルされました',
  'test-order': () => 'テスト注文はポイントの対象外です',
  'not-paid': () => 'ご注文の支払いが完了していません',
  'before-programme': () => 'プログラム開始前のご注文です',
  'given-before': () => 'このご注文のこれまでのポイント',
  'left-before': () => '以前の返金後に残っていたこのご注文のポイント',
  'moved-to-another-customer': () => 'ご注文は別のお客様のものになりました',
  policy: ({ policy }) =>
    ({
      never: 'プログラムにより、付与済みのポイントは残ります',
      'pending-only': 'プログラムにより、確定前のポイントのみ取り消されます',
      'within-balance': 'プログラムにより、残高を超えて取り消されることはありません',
    })[policy],
  vests: ({ on }) => `配送状況が更新されました。このポイントは${dayWords(on, 'ja')}から使えます`,
  verification: ({ orderName, shouldHave, had }) => `ご注文${orderName}は${shouldHave}ポイントのところ、${had}ポイントでした`,
};

const thai: Sentences = {
  cancelled: () => 'คำสั่งซื้อถูกยกเลิก',
  'test-order': () => 'คำสั่งซื้อทดสอบไม่ได้รับคะแนน',
  'not-paid': () => 'คำสั่งซื้อยังชำระเงินไม่ครบ',
  'before-programme': () => 'คำสั่งซื้อเกิดขึ้นก่อนเริ่มโปรแกรม',
  'given-before': () => 'คะแนนของคำสั่งซื้อนี้จนถึงตอนนี้',
  'left-before': () => 'คะแนนของคำสั่งซื้อนี้ที่เหลือหลังการคืนเงินครั้งก่อน',
  'moved-to-another-customer': () => 'คำสั่งซื้อเป็นของลูกค้ารายอื่นแล้ว',
  policy: ({ policy }) =>
    ({
      never: 'ตามโปรแกรม คะแนนที่ให้แล้วจะคงอยู่',
      'pending-only': 'ตามโปรแกรม จะเรียกคืนเฉพาะคะแนนที่ยังรออยู่',
      'within-balance': 'ตามโปรแกรม จะไม่เรียกคืนเกินกว่าที่มี',
    })[policy],
  vests: ({ on }) => `ร้านได้รับข่าวของพัสดุแล้ว คะแนนนี้ใช้ได้ตั้งแต่ ${dayWords(on, 'th')}`,
  verification: ({ orderName, shouldHave, had }) => `คำสั่งซื้อ ${orderName} ควรมี ${shouldHave} คะแนน แต่มี ${had}`,
};

const chinese: Sentences = {
  cancelled: () => '訂單已取消',
  'test-order': () => '測試訂單不累積點數',
  'not-paid': () => '訂單尚未全額付款',
  'before-programme': () => '訂單成立於計畫開始之前',
  'given-before': () => '此訂單至今的點數',
  'left-before': () => '先前退款後此訂單剩餘的點數',
  'moved-to-another-customer': () => '訂單現在屬於另一位顧客',
  policy: ({ policy }) =>
    ({
      never: '依計畫規定，已給的點數會保留',
      'pending-only': '依計畫規定，只收回尚未生效的點數',
      'within-balance': '依計畫規定，收回的點數不超過現有點數',
    })[policy],
  vests: ({ on }) => `商店已收到包裹消息：這些點數自 ${dayWords(on, 'zh-TW')} 起可使用`,
  verification: ({ orderName, shouldHave, had }) => `訂單 ${orderName} 應有 ${shouldHave} 點，原為 ${had} 點`,
};

const sentences: Readonly<Record<Spoken, Sentences>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ja: japanese,
  th: thai,
  'zh-TW': chinese,
};

/** Why an order has the points it has, in words of the locale, in English where we do not speak it; undefined: it is no reason of an order's. */
export function orderReasonText(reason: StoredReason, names: ReasonNames, locale: string): string | undefined {
  if (!isOwn(reason)) return reasonText(reason, names, locale);
  const sentence = sentences[spokenFor(locale)][reason.rule] as (reason: OwnReason) => string;
  return sentence(reason);
}

function isOwn(reason: StoredReason): reason is StoredReason & OwnReason {
  return Object.hasOwn(english, String(reason['rule']));
}
