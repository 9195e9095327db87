import { mutantsOf, type Mutant } from './mutant.ts';

const ledger = 'prisma/migrations/20261122000100_ledger/migration.sql';
const foundation = 'prisma/migrations/20261122000000_foundation/migration.sql';
const laws = ['server/ledger/laws.db.test.ts'];
const forged = ['server/ledger/forged.db.test.ts'];
const racing = ['server/ledger/concurrency.db.test.ts'];
const days = ['server/ledger/days.db.test.ts'];
const stories = ['server/ledger/stories.db.test.ts', 'server/ledger/debts.db.test.ts', 'server/ledger/post.db.test.ts'];

/** Which accounts a movement goes between, one arm of the law each. */
const movements: Mutant[] = [
  ['issue', `r.from_account = 'issued' and r.to_account in ('pending', 'available')`],
  ['vest', `r.from_account = 'pending' and r.to_account = 'available'`],
  ['hold', `r.from_account = 'available' and r.to_account = 'held'`],
  ['capture', `r.from_account = 'held' and r.to_account = 'redeemed'`],
  ['release', `r.from_account = 'held' and r.to_account = 'available'`],
  ['spend', `r.from_account = 'available' and r.to_account = 'redeemed'`],
  ['expire', `r.from_account = 'available' and r.to_account = 'expired'`],
  ['claw-back', `r.from_account in ('pending', 'available', 'expired', 'debt') and r.to_account = 'reversed'`],
  ['give-back', `r.from_account = 'redeemed' and r.to_account = 'available'`],
  ['adjust-down', `r.from_account = 'available' and r.to_account = 'adjusted'`],
  ['recover', `r.from_account = 'available' and r.to_account = 'recovered' or r.from_account = 'recovered' and r.to_account = 'debt'`],
].flatMap(([movement = '', way = '']) =>
  mutantsOf(ledger, laws, [
    [`way-of-${movement}`, `${movement} goes only between its accounts`, `when '${movement}' then ${way}`, `when '${movement}' then true`],
  ]),
);

/** A running total may not be more than the entry before it and this one make. */
const totals: Mutant[] = [
  'r.pending',
  'r.available',
  'r.held',
  'r.debt',
  'r.lot_issued',
  'r.lot_pending',
  'r.lot_available',
  'r.lot_held',
  'r.lot_debt',
  'r.lot_redeemed',
  'r.lot_expired',
  'r.lot_reversed',
].flatMap((total) =>
  mutantsOf(ledger, laws, [
    [
      `total-${total.slice(2).replace('_', '-')}`,
      `the running total ${total.slice(2)} continues the entry before`,
      ` ${total} = coalesce(`,
      ` ${total} >= coalesce(`,
    ],
  ]),
);

const entries = mutantsOf(ledger, laws, [
  ['entry-points', 'an entry moves a possible number of points', 'r.points between 1 and 1000000000 and r.seq', 'r.seq'],
  ['entry-unannounced', 'every entry was announced by its posting', 'r.seq between p.first_seq and p.last_seq', 'true'],
  ['entry-kind', 'only movements that a posting’s kind allows', '(r.movement::text = p.kind::text', '(true'],
  [
    'recover-anywhere',
    'debts are paid only where points become available',
    `r.movement = 'recover' and p.kind in (`,
    `r.movement = 'recover' or p.kind in (`,
  ],
  ['release-anywhere', 'a capture may release, nothing else', `r.movement = 'release' and p.kind = 'capture'`, `r.movement = 'release'`],
  [
    'expire-anywhere',
    'only what comes back may expire with it',
    `r.movement = 'expire' and p.kind in (`,
    `r.movement = 'expire' or p.kind in (`,
  ],
  ['journal-gap', 'a journal begins with its first entry', 'and (r.seq > 1) = (b.seq is not null)', ''],
  [
    'issue-into-old-lot',
    'what is issued opens a lot',
    `    and (r.movement = 'issue' or r.movement = 'transfer' and r.from_account = 'transferred' and r.lot_entry = 1) = (r.lot_entry = 1) and`,
    '    and',
  ],
  ['lot-name', 'a lot is named after the entry that issues it', 'and (r.lot_no = r.seq) = (r.lot_entry = 1)', ''],
  ['lot-gap', 'a lot begins with its first entry', ' and (l.seq is null) = (r.lot_entry = 1)', '', forged],
  ['lot-fork', 'no two entries take the same place in a lot', 'create unique index entry_in_lot', 'create index entry_in_lot'],
  [
    'lot-below-zero',
    'no part of a lot below zero, no more reversed than issued',
    'least(r.lot_pending, r.lot_available',
    'greatest(r.lot_pending, r.lot_available',
  ],
]);

