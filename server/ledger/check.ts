import { LaurelError } from '../core/errors.ts';
import { points } from '../core/points.ts';
import { unknownDay } from '../core/time.ts';
import type { Cause, Operation, Transfer } from './operations.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const day = /^(19[7-9]\d|2[01]\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
// History that is brought over keeps its own dates.
const firstInstant = Date.UTC(1970, 0, 1);
const lastInstant = Date.UTC(2200, 0, 1);
const sources = ['purchase', 'bonus', 'entry-gift', 'referral', 'campaign', 'action', 'adjustment', 'import'];
const policies = ['never', 'pending-only', 'within-balance', 'unlimited'];
const causes = ['order', 'redemption', 'staff', 'program', 'expiry', 'import', 'referral', 'merge', 'action'];

/** Throws `invalid_points` or `invalid_request` for what no book can hold, before anything is sent to the database. */
export function checkOperation(operation: Operation): void {
  require(uuid.test(operation.memberId), 'memberId is a lower-case uuid', operation.memberId);
  name(operation.key, 'key');
  // The ledger's own postings (vesting, expiry) are named with it.
  require(!operation.key.startsWith('~'), 'key does not begin with ~', operation.key);
  instant(operation.at, 'at');
  checkCause(operation.cause);
  if ('points' in operation && operation.points !== undefined) points(operation.points);
  if ('holdKey' in operation) name(operation.holdKey, 'holdKey');
  switch (operation.kind) {
    case 'issue':
      require(operation.into === 'pending' || operation.into === 'available', 'into is pending or available', operation.into);
      require(sources.includes(operation.source), 'source is from the list', operation.source);
      require(operation.into === 'available' || operation.vestsOn !== undefined, 'pending points have a vesting day', operation.vestsOn);
      name(operation.origin, 'origin');
      calendarDay(operation.vestsOn, 'vestsOn', unknownDay);
      calendarDay(operation.expiresOn, 'expiresOn');
      idleMonths(operation);
      break;
    case 'schedule':
      name(operation.origin, 'origin');
      calendarDay(operation.vestsOn, 'vestsOn', unknownDay);
      break;
    case 'hold':
      instant(operation.until, 'until');
      break;
    case 'claw-back':
      name(operation.origin, 'origin');
      require(policies.includes(operation.policy), 'policy is from the list', operation.policy);
      break;
    default:
  }
}

/** The same of a transfer. */
export function checkTransfer({ from, to, key, at, cause, causeThere }: Transfer): void {
  for (const memberId of [from, to]) require(uuid.test(memberId), 'a member is a lower-case uuid', memberId);
  require(from !== to, 'a transfer has two members', to);
  name(key, 'key');
  require(key.length <= 250 && !key.startsWith('~'), 'key has at most 250 characters and does not begin with ~', key);
  instant(at, 'at');
  checkCause(cause);
  checkCause(causeThere);
}

/** The same of why: who acts for the shop says so, and for what reason. */
function checkCause({ kind, ref, note }: Cause): void {
  require(causes.includes(kind), 'cause.kind is from the list', kind);
  require(ref.length > 0, 'cause.ref is not empty', ref);
  require(kind !== 'staff' || (note !== undefined && /\S/.test(note)), 'cause.note says why staff did it', note);
}

function require(condition: boolean, rule: string, found: unknown): void {
  if (!condition) throw new LaurelError('invalid_request', `${rule}, not ${JSON.stringify(found)}`);
}

function name(text: string, what: string): void {
  require(text.length >= 1 && text.length <= 300 && !text.includes('\0'), `${what} has 1 to 300 characters`, text);
}

function instant(at: Date, what: string): void {
  const time = at.getTime();
  require(time >= firstInstant && time < lastInstant, `${what} lies between 1970 and 2200`, at);
}

function idleMonths({ idleMonths: months, expiresOn }: { readonly idleMonths?: number; readonly expiresOn?: string }): void {
  if (months === undefined) return;
  require(Number.isInteger(months) && months >= 1 && months <= 120, 'idleMonths is 1 to 120 months', months);
  require(expiresOn !== undefined, 'what goes when its member is idle has a first possible day', expiresOn);
}

function calendarDay(value: string | undefined, what: string, orElse?: string): void {
  if (value === undefined || value === orElse) return;
  // Every month has the 28th, so few days have to be looked up.
  const real = day.test(value) && (value.slice(8) <= '28' || new Date(`${value}T00:00:00Z`).toISOString().startsWith(value));
  require(real, `${what} is a calendar day`, value);
}
