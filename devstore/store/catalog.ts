/** What Glow & Co sells. Prices in cents, before tax. */
export interface Product {
  /** Numeric id, as text; the only variant has the same number in its own series. */
  readonly id: string;
  readonly variantId: string;
  readonly handle: string;
  readonly title: string;
  readonly kind: string;
  readonly priceCents: number;
  /** Above the price while the product is on sale. */
  readonly compareAtCents: number | undefined;
  readonly vendor: string;
  readonly tags: readonly string[];
  /** Ids of collections. */
  readonly collections: readonly string[];
  readonly giftCard: boolean;
  readonly description: string;
  readonly sku: string;
}

/** The shop's collections by id. */
export const collections: Readonly<Record<string, string>> = {
  '9001': 'Skin',
  '9002': 'Colour',
  '9003': 'Sets',
  '9004': 'Gifts',
  '9005': 'Fragrance free',
};

interface Row {
  handle: string;
  title: string;
  kind: string;
  priceCents: number;
  description: string;
  compareAtCents?: number;
  vendor?: string;
  tags?: readonly string[];
  giftCard?: true;
}

const rows: readonly Row[] = [
  {
    handle: 'dew-drops-serum',
    title: 'Dew Drops Serum',
    kind: 'Skin',
    priceCents: 2400,
    description: 'A light hyaluronic serum. Three drops, morning and night.',
    tags: ['bestseller', 'vegan'],
  },
  {
    handle: 'velvet-lip-tint',
    title: 'Velvet Lip Tint',
    kind: 'Colour',
    priceCents: 1200,
    description: 'Soft rose pigment that wears in, not off.',
    vendor: 'Atelier Rosée',
  },
  {
    handle: 'cloud-cleanser',
    title: 'Cloud Cleanser',
    kind: 'Skin',
    priceCents: 1600,
    description: 'A foam so fine it rinses in one go. No fragrance.',
    tags: ['fragrance-free', 'vegan'],
  },
  {
    handle: 'night-repair-cream',
    title: 'Night Repair Cream',
    kind: 'Skin',
    priceCents: 4800,
    description: 'Ceramides and squalane, for the eight hours you are not looking.',
  },
  {
    handle: 'sun-veil-spf-50',
    title: 'Sun Veil SPF 50',
    kind: 'Skin',
    priceCents: 2800,
    description: 'Mineral sunscreen that leaves no white cast.',
    tags: ['fragrance-free'],
  },
  {
    handle: 'rose-face-mist',
    title: 'Rose Face Mist',
    kind: 'Skin',
    priceCents: 800,
    description: 'Rosewater and nothing much else. Fits in a pocket.',
    vendor: 'Atelier Rosée',
    tags: ['vegan'],
  },
  {
    handle: 'silk-brow-gel',
    title: 'Silk Brow Gel',
    kind: 'Colour',
    priceCents: 1000,
    description: 'Holds brows where you put them, without the crunch.',
    compareAtCents: 1400,
  },
  {
    handle: 'the-ritual-set',
    title: 'The Ritual Set',
    kind: 'Sets',
    priceCents: 6400,
    description: 'Cleanser, serum and cream in a linen pouch.',
  },
  {
    handle: 'gift-card',
    title: 'Gift card',
    kind: 'Gifts',
    priceCents: 2500,
    description: 'Let them choose. Sent by e-mail, never expires.',
    giftCard: true,
  },
];

export const products: readonly Product[] = rows.map((row, i) => ({
  ...row,
  id: String(7_001 + i),
  variantId: String(8_001 + i),
  giftCard: row.giftCard ?? false,
  compareAtCents: row.compareAtCents,
  vendor: row.vendor ?? 'Glow & Co',
  tags: row.tags ?? [],
  collections: Object.keys(collections).filter(
    (id) => collections[id] === row.kind || (collections[id] === 'Fragrance free' && row.tags?.includes('fragrance-free')),
  ),
  sku: `GLOW-${String(i + 1).padStart(2, '0')}`,
}));

/** Found by handle or by numeric variant id. */
export function findProduct(key: string): Product | undefined {
  return products.find((product) => product.handle === key || product.variantId === key);
}
