import { createHash } from 'node:crypto';
import pino from 'pino';
import type { Context, Shop } from '../../context.ts';
import type { OrderFacts } from '../../core/facts.ts';
import { asMemberId, type MemberId, type ShopId } from '../../core/id.ts';
import { minor } from '../../core/money.ts';
import { points } from '../../core/points.ts';
import type { Db } from '../../db/index.ts';
import type { Operation } from '../../ledger/index.ts';
import { seeded, type Random } from '../../simulation/random.ts';

/** One thing a client asks the server for. It is drawn from a seed and its number, so that writer and auditor know the same one without talking. */
export type Request =
  | {
      /** `alone`: postAlone; `gathered`: with whoever asks at the same moment; `whole`: several operations, all or none. */
      readonly way: 'alone' | 'gathered' | 'whole';
      readonly operations: readonly [Operation, ...Operation[]];
    }
  | { readonly way: 'settled'; readonly orders: readonly OrderFacts[] };

/** Few enough that parallel requests meet at the same members all the time. */
export const memberCount = 60;

export const shop: Shop = {
  id: 1 as ShopId,
  domain: 'crash.myshopify.com',
  name: 'Crash',
  currency: 'USD',
  timeZone: 'America/New_York',
};

const now = new Date('2026-11-22T12:00:00Z');

/** What every request is asked with; its time stands still. */
export function contextOn(db: Db): Context {
  return {
    shop,
    actor: { kind: 'system', job: 'crash' },
    now,
    wallClock: () => now,
    random: Math.random,
    db,
    log: pino({ level: 'silent' }),
  };
}

/** The member of customer `no`, from 1 on. */
export function memberOf(no: number): MemberId {
  return asMemberId(`00000000-0000-4000-8000-${String(no).padStart(12, '0')}`);
}

/** Request `no` of a run. */
export function requestOf(seed: number, no: number): Request {
  const random = seeded(createHash('sha256').update(`${seed}/${no}`).digest().readInt32LE());
  const way = random.weighted({ alone: 3, gathered: 5, whole: 3, settled: 2 });
  switch (way) {
    case 'alone':
      return { way, operations: [issue(`r/${no}`, anyone(random), random)] };
    case 'gathered':
      return {
        way,
        operations: [random.chance(0.6) ? issue(`r/${no}`, anyone(random), random) : spend(`r/${no}`, anyone(random), random)],
      };
    case 'whole':
      return { way, operations: random.chance(0.5) ? redemption(no, random) : gifts(no, random) };
    case 'settled':
      return { way, orders: [order(`${no}1`, random), order(`${no}2`, random)] };
  }
}

/** The keys a request posts under. */
export function keysOf(request: Request): string[] {
  return request.way === 'settled' ? request.orders.map(({ orderId }) => `order/${orderId}/1`) : request.operations.map(({ key }) => key);
}

const anyone = (random: Random): MemberId => memberOf(random.int(1, memberCount));
const named = (key: string, memberId: MemberId) =>
  ({ memberId, key, at: now, cause: { kind: 'staff', ref: 'crash', note: 'crash test' } }) as const;

function issue(key: string, memberId: MemberId, random: Random): Operation {
  const lot = { source: 'bonus', origin: key, expiresOn: `2028-${String(random.int(1, 12)).padStart(2, '0')}-01` } as const;
  return { ...named(key, memberId), ...lot, kind: 'issue', points: points(random.int(1, 200)), into: 'available' };
}

/** Refused now and then: a refusal must leave nothing either. */
function spend(key: string, memberId: MemberId, random: Random): Operation {
  return { ...named(key, memberId), kind: 'spend', points: points(random.int(1, 400)), partial: random.chance(0.5) };
}

/** One member is issued two lots, another one: all three or none. */
function gifts(no: number, random: Random): [Operation, ...Operation[]] {
  const first = anyone(random);
  return [
    issue(`r/${no}/a`, first, random),
    issue(`r/${no}/b`, first, random),
    issue(`r/${no}/c`, memberOf((Number(first.slice(-12)) % memberCount) + 1), random),
  ];
}

function redemption(no: number, random: Random): [Operation, ...Operation[]] {
  const memberId = anyone(random);
  const holdKey = `hold/${no}`;
  return [
    { ...issue(`r/${no}/a`, memberId, random), points: points(100) } as Operation,
    { ...named(`r/${no}/b`, memberId), kind: 'hold', holdKey, points: points(80), until: now },
    { ...named(`r/${no}/c`, memberId), kind: 'capture', holdKey, points: points(random.int(1, 80)) },
  ];
}

function order(orderId: string, random: Random): OrderFacts {
  return {
    orderId,
    name: `#${orderId}`,
    customerId: String(random.int(1, memberCount)),
    email: undefined,
    currency: shop.currency,
    updatedAt: now,
    processedAt: now,
    cancelledAt: undefined,
    paid: true,
    test: false,
    discountCodes: [],
    unexplainedRefundMinor: minor(0),
    lines: [
      {
        lineId: '1',
        productId: undefined,
        title: 'Item',
        quantity: 1,
        netMinor: minor(random.int(100, 20_000)),
        giftCard: false,
        tip: false,
      },
    ],
  };
}
