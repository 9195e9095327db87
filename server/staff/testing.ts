import { newId } from '../core/id.ts';
import type { Context, Shop } from '../context.ts';
import type { TestDb } from '../db/testing.ts';
import pino from 'pino';
import { arrive } from './arrive.ts';
import { giveRole } from './give-role.ts';
import type { Role } from './roles.ts';

/** The context of a staff member at an instant. */
export function asStaff(test: TestDb, shop: Shop, userId: string, at = '2026-11-02T15:00:00Z'): Context {
  const now = new Date(at);
  const log = pino({ level: 'silent' });
  return { shop, actor: { kind: 'staff', userId }, now, wallClock: () => now, random: Math.random, db: test.db, log };
}

/** Mara (1) owns the shop, and everybody else has come and was given their role. */
export async function withStaff(test: TestDb, shop: Shop, others: Readonly<Record<string, Role>> = {}): Promise<void> {
  await arrive(asStaff(test, shop, '1'), '1', 'Mara Lindt');
  for (const [userId, role] of Object.entries(others)) {
    const { role: was } = await arrive(asStaff(test, shop, userId), userId, undefined);
    await giveRole(asStaff(test, shop, '1'), { userId, role, was });
  }
}

/** A member of the shop, as if a customer had come by. */
export async function someMember(test: TestDb, shop: Shop, customerId: string): Promise<string> {
  const id = newId(new Date(), Math.random);
  await test.owner.query(
    `insert into member (shop_id, id, customer_id, enrolled_at, tier_id, judged_at) values ($1, $2, $3, now(), 'fan', now())`,
    [shop.id, id, customerId],
  );
  return id;
}
