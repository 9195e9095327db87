import { describe, expect, it } from 'vitest';
import { LaurelError } from '../core/errors.ts';
import { checkOperation } from './check.ts';
import type { Operation } from './operations.ts';

const right = {
  kind: 'issue',
  memberId: '0193b3c2-7e4b-7c52-8d9a-3f6f1c2b4a5d',
  key: 'order/1',
  at: new Date('2026-11-22T12:00:00Z'),
  cause: { kind: 'order', ref: '1' },
  points: 100,
  into: 'pending',
  source: 'purchase',
  origin: 'order/1',
  vestsOn: '2026-12-06',
  expiresOn: '2027-11-22',
};
const hold = { ...right, kind: 'hold', holdKey: 'r/1', until: new Date('2026-11-22T13:00:00Z') };
const clawBack = { ...right, kind: 'claw-back', policy: 'unlimited' };

const wrong: [title: string, operation: object, code: string][] = [
  ['half a point', { ...right, points: 0.5 }, 'invalid_points'],
  ['no points', { ...right, points: 0 }, 'invalid_points'],
  ['negative points', { ...right, points: -1 }, 'invalid_points'],
  ['not a number', { ...right, points: Number.NaN }, 'invalid_points'],
  ['points as text', { ...right, points: '100' }, 'invalid_points'],
  ['an unsafe number', { ...right, points: 2 ** 53 }, 'invalid_points'],
  ['an absurd number', { ...right, points: 1_000_000_001 }, 'invalid_points'],
  ['staff without a reason', { ...right, cause: { kind: 'staff', ref: '7' } }, 'invalid_request'],
  ['staff whose reason is blank', { ...right, cause: { kind: 'staff', ref: '7', note: ' \n' } }, 'invalid_request'],
  ['staff without a name', { ...right, cause: { kind: 'staff', ref: '', note: 'late parcel' } }, 'invalid_request'],
  ['a member who is no uuid', { ...right, memberId: '7' }, 'invalid_request'],
  ['no key', { ...right, key: '' }, 'invalid_request'],
  ['an endless key', { ...right, key: 'x'.repeat(301) }, 'invalid_request'],
  ['a key of the ledger’s own', { ...right, key: '~vest/1' }, 'invalid_request'],
  ['a zero byte', { ...right, origin: 'a\0b' }, 'invalid_request'],
  ['no time', { ...right, at: new Date(Number.NaN) }, 'invalid_request'],
  ['a time before time', { ...right, at: new Date('1969-12-31T00:00:00Z') }, 'invalid_request'],
  ['a far future', { ...right, at: new Date('2200-01-01T00:00:00Z') }, 'invalid_request'],
  ['a day that does not exist', { ...right, expiresOn: '2027-02-30' }, 'invalid_request'],
  ['a day in another notation', { ...right, expiresOn: '22.11.2027' }, 'invalid_request'],
  ['pending points that never vest', { ...right, vestsOn: undefined }, 'invalid_request'],
  ['an unknown place', { ...right, into: 'held' }, 'invalid_request'],
  ['an unknown source', { ...right, source: 'luck' }, 'invalid_request'],
  ['no origin', { ...right, origin: '' }, 'invalid_request'],
  ['an unknown cause', { ...right, cause: { kind: 'luck', ref: '1' } }, 'invalid_request'],
  ['a cause about nothing', { ...right, cause: { kind: 'order', ref: '' } }, 'invalid_request'],
  ['a hold without a key', { ...hold, holdKey: '' }, 'invalid_request'],
  ['a hold without an end', { ...hold, until: new Date(Number.NaN) }, 'invalid_request'],
  ['an unknown policy', { ...clawBack, policy: 'mercy' }, 'invalid_request'],
];

describe('before anything is sent to the database', () => {
  it.each([right, hold, clawBack])('what is right passes: %#', (operation) => {
    expect(() => checkOperation(operation as unknown as Operation)).not.toThrow();
  });

  it.each(wrong)('%s is refused', (_title, operation, code) => {
    let thrown: unknown;
    try {
      checkOperation(operation as unknown as Operation);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(LaurelError);
    expect((thrown as LaurelError).code).toBe(code);
  });
});
