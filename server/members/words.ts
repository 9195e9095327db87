import { inLocale, nameFor, spokenFor, type Definition, type Locale, type Spoken, type StoredReason } from '../program/index.ts';

/** That a tier gave its gift, in words of the locale; undefined: it is another reason. */
export function giftReasonText(reason: StoredReason, definition: Definition | undefined, locale: Locale): string | undefined {
  if (reason['rule'] !== 'entry-gift') return undefined;
  const tier = definition?.tiers.find(({ id }) => id === reason['tierId']);
  const name = tier ? inLocale(tier, locale).name : String(reason['tierId']);
  const reward = definition?.rewards.find(({ id }) => id === reason['rewardId']);
  return `${words[spokenFor(locale)].gift(name)}${reward === undefined ? '' : `: ${nameFor(reward, locale)}`}`;
}

/** Why two members became one, in words of the locale, in English where we do not speak it; undefined: it is another reason. */
export function mergeReasonText(reason: StoredReason, locale: string): string | undefined {
  if (reason['rule'] !== 'merged') return undefined;
  return words[spokenFor(locale)].merged(String(reason['gone']), String(reason['kept']));
}

interface Words {
  readonly gift: (tier: string) => string;
  readonly merged: (gone: string, kept: string) => string;
}

const words: Readonly<Record<Spoken, Words>> = {
  en: {
    gift: (tier) => `A gift for reaching ${tier}`,
    merged: (gone, kept) => `The shop merged customer ${gone} into customer ${kept}`,
  },
  de: {
    gift: (tier) => `Geschenk zum Erreichen von ${tier}`,
    merged: (gone, kept) => `Der Shop hat Kunde ${gone} mit Kunde ${kept} zusammengeführt`,
  },
  fr: {
    gift: (tier) => `Un cadeau pour avoir atteint ${tier}`,
    merged: (gone, kept) => `La boutique a réuni le client ${gone} au client ${kept}`,
  },
  es: {
    gift: (tier) => `Un regalo por llegar a ${tier}`,
    merged: (gone, kept) => `La tienda unió el cliente ${gone} al cliente ${kept}`,
  },
  ja: {
    gift: (tier) => `${tier}到達のプレゼント`,
    merged: (gone, kept) => `ショップがお客様${gone}をお客様${kept}に統合しました`,
  },
  th: {
    gift: (tier) => `ของขวัญสำหรับการถึงระดับ ${tier}`,
    merged: (gone, kept) => `ร้านรวมลูกค้า ${gone} เข้ากับลูกค้า ${kept}`,
  },
  'zh-TW': {
    gift: (tier) => `升上 ${tier} 的禮物`,
    merged: (gone, kept) => `商店已將顧客 ${gone} 併入顧客 ${kept}`,
  },
};
