import type { Limit, Locale } from '../program/index.ts';

/** One, or another number: the form of a word beside it. */
export type Form = 'one' | 'other';
type Counted = (count: string, form: Form) => string;

/** The words of the public programme page, without those the merchant wrote. */
export interface ProgrammeWords {
  readonly tiers: string;
  readonly ways: string;
  readonly rewards: string;
  /** How a tier is reached; the first one asks for nothing. */
  readonly fromTheStart: string;
  readonly byInvitation: string;
  readonly spend: (amount: string) => string;
  readonly points: Counted;
  readonly orders: Counted;
  readonly or: string;
  readonly and: string;
  readonly purchases: string;
  readonly until: (day: string) => string;
  readonly since: (day: string) => string;
  readonly minimum: (amount: string) => string;
  /** The names of tiers, already a list. */
  readonly forTiers: (tiers: string) => string;
  readonly fromTier: (tier: string) => string;
  readonly someProducts: string;
  readonly atMost: (points: string) => string;
  /** How often something counts. */
  readonly often: (count: string, form: Form, per: Limit['per']) => string;
  /** A slider's price: so many points for so much off. */
  readonly each: (points: string, amount: string) => string;
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
    points: (count, form) => `${count} ${form === 'one' ? 'point' : 'points'} earned`,
    orders: (count, form) => `${count} ${form === 'one' ? 'order' : 'orders'}`,
    or: 'or',
    and: 'and',
    purchases: 'Every purchase',
    until: (day) => `until ${day}`,
    minimum: (amount) => `for orders from ${amount}`,
    since: (day) => `from ${day}`,
    forTiers: (tiers) => `for ${tiers}`,
    fromTier: (tier) => `for members from ${tier} on`,
    someProducts: 'on selected products',
    atMost: (points) => `at most ${points}`,
    often: (count, form, per) =>
      `${form === 'one' ? 'once' : `up to ${count} times`}${{ day: ' a day', month: ' a month', year: ' a year', ever: '' }[per]}`,
    each: (points, amount) => `${points} for each ${amount}`,
    noRewards: 'There are no rewards yet.',
  },
  de: {
    tiers: 'Stufen',
    ways: 'So gibt es Punkte',
    rewards: 'Prämien',
    fromTheStart: 'Von Anfang an',
    byInvitation: 'Auf Einladung',
    spend: (amount) => `${amount} Umsatz`,
    points: (count, form) => `${count} ${form === 'one' ? 'gesammelter Punkt' : 'gesammelte Punkte'}`,
    orders: (count, form) => `${count} ${form === 'one' ? 'Bestellung' : 'Bestellungen'}`,
    or: 'oder',
    and: 'und',
    purchases: 'Jeder Einkauf',
    until: (day) => `bis ${day}`,
    minimum: (amount) => `für Bestellungen ab ${amount}`,
    since: (day) => `ab ${day}`,
    forTiers: (tiers) => `für ${tiers}`,
    fromTier: (tier) => `für Mitglieder ab ${tier}`,
    someProducts: 'auf ausgewählte Produkte',
    atMost: (points) => `höchstens ${points}`,
    often: (count, form, per) =>
      `${form === 'one' ? 'einmal' : `bis zu ${count}-mal`}${{ day: ' am Tag', month: ' im Monat', year: ' im Jahr', ever: '' }[per]}`,
    each: (points, amount) => `${points} je ${amount}`,
    noRewards: 'Noch gibt es keine Prämien.',
  },
  fr: {
    tiers: 'Niveaux',
    ways: 'Comment gagner des points',
    rewards: 'Récompenses',
    fromTheStart: 'Dès le début',
    byInvitation: 'Sur invitation',
    spend: (amount) => `${amount} d’achats`,
    points: (count, form) => `${count} ${form === 'one' ? 'point gagné' : 'points gagnés'}`,
    orders: (count, form) => `${count} ${form === 'one' ? 'commande' : 'commandes'}`,
    or: 'ou',
    and: 'et',
    purchases: 'Chaque achat',
    until: (day) => `jusqu’au ${day}`,
    minimum: (amount) => `pour les commandes dès ${amount}`,
    since: (day) => `à partir du ${day}`,
    forTiers: (tiers) => `pour ${tiers}`,
    fromTier: (tier) => `pour les membres à partir de ${tier}`,
    someProducts: 'sur une sélection de produits',
    atMost: (points) => `${points} au plus`,
    often: (count, form, per) =>
      `${form === 'one' ? 'une fois' : `jusqu’à ${count} fois`}${{ day: ' par jour', month: ' par mois', year: ' par an', ever: '' }[per]}`,
    each: (points, amount) => `${points} par tranche de ${amount}`,
    noRewards: 'Il n’y a pas encore de récompenses.',
  },
  es: {
    tiers: 'Niveles',
    ways: 'Cómo ganar puntos',
    rewards: 'Recompensas',
    fromTheStart: 'Desde el principio',
    byInvitation: 'Por invitación',
    spend: (amount) => `${amount} en compras`,
    points: (count, form) => `${count} ${form === 'one' ? 'punto ganado' : 'puntos ganados'}`,
    orders: (count, form) => `${count} ${form === 'one' ? 'pedido' : 'pedidos'}`,
    or: 'o',
    and: 'y',
    purchases: 'Cada compra',
    until: (day) => `hasta el ${day}`,
    minimum: (amount) => `en pedidos desde ${amount}`,
    since: (day) => `desde el ${day}`,
    forTiers: (tiers) => `para ${tiers}`,
    fromTier: (tier) => `para miembros desde ${tier}`,
    someProducts: 'en productos seleccionados',
    atMost: (points) => `como máximo ${points}`,
    often: (count, form, per) =>
      `${form === 'one' ? 'una vez' : `hasta ${count} veces`}${{ day: ' al día', month: ' al mes', year: ' al año', ever: '' }[per]}`,
    each: (points, amount) => `${points} por cada ${amount}`,
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
    since: (day) => `${day}から`,
    forTiers: (tiers) => `${tiers}向け`,
    fromTier: (tier) => `${tier}以上の会員向け`,
    someProducts: '対象商品のみ',
    atMost: (points) => `最大${points}`,
    often: (count, form, per) =>
      `${{ day: '1日', month: '1か月', year: '1年', ever: '' }[per]}${per === 'ever' ? '' : 'に'}${count}回${form === 'one' && per === 'ever' ? '限り' : 'まで'}`,
    each: (points, amount) => `${amount}につき${points}`,
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
    since: (day) => `ตั้งแต่ ${day}`,
    forTiers: (tiers) => `สำหรับ ${tiers}`,
    fromTier: (tier) => `สำหรับสมาชิกตั้งแต่ระดับ ${tier}`,
    someProducts: 'เฉพาะสินค้าที่ร่วมรายการ',
    atMost: (points) => `สูงสุด ${points}`,
    often: (count, form, per) =>
      `${form === 'one' ? '' : 'สูงสุด '}${count} ครั้ง${{ day: 'ต่อวัน', month: 'ต่อเดือน', year: 'ต่อปี', ever: '' }[per]}`,
    each: (points, amount) => `${points} ต่อ ${amount}`,
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
    since: (day) => `自 ${day} 起`,
    forTiers: (tiers) => `限 ${tiers}`,
    fromTier: (tier) => `限 ${tier} 以上會員`,
    someProducts: '限指定商品',
    atMost: (points) => `最多 ${points}`,
    often: (count, form, per) =>
      `${{ day: '每日', month: '每月', year: '每年', ever: '' }[per]}${form === 'one' ? '限' : '最多'} ${count} 次`,
    each: (points, amount) => `每 ${amount} ${points}`,
    noRewards: '目前還沒有獎勵。',
  },
};
