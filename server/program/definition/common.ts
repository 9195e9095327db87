import { z } from 'zod';

// Problems are put into plain words by plain-words.ts; only what it cannot know is said here.
export const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use lower-case letters, digits and hyphens, at most 40.');
export const name = z.string().trim().min(1).max(60);
export const sentence = z.string().trim().min(1).max(120);
export const minorAmount = z.int().min(0).max(100_000_000_00);
export const somePoints = z.int().min(1).max(1_000_000);
export const currency = z.string().regex(/^[A-Z]{3}$/, 'Use the three letters of the currency, such as USD.');
/** A calendar day in the shop's time zone. */
export const day = z.iso.date();

/** The languages shoppers are spoken to in, beside the one the merchant writes `name` in. */
export const locales = ['en', 'de', 'fr', 'es', 'ja', 'th', 'zh-TW'] as const;
export type Locale = (typeof locales)[number];

/** One value for each language, as far as there is one. */
function perLocale<T extends z.ZodType>(value: T) {
  const one = value.optional();
  return z.strictObject({ en: one, de: one, fr: one, es: one, ja: one, th: one, 'zh-TW': one });
}

/** The same name in other languages; a language that is missing reads the name itself. */
export const nameIn = perLocale(name);
export const sentencesIn = perLocale(z.array(sentence).max(10));

const shopifyId = z.string().regex(/^\d{1,20}$/, 'Use the number at the end of its address in Shopify.');
const word = z.string().trim().min(1).max(255);
export const tag = word;
export const tags = z.array(tag).min(1).max(50);
export const channels = z.array(word).min(1).max(20);

/** Which lines of an order or cart something is about: those that match any of these. */
export const lineMatch = z
  .strictObject({
    products: z.array(shopifyId).min(1).max(250).optional(),
    collections: z.array(shopifyId).min(1).max(50).optional(),
    tags: tags.optional(),
    vendors: z.array(word).min(1).max(50).optional(),
  })
  .refine((match) => Object.values(match).some((list) => list !== undefined), 'Say which products, collections, tags or vendors.');
export type LineMatch = z.infer<typeof lineMatch>;

/** How often something may happen. `order` is not a period: see the rule's own amount. */
export const limit = z.strictObject({ times: z.int().min(1).max(10_000), per: z.enum(['day', 'month', 'year', 'ever']) });
export type Limit = z.infer<typeof limit>;
