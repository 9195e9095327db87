import type { Locale } from '../program/index.ts';

/** Why somebody gets a mail, and how they get no more: below every one. */
export interface Footer {
  readonly why: (shopName: string) => string;
  readonly stop: string;
}

export const footers: Readonly<Record<Locale, Footer>> = {
  en: {
    why: (shop) => `You get this e-mail because you take part in the loyalty programme of ${shop}.`,
    stop: 'No more e-mails like this',
  },
  de: {
    why: (shop) => `Sie bekommen diese E-Mail, weil Sie am Treueprogramm von ${shop} teilnehmen.`,
    stop: 'Keine solchen E-Mails mehr',
  },
  fr: {
    why: (shop) => `Vous recevez cet e-mail parce que vous participez au programme de fidélité de ${shop}.`,
    stop: 'Ne plus recevoir ces e-mails',
  },
  es: {
    why: (shop) => `Recibes este correo porque participas en el programa de fidelidad de ${shop}.`,
    stop: 'No recibir más correos como este',
  },
  ja: {
    why: (shop) => `このメールは、${shop}のポイントプログラムにご参加の方にお送りしています。`,
    stop: 'このようなメールの配信を停止する',
  },
  th: { why: (shop) => `คุณได้รับอีเมลนี้เพราะคุณเข้าร่วมโปรแกรมสะสมคะแนนของ ${shop}`, stop: 'ไม่รับอีเมลแบบนี้อีก' },
  'zh-TW': { why: (shop) => `您收到這封電子郵件，是因為您參加了 ${shop} 的會員計畫。`, stop: '不再接收這類電子郵件' },
};
