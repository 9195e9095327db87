import { z } from 'zod';
import type { InEveryLanguage } from '../letter.ts';
import { link, offer, shopName } from './common.ts';

/** A friend's first order counts, and the member who brought them is thanked. */
export const referralThanksParams = z.strictObject({
  shopName,
  thanks: offer,
  /** The shop-local day on which the thanks are theirs. */
  day: z.iso.date(),
  link,
});
export type ReferralThanks = z.infer<typeof referralThanksParams>;

export const referralThanks: InEveryLanguage<ReferralThanks> = {
  en: (told, say) => ({
    subject: `Your friend’s first order at ${told.shopName} counts`,
    heading: 'Thank you for bringing a friend',
    paragraphs: [
      `A friend you brought to ${told.shopName} has placed a first order. For that you get ${say.offer(told.thanks)}, yours from ${say.day(told.day)} on.`,
      'Should the order be returned before then, the thanks go too.',
    ],
    link: { label: 'To the shop', url: told.link },
  }),
  de: (told, say) => ({
    subject: `Die erste Bestellung bei ${told.shopName} zählt`,
    heading: 'Danke, dass Sie jemanden mitgebracht haben',
    paragraphs: [
      `Jemand, den Sie zu ${told.shopName} gebracht haben, hat zum ersten Mal bestellt. Dafür bekommen Sie ${say.offer(told.thanks)}; ab dem ${say.day(told.day)} gehört das Ihnen.`,
      'Geht die Bestellung vorher zurück, entfällt der Dank.',
    ],
    link: { label: 'Zum Shop', url: told.link },
  }),
  fr: (told, say) => ({
    subject: `La première commande chez ${told.shopName} compte`,
    heading: 'Merci d’avoir fait découvrir la boutique',
    paragraphs: [
      `Une personne que vous avez invitée chez ${told.shopName} a passé sa première commande. Vous recevez ${say.offer(told.thanks)}, à vous à partir du ${say.day(told.day)}.`,
      'Si la commande est retournée avant, ce remerciement est annulé.',
    ],
    link: { label: 'Vers la boutique', url: told.link },
  }),
  es: (told, say) => ({
    subject: `El primer pedido de tu invitado en ${told.shopName} cuenta`,
    heading: 'Gracias por invitar a alguien',
    paragraphs: [
      `Alguien a quien invitaste a ${told.shopName} ha hecho su primer pedido. Por ello recibes ${say.offer(told.thanks)}; será tuyo a partir del ${say.day(told.day)}.`,
      'Si el pedido se devuelve antes, el agradecimiento se anula.',
    ],
    link: { label: 'Ir a la tienda', url: told.link },
  }),
  ja: (told, say) => ({
    subject: `お友だちが${told.shopName}で初めて注文されました`,
    heading: 'ご紹介ありがとうございます',
    paragraphs: [
      `${told.shopName}にご紹介いただいたお友だちが初めて注文されました。お礼として${say.offer(told.thanks)}を差し上げます。${say.day(told.day)}からご利用いただけます。`,
      'それまでに注文が返品された場合、お礼は取り消されます。',
    ],
    link: { label: 'ショップへ', url: told.link },
  }),
  th: (told, say) => ({
    subject: `คำสั่งซื้อแรกของเพื่อนที่ ${told.shopName} นับแล้ว`,
    heading: 'ขอบคุณที่ชวนเพื่อนมา',
    paragraphs: [
      `เพื่อนที่คุณชวนมา ${told.shopName} ได้สั่งซื้อครั้งแรกแล้ว คุณจะได้รับ ${say.offer(told.thanks)} ตั้งแต่วันที่ ${say.day(told.day)}`,
      'หากมีการคืนสินค้าก่อนวันนั้น คำขอบคุณนี้จะถูกยกเลิก',
    ],
    link: { label: 'ไปที่ร้าน', url: told.link },
  }),
  'zh-TW': (told, say) => ({
    subject: `朋友在 ${told.shopName} 的首次訂購已計入`,
    heading: '感謝您帶朋友來',
    paragraphs: [
      `您介紹到 ${told.shopName} 的朋友已首次訂購。您可獲得${say.offer(told.thanks)}，自 ${say.day(told.day)} 起歸您所有。`,
      '若訂單在那之前退貨，這份謝禮也會取消。',
    ],
    link: { label: '前往商店', url: told.link },
  }),
};
