import { z } from 'zod';
import type { InEveryLanguage } from '../letter.ts';
import { link, shopName } from './common.ts';

/** Points of a member will be gone on a day. */
export const pointsExpireParams = z.strictObject({
  shopName,
  points: z.int().positive(),
  /** The shop-local day on which they are gone. */
  day: z.iso.date(),
  /** None of them would, if the member earned or used something before. */
  unlessActive: z.boolean(),
  link,
});
export type PointsExpire = z.infer<typeof pointsExpireParams>;

export const pointsExpire: InEveryLanguage<PointsExpire> = {
  en: (told, say) => ({
    subject: `${say.points(told.points)} at ${told.shopName} ${say.plural(told.points, 'expires', 'expire')} on ${say.day(told.day)}`,
    heading: `${say.points(told.points)} will soon be gone`,
    paragraphs: [
      `On ${say.day(told.day)} ${say.points(told.points)} of yours at ${told.shopName} ${say.plural(told.points, 'expires', 'expire')}.`,
      told.unlessActive ? 'They stay if you earn or use points before that day.' : 'Use them before that day, and nothing is lost.',
    ],
    link: { label: 'To the shop', url: told.link },
  }),
  de: (told, say) => ({
    subject: `${say.points(told.points)} bei ${told.shopName} ${say.plural(told.points, 'verfällt', 'verfallen')} am ${say.day(told.day)}`,
    heading: `${say.points(told.points)} ${say.plural(told.points, 'ist', 'sind')} bald weg`,
    paragraphs: [
      `Am ${say.day(told.day)} ${say.plural(told.points, 'verfällt', 'verfallen')} bei ${told.shopName} ${say.points(told.points)} von Ihnen.`,
      told.unlessActive
        ? 'Sie bleiben Ihnen, wenn Sie vor diesem Tag Punkte sammeln oder einlösen.'
        : 'Wenn Sie sie vor diesem Tag einlösen, geht nichts verloren.',
    ],
    link: { label: 'Zum Shop', url: told.link },
  }),
  fr: (told, say) => ({
    subject: `${say.points(told.points)} chez ${told.shopName} : expiration le ${say.day(told.day)}`,
    heading: `${say.points(told.points)} bientôt ${say.plural(told.points, 'perdu', 'perdus')}`,
    paragraphs: [
      `Le ${say.day(told.day)}, ${say.number(told.points)} de vos points chez ${told.shopName} ${say.plural(told.points, 'expire', 'expirent')}.`,
      told.unlessActive
        ? 'Vous ne perdez rien si vous gagnez ou utilisez des points avant ce jour.'
        : 'Utilisez-les avant ce jour et rien n’est perdu.',
    ],
    link: { label: 'Vers la boutique', url: told.link },
  }),
  es: (told, say) => ({
    subject: `${say.points(told.points)} en ${told.shopName} ${say.plural(told.points, 'caduca', 'caducan')} el ${say.day(told.day)}`,
    heading: `${say.points(told.points)} a punto de caducar`,
    paragraphs: [
      `El ${say.day(told.day)} ${say.plural(told.points, 'caduca', 'caducan')} ${say.points(told.points)} ${say.plural(told.points, 'tuyo', 'tuyos')} en ${told.shopName}.`,
      told.unlessActive ? 'No pierdes nada si ganas o usas puntos antes de ese día.' : 'Úsalos antes de ese día y no se pierde nada.',
    ],
    link: { label: 'Ir a la tienda', url: told.link },
  }),
  ja: (told, say) => ({
    subject: `${told.shopName}の${say.points(told.points)}が${say.day(told.day)}に失効します`,
    heading: `まもなく${say.points(told.points)}が失効します`,
    paragraphs: [
      `${told.shopName}でお持ちのポイントのうち${say.points(told.points)}が${say.day(told.day)}に失効します。`,
      told.unlessActive
        ? 'その日までにポイントを獲得または利用されると、失効しません。'
        : 'その日までにご利用いただければ、無駄になりません。',
    ],
    link: { label: 'ショップへ', url: told.link },
  }),
  th: (told, say) => ({
    subject: `${say.points(told.points)}ที่ ${told.shopName} จะหมดอายุวันที่ ${say.day(told.day)}`,
    heading: `${say.points(told.points)}ใกล้หมดอายุแล้ว`,
    paragraphs: [
      `วันที่ ${say.day(told.day)} คะแนนของคุณที่ ${told.shopName} จะหมดอายุ ${say.points(told.points)}`,
      told.unlessActive ? 'คะแนนจะยังอยู่ หากคุณสะสมหรือใช้คะแนนก่อนวันนั้น' : 'ใช้ก่อนวันนั้น แล้วจะไม่เสียคะแนนไป',
    ],
    link: { label: 'ไปที่ร้าน', url: told.link },
  }),
  'zh-TW': (told, say) => ({
    subject: `您在 ${told.shopName} 的 ${say.points(told.points)}將於 ${say.day(told.day)} 到期`,
    heading: `${say.points(told.points)}即將到期`,
    paragraphs: [
      `您在 ${told.shopName} 的 ${say.points(told.points)}將於 ${say.day(told.day)} 到期。`,
      told.unlessActive ? '只要在那天之前獲得或使用點數，點數就會保留。' : '請在那天之前使用，點數就不會浪費。',
    ],
    link: { label: '前往商店', url: told.link },
  }),
};
