import { mutantsOf } from './mutant.ts';

const posting = [
  'server/ledger/post.db.test.ts',
  'server/ledger/movements.db.test.ts',
  'server/ledger/stories.db.test.ts',
  'server/ledger/keys.db.test.ts',
  'server/ledger/debts.db.test.ts',
];
const racing = ['server/ledger/concurrency.db.test.ts'];
const days = ['server/ledger/days.db.test.ts'];

export const ledgerMutants = [
  ...mutantsOf('server/ledger/decide.ts', posting, [
    ['overspend', 'nobody spends more than is available', 'if (wanted > book.available)', 'if (wanted > book.available + 1)'],
    ['capture-more', 'a capture takes no more than was held', 'if (wanted > hold.points)', 'if (wanted > hold.points + 100)'],
    [
      'capture-keeps-rest',
      'what a capture does not use goes back to its lots',
      `draft.move(part.lotNo, 'release', 'held', 'available', part.points - points);`,
      '',
    ],
    ['hold-closes-twice', 'a hold closes once', `if (hold.state !== 'open')`, 'if (false)'],
    [
      'give-back-more',
      'no more is given back than was captured',
      'operation.points > hold.captured - hold.givenBack',
      'operation.points > hold.captured',
    ],
    ['give-back-order', 'what was captured last is given back first', 'hold.parts.toReversed()', 'hold.parts'],
    [
      'claw-back-more',
      'no more is clawed back than was granted',
      'if (wanted > own.reduce((room, lot) => room + lot.issued - lot.reversed, 0))',
      'if (false)',
    ],
    ['claw-back-expired', 'nobody owes what expired unused', `takeBack('expired', (lot) => lot.expired);`, ''],
    ['claw-back-others', 'a clawback takes the lots of its own order', '.filter((lot) => lot.origin === origin)', ''],
    [
      'policy-within-balance',
      'within balance, nobody ends up owing',
      `policy === 'unlimited' ? 0 : Math.max(0, rest - draft.available())`,
      '0',
    ],
    ['policy-never', 'where the merchant never takes back, nothing moves', `if (policy !== 'never') takeBack`, 'takeBack'],
    [
      'debt-unpaid',
      'what is earned pays what is owed first',
      `draft.move(no, 'issue', 'issued', operation.into, operation.points);\n  recover(draft);`,
      `draft.move(no, 'issue', 'issued', operation.into, operation.points);`,
    ],
    ['debt-order', 'the oldest debt is paid first', 'draft.lots().sort((a, b) => a.no - b.no)', 'draft.lots().sort((a, b) => b.no - a.no)'],
    ['held-for-ever', 'a hold prolongs nothing', 'if (isDue(goneOn(lot, active), today)) draft.move', 'if (false) draft.move'],
  ]),
  ...mutantsOf(
    'server/ledger/hand-over.ts',
    ['server/ledger/transfer.db.test.ts'],
    [
      ['transfer-leaves-debt', 'what is owed goes to the other member too', `['debt', -lot.debt],`, ''],
      ['transfer-leaves-staffs', 'what staff had taken goes along, so that a refund finds it', `['adjusted', elsewhere],`, ''],
      [
        'transfer-gives-twice',
        'what was given back of a hold does not go along',
        'hold.points : captured - givenBack;',
        'hold.points : captured;',
      ],
      ['transfer-debt-unpaid', 'at the other member too, points pay what is owed', '  recover(draft);', ''],
    ],
  ),
  ...mutantsOf(
    'server/ledger/lots.ts',
    ['server/ledger/lots.test.ts', ...posting],
    [
      ['first-in-first-out', 'what expires first is spent first', 'compareDays(a.expiresOn, b.expiresOn) || a.no - b.no', 'a.no - b.no'],
      [
        'idle-first',
        'what keeps while its member is active is spent last',
        'Number(a.idleMonths !== undefined) - Number(b.idleMonths !== undefined) ||',
        '',
        days,
      ],
      ['idle-anyway', 'who is active keeps points', 'on = further;', 'return on;', days],
      ['idle-revived', 'who comes too late finds them gone', 'active.findLast((day) => day < before)', 'active.at(-1)', days],
      ['late-job-owes', 'reading stands on the shop’s day although the nightly job is late', 'Math.min(unpaid, lot.pending)', '0'],
    ],
  ),
  ...mutantsOf(
    'server/ledger/lots.ts',
    ['server/ledger/lots.test.ts'],
    [['day-late', 'points are gone on the day that was promised', 'day <= today', 'day < today']],
  ),
  ...mutantsOf(
    'server/ledger/book.ts',
    ['server/ledger/book.test.ts'],
    [['below-zero', 'no part of a lot falls below zero', 'lot.issued - lot.reversed) >= 0', 'lot.issued - lot.reversed) >= -1_000']],
  ),
  ...mutantsOf('server/ledger/due.ts', posting, [
    [
      'due-in-utc',
      'days begin at the shop’s midnight',
      'const at = startOfDay(shop.timeZone, day);',
      'const at = new Date(`${day}T00:00:00Z`);',
    ],
    ['vest-forgotten', 'pending points vest on their day', 'if (lot.pending > 0) day = earlier(day, lot.vestsOn);', ''],
  ]),
  ...mutantsOf(
    'server/ledger/hash.ts',
    ['server/ledger/hash.test.ts'],
    [
      [
        'hash-without-points',
        'the same key with other points is another request',
        'cause.ref, points, ...details',
        'cause.ref, ...details',
      ],
      ['hash-without-member', 'a key of one member is no key of another', '[kind, memberId, cause.kind', '[kind, cause.kind'],
      [
        'hash-without-policy',
        'the same key with another policy is another request',
        '[operation.origin, operation.policy]',
        '[operation.origin]',
      ],
    ],
  ),
  ...mutantsOf('server/ledger/post.ts', posting, [
    ['skip-the-key', 'the same key posts once', 'const before = known.get(operation.key);', 'const before: Known | undefined = undefined;'],
    ['any-input', 'a used key with other input is refused', 'return before.hash === hash ?', 'return true ?'],
    ['key-twice-in-batch', 'the same key twice in a batch posts once', 'known.set(key, answer);', ''],
    ['hold-key-reused', 'a hold’s key is used once', `if (operation.kind === 'hold' && holdKeys.has(operation.holdKey))`, 'if (false)'],
    [
      'due-after',
      'what is due is posted before anything is decided',
      `if (operation.kind !== 'issue' || book.debt > 0) recordDue`,
      'if (book.debt > 0) recordDue',
    ],
  ]),
  ...mutantsOf('server/ledger/sheet.ts', posting, [
    ['forget-a-lot', 'a stored lot is what its entries say', 'if (!sheet.newLots.has(lot)) sheet.movedLots.set(lot, book.memberId);', ''],
    ['forget-a-hold', 'a stored hold is what its postings say', 'if (!sheet.newHolds.has(hold)) sheet.closedHolds.add(hold);', ''],
    [
      'forget-the-day',
      'the next due day is never late',
      `if (one.to === 'available') book.nextDue = earlier(book.nextDue, lot.expiresOn);`,
      '',
    ],
    ['entry-number', 'entries are numbered without gap', 'lot.entries++;', ''],
  ]),
  ...mutantsOf('server/ledger/accrue.ts', racing, [
    [
      'plain-twice',
      'two requests with one key in a batch are looked at one after the other',
      `if (kind !== 'issue' || keys.has(key))`,
      `if (kind !== 'issue')`,
      posting,
    ],
    [
      'plain-among-others',
      'an accrual among other operations of its member keeps its turn',
      `operation.kind === 'issue' && !busy.has(operation.memberId)`,
      `operation.kind === 'issue'`,
      posting,
    ],
    ['meet-at-the-key', 'two with the same key at the same moment: both are answered', 'error.code === UNIQUE_VIOLATION || ', ''],
  ]),
  ...mutantsOf('server/ledger/gather.ts', racing, [
    ['own-answer', 'every caller gets its own answer', 'resolve(outcomes[i] as Outcome)', 'resolve(outcomes[0] as Outcome)'],
    [
      'neighbour-pays',
      'one caller’s fault is not its neighbours’',
      'else for (const one of batch) await settle(send, [one]);',
      'else for (const one of batch) one.reject(error);',
    ],
    ['out-of-turn', 'a member’s operations are posted in the order asked', ' && !busy.has(one.operation.memberId)', ''],
  ]),
  ...mutantsOf(
    'server/ledger/check.ts',
    ['server/ledger/check.test.ts'],
    [
      ['own-prefix', 'no caller uses the ledger’s own keys', `require(!operation.key.startsWith('~')`, 'require(true'],
      ['any-day', 'expiry is a real calendar day', `calendarDay(operation.expiresOn, 'expiresOn');`, ''],
      ['any-instant', 'what happened lies in a time books can hold', 'time < lastInstant', 'true'],
      ['vesting-day', 'pending points have a vesting day', `operation.into === 'available' || operation.vestsOn !== undefined`, 'true'],
    ],
  ),
  ...mutantsOf(
    'server/ledger/read.ts',
    ['server/ledger/stories.db.test.ts', 'server/ledger/movements.db.test.ts'],
    [
      ['late-is-late', 'a balance does not wait for the nightly job', 'row.next_due <= today)', 'row.next_due < today)'],
      ['past-instant', 'a past balance counts what happened until then', 'p.occurred_at <= $3', 'p.occurred_at < $3'],
      ['page-overlap', 'pages of a statement do not overlap', 'no < $3', 'no <= $3'],
      ['statement-change', 'each line says what the member had more by it', 'seq = p.first_seq - 1', 'seq = p.first_seq'],
    ],
  ),
  ...mutantsOf(
    'server/ledger/post-due.ts',
    ['server/ledger/stories.db.test.ts'],
    [['one-batch-only', 'the nightly job goes on until nothing is due', 'if (count < limit) return members;', 'return members;']],
  ),
  ...mutantsOf(
    'server/ledger/verify.ts',
    ['server/ledger/verify.db.test.ts'],
    [
      ['verify-balance', 'verify derives every balance', '    and v.stored <> coalesce(v.derived, 0)\n', '    and false\n'],
      [
        'verify-lot',
        'verify derives every lot',
        'and coalesce(v.stored, 0) <> coalesce(v.derived, 0)\n  union all\n  select p.member_id',
        'and false\n  union all\n  select p.member_id',
      ],
      ['verify-posting', 'verify counts every posting’s entries', ' and v.stored <> v.derived', ' and false'],
      [
        'verify-hold',
        'verify derives every hold',
        'where coalesce(v.stored, 0) <> coalesce(v.derived, 0)\n  union all\n  select b.member_id',
        'where false\n  union all\n  select b.member_id',
      ],
      [
        'verify-transfer',
        'verify adds up what a transfer moved, though its entries seem to be right',
        `p.kind = 'transfer' or (p.last_seq`,
        '(p.last_seq',
      ],
      ['verify-numbers', 'verify counts the postings', 'b.last_posting_no <> coalesce(p.count, 0)', 'false'],
      [
        'verify-chain',
        'verify follows the running totals',
        'from wrong join running e',
        'from (select * from wrong where false) wrong join running e',
      ],
    ],
  ),
];
