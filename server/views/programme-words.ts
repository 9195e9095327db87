import type { Locale } from '../program/index.ts';

/** The words of the public programme page, without those the merchant wrote. */
export interface ProgrammeWords {
  readonly tiers: string;
  readonly ways: string;
  readonly rewards: string;
  /** How a tier is reached; the first one asks for nothing. */
  readonly fromTheStart: string;
  readonly byInvitation: string;
  readonly spend: (amount: string) => string;
  readonly points: (count: string) => string;
  readonly orders: (count: string) => string;
  readonly or: string;
  readonly and: string;
  readonly purchases: string;
  readonly until: (day: string) => string;
  readonly minimum: (amount: string) => string;
  readonly noRewards: string;
}

export const programmeWords: Readonly<Record<Locale, ProgrammeWords>> = {
  en: {
    tiers: 'Tiers',
    ways: 'Ways to earn',
    rewards: 'Rewards',
    fromTheStart: 'From the start',
    byInvitation: 'By invitation',
    spend: (amount) => `${amount} spent`,
    points: (count) => `${count} points earned`,
    orders: (count) => `${count} orders`,
    or: 'or',
    and: 'and',
    purchases: 'Every purchase',
    until: (day) => `until ${day}`,
    minimum: (amount) => `for orders from ${amount}`,
    noRewards: 'There are no rewards yet.',
  },
  de: {
    tiers: 'Stufen',
    ways: 'So gibt es Punkte',
    rewards: 'Prämien',
    fromTheStart: 'Von Anfang an',
    byInvitation: 'Auf Einladung',
    spend: (amount) => `${amount} Umsatz`,
    points: (count) => `${count} gesammelte Punkte`,
    orders: (count) => `${count} Bestellungen`,
    or: 'oder',
    and: 'und',
    purchases: 'Jeder Einkauf',
    until: (day) => `bis ${day}`,
    minimum: (amount) => `für Bestellungen ab ${amount}`,
    noRewards: 'Noch gibt es keine Prämien.',
  },
  fr: {
    tiers: 'Niveaux',
    ways: 'Comment gagner des points',
    rewards: 'Récompenses',
    fromTheStart: 'Dès le début',
    byInvitation: 'Sur invitation',
    spend: (amount) => `${amount} d’achats`,
    points: (count) => `${count} points gagnés`,
    orders: (count) => `${count} commandes`,
    or: 'ou',
    and: 'et',
    purchases: 'Chaque achat',
    until: (day) => `jusqu’au ${day}`,
    minimum: (amount) => `pour les commandes dès ${amount}`,
    noRewards: 'Il n’y a pas encore de récompenses.',
  },
  es: {
    tiers: 'Niveles',
    ways: 'Cómo ganar puntos',
    rewards: 'Recompensas',
    fromTheStart: 'Desde el principio',
    byInvitation: 'Por invitación',
    spend: (amount) => `${amount} en compras`,
    points: (count) => `${count} puntos ganados`,
    orders: (count) => `${count} pedidos`,
    or: 'o',
    and: 'y',
    purchases: 'Cada compra',
    until: (day) => `hasta el ${day}`,
    minimum: (amount) => `en pedidos desde ${amount}`,
    noRewards: 'Todavía no hay recompensas.',
  },
  ja: {
    tiers: 'ランク',
    ways: 'ポイントの貯め方',
    rewards: '特典',
    fromTheStart: '登録時から',
    byInvitation: '招待制',
    spend: (amount) => `お買い上げ${amount}`,
    points: (count) => `獲得${count}ポイント`,
    orders: (count) => `ご注文${count}回`,
    or: 'または',
    and: 'かつ',
    purchases: 'お買い物のたびに',
    until: (day) => `${day}まで`,
    minimum: (amount) => `${amount}以上のご注文`,
    noRewards: '特典はまだありません。',
  },
  th: {
    tiers: 'ระดับ',
    ways: 'วิธีรับคะแนน',
    rewards: 'ของรางวัล',
    fromTheStart: 'ตั้งแต่เริ่มต้น',
    byInvitation: 'ตามคำเชิญ',
    spend: (amount) => `ยอดซื้อ ${amount}`,
    points: (count) => `ได้รับ ${count} คะแนน`,
    orders: (count) => `${count} คำสั่งซื้อ`,
    or: 'หรือ',
    and: 'และ',
    purchases: 'ทุกการซื้อ',
    until: (day) => `ถึง ${day}`,
    minimum: (amount) => `สำหรับคำสั่งซื้อตั้งแต่ ${amount}`,
    noRewards: 'ยังไม่มีของรางวัล',
  },
  'zh-TW': {
    tiers: '會員等級',
    ways: '如何累積點數',
    rewards: '獎勵',
    fromTheStart: '加入即享',
    byInvitation: '受邀加入',
    spend: (amount) => `消費滿 ${amount}`,
    points: (count) => `累積 ${count} 點`,
    orders: (count) => `${count} 筆訂單`,
    or: '或',
    and: '且',
    purchases: '每次購物',
    until: (day) => `至 ${day}`,
    minimum: (amount) => `訂單滿 ${amount}`,
    noRewards: '目前還沒有獎勵。',
  },
};
