import pg from 'pg';
import { assert } from '../core/assert.ts';

const INT8 = 20;
const DATE = 1082;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const TEXT_ARRAY = 1009;

const texts = pg.types.getTypeParser(TEXT_ARRAY as number, 'text') as (text: string) => (string | null)[];

/** bigint arrives as a safe number, date as the text "2026-11-22" (a `Day`), timestamptz as Date, numeric as text. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return safeNumber;
    if (oid === INT8_ARRAY) return (text: string) => texts(text).map((one) => (one === null ? null : safeNumber(one)));
    if (oid === DATE) return (text: string) => text;
    if (oid === DATE_ARRAY) return texts;
    return pg.types.getTypeParser(oid, format ?? 'text');
  }) as typeof pg.types.getTypeParser,
};

function safeNumber(text: string): number {
  const value = Number(text);
  assert(Number.isSafeInteger(value), `a bigint from the database is a safe integer, not ${text}`);
  return value;
}
