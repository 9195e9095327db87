/** The demo shop's past, the same each time: who bought what, how long ago. Pure. */
import { findProduct, products, type Product } from '../store/catalog.ts';
import { createRandom, type Random } from './random.ts';

export interface PastCustomer {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly daysAgo: number;
}
export interface PastOrder {
  /** null: a guest. */
  readonly customerId: string | null;
  readonly email: string;
  readonly daysAgo: number;
  readonly minuteOfDay: number;
  readonly items: readonly { readonly product: Product; readonly quantity: number }[];
  readonly codes: readonly string[];
  readonly afterwards: 'kept' | 'partly refunded' | 'cancelled';
}

const monthsBack = 14;
/** By day in New York, as minutes after midnight UTC. */
const openMinutes = { from: 15 * 60, to: 27 * 60 };
const firstNames =
  'Amara,Bea,Carlos,Dana,Elif,Femi,Grace,Hugo,Ines,Jonas,Kira,Lina,Mateo,Nora,Omar,Priya,Quinn,Rosa,Sami,Tess,Uma,Vera,Wren,Yara,Zoe'.split(
    ',',
  );
const lastNames =
  'Abel,Brandt,Cole,Diaz,Eklund,Fraser,Gupta,Haddad,Ito,Jansen,Khan,Lopez,Meyer,Novak,Okafor,Park,Quist,Rossi,Silva,Tanaka'.split(',');

/** What the named people bought: Ben comes to $210 and Chiara to $520 within twelve months. */
const told: readonly (readonly [customerId: string, email: string, daysAgo: number, ...items: string[]])[] = [
  ['103', 'chiara@example.com', 330, 'the-ritual-set', 'the-ritual-set'],
  ['102', 'ben@example.com', 300, 'night-repair-cream', 'velvet-lip-tint'],
  ['103', 'chiara@example.com', 244, 'night-repair-cream', 'dew-drops-serum', 'dew-drops-serum'],
  ['102', 'ben@example.com', 211, 'dew-drops-serum', 'cloud-cleanser', 'rose-face-mist'],
  ['103', 'chiara@example.com', 180, 'sun-veil-spf-50', 'sun-veil-spf-50', 'velvet-lip-tint', 'velvet-lip-tint'],
  ['102', 'ben@example.com', 118, 'sun-veil-spf-50', 'silk-brow-gel'],
  ['103', 'chiara@example.com', 92, 'the-ritual-set', 'night-repair-cream'],
  ['102', 'ben@example.com', 44, 'the-ritual-set'],
  [
    '103',
    'chiara@example.com',
    36,
    'dew-drops-serum',
    'dew-drops-serum',
    'cloud-cleanser',
    'cloud-cleanser',
    'velvet-lip-tint',
    'velvet-lip-tint',
  ],
];

export function pastCustomers(): PastCustomer[] {
  const random = createRandom(20_251);
  return Array.from({ length: 37 }, (_, i) => {
    const firstName = firstNames[i % firstNames.length] ?? 'Alex';
    const lastName = lastNames[(i * 7 + Math.floor(i / firstNames.length) * 3) % lastNames.length] ?? 'Moss';
    const email = `${firstName}.${lastName}@example.com`.toLowerCase();
    return { id: String(201 + i), firstName, lastName, email, daysAgo: random.between(20, monthsBack * 30) };
  });
}

/** About two hundred orders, oldest first. */
export function pastOrders(): PastOrder[] {
  const random = createRandom(20_252);
  const customers = pastCustomers();
  const mixed = customers.flatMap((customer) => Array.from({ length: ordersOf(random) }, () => orderOf(random, customer)));
  const guests = Array.from({ length: 14 }, (_, i) =>
    orderOf(random, { id: null, email: `guest${i + 1}@example.com`, daysAgo: monthsBack * 30 }),
  );
  const named = told.map(([customerId, email, daysAgo, ...handles]) => toldOrder(customerId, email, daysAgo, handles));
  return [...mixed, ...guests, ...named].toSorted((a, b) => b.daysAgo - a.daysAgo || a.minuteOfDay - b.minuteOfDay);
}

// A few buy often, most now and then, some once: as in any shop.
function ordersOf(random: Random): number {
  const luck = random.next();
  return luck < 0.22 ? random.between(9, 14) : luck < 0.65 ? random.between(4, 6) : random.between(1, 3);
}

function orderOf(random: Random, customer: { id: string | null; email: string; daysAgo: number }): PastOrder {
  const items = Array.from({ length: random.between(1, 2) }, () => ({
    product: random.pick(products),
    quantity: random.next() < 0.9 ? 1 : 2,
  }));
  const luck = random.next();
  return {
    customerId: customer.id,
    email: customer.email,
    daysAgo: random.between(1, customer.daysAgo),
    minuteOfDay: random.between(openMinutes.from, openMinutes.to),
    items: together(items),
    codes: random.next() < 0.12 ? ['WELCOME10'] : [],
    afterwards: luck < 0.05 ? 'partly refunded' : luck < 0.065 ? 'cancelled' : 'kept',
  };
}

function toldOrder(customerId: string, email: string, daysAgo: number, handles: readonly string[]): PastOrder {
  const items = handles.flatMap((handle) => {
    const product = findProduct(handle);
    return product ? [{ product, quantity: 1 }] : [];
  });
  return { customerId, email, daysAgo, minuteOfDay: openMinutes.from, items: together(items), codes: [], afterwards: 'kept' };
}

function together(items: readonly { product: Product; quantity: number }[]): { product: Product; quantity: number }[] {
  const byProduct = new Map<Product, number>();
  for (const { product, quantity } of items) byProduct.set(product, (byProduct.get(product) ?? 0) + quantity);
  return [...byProduct].map(([product, quantity]) => ({ product, quantity }));
}
