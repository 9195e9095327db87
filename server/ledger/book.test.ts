import { describe, expect, it } from 'vitest';
import { BrokenLaw } from '../core/assert.ts';
import type { LedgerAccount, Move } from './accounts.ts';
import { move, type LotPage } from './book.ts';

const lot = (): LotPage => ({
  no: 1,
  issued: 100,
  pending: 10,
  available: 20,
  held: 30,
  debt: 5,
  redeemed: 25,
  expired: 10,
  reversed: 10,
  entries: 7,
  origin: 'order/1',
  vestsOn: undefined,
  expiresOn: undefined,
  idleMonths: undefined,
});
const totals = () => ({ pending: 10, available: 20, held: 30, debt: 5 });
const transfer = (from: LedgerAccount, to: LedgerAccount, points: number): Move => ({ lotNo: 1, movement: 'spend', from, to, points });

describe('a move inside a lot', () => {
  it.each([
    ['pending', 'available', 11],
    ['available', 'redeemed', 21],
    ['held', 'redeemed', 31],
    ['redeemed', 'available', 26],
    ['expired', 'reversed', 11],
    ['recovered', 'debt', 6],
    ['debt', 'reversed', 91],
  ] as const)('from %s to %s never takes more than there is', (from, to, points) => {
    expect(() => move(totals(), lot(), transfer(from, to, points))).toThrow(BrokenLaw);
  });

  it('moves the member’s numbers by as much as the lot’s', () => {
    const [member, page] = [totals(), lot()];
    move(member, page, transfer('held', 'available', 30));
    move(member, page, transfer('debt', 'reversed', 15));
    expect(member).toEqual({ pending: 10, available: 50, held: 0, debt: 20 });
    expect(page).toMatchObject({ pending: 10, available: 50, held: 0, debt: 20, reversed: 25 });
  });
});
