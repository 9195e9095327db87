import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { ShopId } from '../core/id.ts';
import { PrismaClient } from './client/client.ts';
import { statementName } from './statement-name.ts';

/** Prisma for one shop. Every query is a transaction of its own; acts of several statements use `Db.transaction`. */
export type ShopPrisma = Omit<ReturnType<typeof forShop>, '$transaction' | '$connect' | '$disconnect' | '$on'>;

/** Prisma on Laurel's own pool, so that its role and row-level security apply. */
export function createPrisma(pool: pg.Pool): (shopId: ShopId) => ShopPrisma {
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const client = new PrismaClient({ adapter });
  return (shopId) => forShop(client, shopId);
}

function forShop(client: PrismaClient, shopId: ShopId) {
  return client.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        const [, result] = await client.$transaction([
          client.$executeRaw`select set_config('laurel.shop_id', ${String(shopId)}, true)`,
          query(args),
        ]);
        return result;
      },
    },
  });
}