const postings = mutantsOf(ledger, laws, [
  ['same-key', 'a key is used once', '  unique (shop_id, key)', '  unique (shop_id, key, no)'],
  ['posting-gap', 'a member’s postings have no gap', 'if last is null or', 'if'],
  ['posting-overlap', 'a posting announces the entries after those of the one before', 'new.first_seq <> last + 1 or ', ''],
  ['posting-backwards', 'a posting announces no less than nothing', ' or new.last_seq < last then', ' then'],
  ['posting-points', 'a posting is about a possible number of points', 'if new.points not between 0 and 1000000000', 'if false'],
  [
    'posting-of-nothing',
    'a posting about nothing has no entries',
    `    or new.kind <> 'transfer' and (new.points = 0) <> (new.last_seq = last)\n`,
    '',
  ],
  ['posting-key', 'every posting has a key', '    or length(new.key) not between 1 and 300\n', ''],
  ['posting-hash', 'every posting remembers its input', '    or length(new.input_hash) <> 32\n', ''],
  ['posting-cause', 'every posting knows its cause', `    or not (new.cause ? 'kind' and new.cause ? 'ref')\n`, ''],
  ['posting-early', 'what happened lies in a time books can hold', `new.occurred_at < '1970-01-01Z' or `, ''],
  [
    'posting-hold',
    'a posting names a hold when it is about one',
    `    or new.kind <> 'transfer' and (new.hold_key is not null) <> (new.kind in ('hold', 'capture', 'release', 'give-back'))\n`,
    '',
  ],
  [
    'staff-say-why',
    'staff are named, and say why',
    `    or new.cause ->> 'kind' = 'staff' and not`,
    `    or new.cause ->> 'kind' = 'staff' and false and not`,
    forged,
  ],
]);

