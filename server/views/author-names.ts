import type { ShopId } from '../core/id.ts';
import type { Tx } from '../db/index.ts';
import { staffNames } from '../staff/index.ts';

/** Names who wrote or published something, which is stored as "staff 42": "Mara Lindt"; what is not of staff stays as it is. */
export async function authorNames(tx: Tx, shopId: ShopId): Promise<(author: string) => string> {
  const name = await staffNames(tx, shopId);
  return (author) => {
    const id = /^staff (\d+)$/.exec(author)?.[1];
    return id === undefined ? author : name(id);
  };
}
