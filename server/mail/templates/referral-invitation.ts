import { z } from 'zod';
import type { InEveryLanguage, Say } from '../letter.ts';
import { link, offer, shopName } from './common.ts';

/** A member who has just ordered is asked to bring a friend. */
export const referralInvitationParams = z.strictObject({
  shopName,
  code: z.string().min(1),
  link,
  friend: offer,
  advocate: offer,
  /** What the friend's first order has to come to, in minor units; 0: anything. */
  minimumMinor: z.int().min(0),
  currency: z.string().length(3),
  newCustomersOnly: z.boolean(),
});
export type ReferralInvitation = z.infer<typeof referralInvitationParams>;

export const referralInvitation: InEveryLanguage<ReferralInvitation> = {
  en: (told, say) => ({
    subject: `Bring a friend to ${told.shopName}`,
    heading: 'Do you know somebody who would like it here?',
    paragraphs: [
      `Thank you for your order at ${told.shopName}. Send a friend your link: with their first order${from(told, say, (amount) => ` of ${amount} or more`)} they get ${say.offer(told.friend)}, and you get ${say.offer(told.advocate)}.`,
      ...(told.newCustomersOnly ? ['This is for friends who have not bought here before.'] : []),
    ],
    link: { label: 'Your link for friends', url: told.link },
    code: { label: 'Your code, if they would rather type it', code: told.code },
  }),
  de: (told, say) => ({
    subject: `Bringen Sie jemanden zu ${told.shopName}`,
    heading: 'Kennen Sie jemanden, dem es hier gefallen würde?',
    paragraphs: [
      `Vielen Dank für Ihre Bestellung bei ${told.shopName}. Schicken Sie Freunden Ihren Link: Mit der ersten Bestellung${from(told, say, (amount) => ` ab ${amount}`)} gibt es dort ${say.offer(told.friend)}, und Sie bekommen ${say.offer(told.advocate)}.`,
      ...(told.newCustomersOnly ? ['Das gilt für Freunde, die hier noch nie gekauft haben.'] : []),
    ],
    link: { label: 'Ihr Link für Freunde', url: told.link },
    code: { label: 'Ihr Code, falls jemand ihn lieber eintippt', code: told.code },
  }),
  fr: (told, say) => ({
    subject: `Faites découvrir ${told.shopName} à vos proches`,
    heading: 'Connaissez-vous quelqu’un à qui cela plairait ?',
    paragraphs: [
      `Merci pour votre commande chez ${told.shopName}. Envoyez votre lien à un proche : avec sa première commande${from(told, say, (amount) => ` à partir de ${amount}`)}, cette personne reçoit ${say.offer(told.friend)} et vous recevez ${say.offer(told.advocate)}.`,
      ...(told.newCustomersOnly ? ['L’offre vaut pour les personnes qui n’ont encore rien acheté ici.'] : []),
    ],
    link: { label: 'Votre lien pour vos proches', url: told.link },
    code: { label: 'Votre code, pour qui préfère le saisir', code: told.code },
  }),
  es: (told, say) => ({
    subject: `Invita a alguien a ${told.shopName}`,
    heading: '¿Conoces a alguien a quien le gustaría?',
    paragraphs: [
      `Gracias por tu pedido en ${told.shopName}. Envía tu enlace a alguien: con su primer pedido${from(told, say, (amount) => ` a partir de ${amount}`)} recibe ${say.offer(told.friend)}, y tú recibes ${say.offer(told.advocate)}.`,
      ...(told.newCustomersOnly ? ['Vale para quienes todavía no han comprado aquí.'] : []),
    ],
    link: { label: 'Tu enlace para invitar', url: told.link },
    code: { label: 'Tu código, si prefieren escribirlo', code: told.code },
  }),
  ja: (told, say) => ({
    subject: `${told.shopName}をお友だちに紹介しませんか`,
    heading: '気に入ってくれそうな方はいませんか',
    paragraphs: [
      `${told.shopName}でのご注文ありがとうございます。お友だちにリンクを送ってください。お友だちが初めて${from(told, say, (amount) => `${amount}以上`)}ご注文されると、お友だちに${say.offer(told.friend)}、あなたに${say.offer(told.advocate)}が贈られます。`,
      ...(told.newCustomersOnly ? ['これまでにお買い物をされたことのないお友だちが対象です。'] : []),
    ],
    link: { label: '紹介用のリンク', url: told.link },
    code: { label: '入力する場合のコード', code: told.code },
  }),
  th: (told, say) => ({
    subject: `ชวนเพื่อนมาที่ ${told.shopName}`,
    heading: 'คุณรู้จักใครที่น่าจะชอบที่นี่ไหม',
    paragraphs: [
      `ขอบคุณสำหรับคำสั่งซื้อที่ ${told.shopName} ส่งลิงก์ของคุณให้เพื่อน เมื่อเพื่อนสั่งซื้อครั้งแรก${from(told, say, (amount) => `ตั้งแต่ ${amount} ขึ้นไป`)} เพื่อนจะได้รับ ${say.offer(told.friend)} และคุณจะได้รับ ${say.offer(told.advocate)}`,
      ...(told.newCustomersOnly ? ['สำหรับเพื่อนที่ยังไม่เคยซื้อสินค้าที่นี่เท่านั้น'] : []),
    ],
    link: { label: 'ลิงก์สำหรับชวนเพื่อน', url: told.link },
    code: { label: 'รหัสของคุณ หากเพื่อนต้องการพิมพ์เอง', code: told.code },
  }),
  'zh-TW': (told, say) => ({
    subject: `邀請朋友來 ${told.shopName}`,
    heading: '您認識會喜歡這裡的人嗎？',
    paragraphs: [
      `感謝您在 ${told.shopName} 訂購。把您的連結傳給朋友：朋友首次訂購${from(told, say, (amount) => `滿 ${amount} `)}後，可獲得${say.offer(told.friend)}，您也可獲得${say.offer(told.advocate)}。`,
      ...(told.newCustomersOnly ? ['僅限尚未在此購物的朋友。'] : []),
    ],
    link: { label: '您的邀請連結', url: told.link },
    code: { label: '您的代碼，供朋友輸入', code: told.code },
  }),
};

function from({ minimumMinor, currency }: ReferralInvitation, say: Say, words: (amount: string) => string): string {
  return minimumMinor === 0 ? '' : words(say.money(minimumMinor, currency));
}