const caches = mutantsOf(ledger, laws, [
  ['lot-back', 'a lot only moves forward', ' or new.entries < old.entries', ''],
  [
    'lot-vesting',
    'the day a lot ripens changes only with a posting',
    'new.vests_on is distinct from old.vests_on and (new.vests_on is null',
    'false and (new.vests_on is null',
  ],
  [
    'lot-idle',
    'how long a lot keeps without its member is never changed',
    ' or new.idle_months is distinct from old.idle_months',
    '',
    days,
  ],
  ['day-posting', 'a posting of its own kind sets a day', `when p.kind is distinct from 'schedule' then`, 'when false then', days],
  ['day-vested', 'what has vested gets no other day', 'when not coalesce(waiting > 0, false) then', 'when false then', days],
  ['day-gap', 'days follow each other', 'when r.nr <> coalesce(last.nr, 0) + 1 or', 'when', days],
  [
    'day-before',
    'a day goes on from the one before',
    'or r.before is distinct from (select l.vests_on',
    'or false and r.before is distinct from (select l.vests_on',
    days,
  ],
  ['day-same', 'a day that is set is another', 'when r.vests_on = r.before then', 'when false then', days],
  ['lot-expiry', 'the day a lot goes is never changed', 'or new.expires_on is distinct from old.expires_on', ''],
  ['lot-earned', 'when a lot was earned is never changed', 'or new.earned_at <> old.earned_at ', ''],
  ['lot-source', 'a lot’s source is never changed', 'or new.source <> old.source ', ''],
  ['lot-origin', 'what earned a lot is never changed', 'or new.origin <> old.origin', ''],
  ['lot-agrees', 'a stored lot is what its entry says', 'lot_available = new.available', 'true'],
  ['lot-held-agrees', 'a stored lot’s held points are what its entry says', 'lot_held = new.held', 'true'],
  [
    'lot-open',
    'a lot is open while anything is left of it',
    '    and new.open = (lot_pending > 0 or lot_available > 0 or lot_held > 0 or lot_debt > 0)\n',
    '',
  ],
  ['lot-waits', 'pending points have a day', '    and (lot_pending = 0 or new.vests_on is not null);', '    ;'],
  ['balance-back', 'a balance only moves forward', ' or new.last_seq < old.last_seq or new.last_posting_no < old.last_posting_no', ''],
  ['balance-agrees', 'a stored balance is what the journal says', 'and new.available = coalesce(e.available, 0)', ''],
  ['debt-beside-points', 'debt is paid first', ' and (new.debt = 0 or new.available = 0)', ''],
  ['hold-open', 'a hold is closed by a posting', ` or (new.state = 'open') <> (new.closing_posting_no is null)`, ''],
  [
    'hold-closing',
    'a hold is closed by its capture or release',
    `kind = 'capture' and points = new.captured or kind = 'release' and points = new.points and new.captured = 0`,
    'true',
  ],
  ['hold-posting', 'a hold is what its posting says', `and kind = 'hold' and hold_key = new.hold_key and points = new.points`, ''],
]);

const transfers = mutantsOf(ledger, forged, [
  ['transfer-from-nobody', 'what comes in with a transfer went out of another', 'return outward or exists (', 'return true or exists ('],
  ['transfer-to-oneself', 'a transfer is between two members', ' and o.member_id <> r.member_id', ''],
  [
    'transfer-makes-points',
    'no more comes in than went out',
    '>= (select sum(e.points) from entry',
    '>= 0 * (select sum(e.points) from entry',
  ],
  [
    'transfer-turns-points',
    'what comes in of an account went out of the same',
    ' and e.from_account = r.to_account and e.to_account = r.from_account)',
    ')',
  ],
  [
    'transfer-backwards',
    'who gives does not get',
    `    or past <> 'adjusted' and (r.to_account = 'transferred') <> (outward <> (past = 'debt'))\n`,
    '',
  ],
  [
    'transfer-unnamed',
    'the halves of a transfer are named after each other',
    `    or new.kind = 'transfer' and new.key !~ '/(out|in)$'\n`,
    '',
    laws,
  ],
  [
    'transfer-hold',
    'a hold goes to another member only with its points',
    'if not found or new.shop_id <> old.shop_id',
    'if new.shop_id <> old.shop_id',
  ],
]);

const appendOnly = mutantsOf(ledger, laws, [
  ['posting-changed', 'postings are never changed', 'before update or delete on posting', 'before delete on posting'],
  ['posting-deleted', 'postings are never deleted', 'before update or delete on posting', 'before update on posting'],
  ['entry-changed', 'entries are never changed', 'before update or delete on entry', 'before delete on entry'],
  ['entry-deleted', 'entries are never deleted', 'before update or delete on entry', 'before update on entry'],
  ...['balance', 'lot', 'hold'].map(
    (table) =>
      [
        `${table}-deleted`,
        `a ${table} is never deleted`,
        `create trigger never_deleted before delete on ${table} for each row execute function refuse_change();`,
        '',
      ] as const,
  ),
  ...['posting', 'entry', 'balance', 'lot', 'hold'].map(
    (table) =>
      [
        `${table}-emptied`,
        `${table} is never emptied`,
        `create trigger never_emptied before truncate on ${table} for each statement execute function refuse_change();`,
        '',
        forged,
      ] as const,
  ),
  ['asleep-on-replay', 'the laws hold for a session that replays as a replica', 'enable always trigger %I', 'enable trigger %I'],
]);

