import type { Locale } from '../program/index.ts';

interface InvitationWords {
  readonly heading: (from: string | null, shop: string) => string;
  readonly gift: (what: string) => string;
  readonly start: string;
  readonly code: (code: string) => string;
  readonly none: string;
}

/** The words of the page a friend finds behind a code. */
export const invitationWords: Readonly<Record<Locale, InvitationWords>> = {
  en: {
    heading: (from, shop) => (from ? `${from} invites you to ${shop}` : `You are invited to ${shop}`),
    gift: (what) => `After your first order you get: ${what}`,
    start: 'Start shopping',
    code: (code) => `Your invitation: ${code}`,
    none: 'This invitation is not known, or it is over.',
  },
  de: {
    heading: (from, shop) => (from ? `${from} lädt dich zu ${shop} ein` : `Du bist zu ${shop} eingeladen`),
    gift: (what) => `Nach deiner ersten Bestellung bekommst du: ${what}`,
    start: 'Jetzt einkaufen',
    code: (code) => `Deine Einladung: ${code}`,
    none: 'Diese Einladung ist nicht bekannt oder vorbei.',
  },
  fr: {
    heading: (from, shop) => (from ? `${from} vous invite chez ${shop}` : `Vous êtes invité chez ${shop}`),
    gift: (what) => `Après votre première commande, vous recevez : ${what}`,
    start: 'Commencer mes achats',
    code: (code) => `Votre invitation : ${code}`,
    none: 'Cette invitation est inconnue ou terminée.',
  },
  es: {
    heading: (from, shop) => (from ? `${from} te invita a ${shop}` : `Tienes una invitación a ${shop}`),
    gift: (what) => `Tras tu primer pedido recibes: ${what}`,
    start: 'Empezar a comprar',
    code: (code) => `Tu invitación: ${code}`,
    none: 'Esta invitación no se conoce o ha terminado.',
  },
  ja: {
    heading: (from, shop) => (from ? `${from}さんから${shop}へのご招待` : `${shop}へのご招待`),
    gift: (what) => `初回のご注文後に差し上げます：${what}`,
    start: 'お買い物を始める',
    code: (code) => `ご招待コード：${code}`,
    none: 'このご招待は見つからないか、終了しています。',
  },
  th: {
    heading: (from, shop) => (from ? `${from} ชวนคุณมาที่ ${shop}` : `คุณได้รับเชิญมาที่ ${shop}`),
    gift: (what) => `หลังคำสั่งซื้อแรก คุณได้รับ: ${what}`,
    start: 'เริ่มเลือกซื้อ',
    code: (code) => `คำเชิญของคุณ: ${code}`,
    none: 'ไม่พบคำเชิญนี้ หรือคำเชิญสิ้นสุดแล้ว',
  },
  'zh-TW': {
    heading: (from, shop) => (from ? `${from} 邀請您光臨 ${shop}` : `邀請您光臨 ${shop}`),
    gift: (what) => `首筆訂單後您獲得：${what}`,
    start: '開始購物',
    code: (code) => `您的邀請碼：${code}`,
    none: '找不到此邀請，或邀請已結束。',
  },
};