const functions = [
  ...mutantsOf(ledger, forged, [
    [
      'no-guard',
      'nobody posts for another shop than the transaction’s',
      'if of_shop is distinct from current_shop_id() then',
      'if false then',
    ],
    [
      'sees-other-shops',
      'the server sees the rows of its shop alone',
      'for select to laurel_app using (shop_id = current_shop_id())',
      'for select to laurel_app using (true)',
    ],
    [
      'may-write',
      'the server writes through the ledger’s functions alone',
      'grant select on %I to laurel_app',
      'grant select, update on %I to laurel_app',
    ],
    [
      'unchecked-write',
      'what the ledger’s own functions write is checked too',
      'wrong := ledger_wrong_entry(of_shop, entries);',
      'wrong := null;',
    ],
    [
      'accrue-upon-anything',
      'an accrual continues the newest entry itself',
      'and e.pending = b.pending and e.available = b.available and e.held = b.held and e.debt = 0',
      '',
    ],
    [
      'one-upon-anything',
      'a single accrual continues the newest entry itself',
      ' and pending = b.pending and available = b.available and held = b.held and debt = 0;',
      ';',
    ],
  ]),
  ...mutantsOf(
    ledger,
    ['server/ledger/first.db.test.ts'],
    [
      [
        'begin-anything',
        'who begins does so with points, pending or available',
        'if exists (select from unnest(amounts, accounts)',
        'if false and exists (select from unnest(amounts, accounts)',
      ],
      [
        'begin-each-alone',
        'first accruals of a member are summed up one after the other',
        'sum(part.to_available) over member as available\n',
        'part.to_available as available\n',
      ],
      ['begin-day', 'what is accrued first is gone on its day', 'min(case a.into_account when', 'max(case a.into_account when'],
    ],
  ),
  ...mutantsOf(ledger, racing, [
    [
      'drop-the-lock',
      'a member’s numbers stay true until they are written',
      'order by member_id for update;\n  get',
      'order by member_id;\n  get',
    ],
    ['due-twice', 'two nightly jobs never do the same member', ' for update skip locked);', ');', stories],
  ]),
  ...mutantsOf(ledger, stories, [
    ['accrue-day', 'what is accrued is gone on its day', 'next_due = least(b.next_due, n.due)', 'next_due = b.next_due'],
    [
      'one-day',
      'what is accrued alone is gone on its day',
      'next_due = least(b.next_due, case account',
      'next_due = greatest(b.next_due, case account',
    ],
    [
      'wrong-lots',
      'what is spent are the lots that expire first',
      'over (order by idle_months is not null, expires_on, no rows',
      'over (order by idle_months is not null, no rows',
    ],
    ['due-unread', 'what is due is read before anything is decided', ' or next_due <= today and member_id = any (touched)', ''],
  ]),
];

const everywhere = mutantsOf(
  foundation,
  ['server/db/client.db.test.ts'],
  [
    [
      'rooms-see-other-shops',
      'every table with a shop shows its rows to that shop alone',
      'for all to laurel_app using (shop_id = current_shop_id())',
      'for all to laurel_app using (true)',
    ],
    ['rooms-write-other-shops', 'nobody writes a row for another shop', 'with check (shop_id = current_shop_id())', 'with check (true)'],
    [
      'audit-changed',
      'the audit log is append-only',
      'create trigger append_only before update or delete on audit_entry for each row execute function refuse_change();',
      '',
    ],
    [
      'standing-changed',
      'standings are append-only',
      'create trigger append_only before update or delete on standing for each row execute function refuse_change();',
      '',
    ],
    [
      'version-changed',
      'a published version is never changed',
      'create trigger append_only before update or delete on program_version for each row execute function refuse_change();',
      '',
    ],
  ],
);

export const databaseMutants = [
  ...entries,
  ...movements,
  ...totals,
  ...postings,
  ...caches,
  ...transfers,
  ...appendOnly,
  ...functions,
  ...everywhere,
];
