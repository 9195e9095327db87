-- The ledger: who holds how many points, and why. server/ledger/README.md has the chart of accounts and the list of laws.
-- A posting is one act; its entries are transfers of points inside one lot between two ledger accounts, so every posting sums to
-- zero by construction. Postings and entries are never changed. balance, lot and hold are caches that ledger_verify re-derives.

-- The ledger's functions act as this role: what anybody else writes, the owner included, is checked row by row against all laws.
do $$
begin
  if not exists (select from pg_roles where rolname = 'laurel_ledger') then
    create role laurel_ledger nologin;
  end if;
  execute format('grant laurel_ledger to %I', current_user);
end $$;

create type ledger_kind as enum
  ('issue', 'vest', 'hold', 'capture', 'release', 'spend', 'expire', 'claw-back', 'give-back', 'adjust-down', 'transfer', 'schedule');
-- The first four belong to the member, the others to the programme. `debt` is what the member owes: points leaving it make it larger.
create type ledger_account as enum
  ('pending', 'available', 'held', 'debt', 'issued', 'redeemed', 'expired', 'reversed', 'adjusted', 'recovered', 'transferred');
create type ledger_movement as enum
  ('issue', 'vest', 'hold', 'capture', 'release', 'spend', 'expire', 'claw-back', 'give-back', 'adjust-down', 'recover', 'transfer');

-- Tables -----------------------------------------------------------------------------------------------------------------

-- One row per member with points: the lock, the newest numbers, and the running totals of the newest entry.
create table balance (
  shop_id integer not null,
  member_id uuid not null,
  pending bigint not null default 0,
  available bigint not null default 0,
  held bigint not null default 0,
  debt bigint not null default 0,
  last_posting_no integer not null default 0,
  last_seq integer not null default 0,
  -- No lot vests or expires before this shop-local day; null: none ever will. May be early, is never late.
  next_due date,
  primary key (shop_id, member_id)
) with (fillfactor = 70);
create index balance_due on balance (shop_id, next_due) where next_due is not null;

create table posting (
  shop_id integer not null,
  member_id uuid not null,
  -- 1, 2, 3 … within the member.
  no integer not null,
  -- Its entries are first_seq … last_seq; none when last_seq = first_seq - 1.
  first_seq integer not null,
  last_seq integer not null,
  kind ledger_kind not null,
  points integer not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  key text not null,
  -- sha256 of what was asked: the same key with other input is refused.
  input_hash bytea not null,
  cause jsonb not null,
  hold_key text,
  primary key (shop_id, member_id, no),
  unique (shop_id, key)
);

create table lot (
  shop_id integer not null,
  member_id uuid not null,
  -- The seq of the entry that issued it.
  no integer not null,
  -- How many entries moved it.
  entries integer not null,
  -- What came in: issued, or transferred from another member; less what was transferred away.
  issued integer not null,
  pending integer not null,
  available integer not null,
  held integer not null,
  debt integer not null,
  redeemed integer not null,
  expired integer not null,
  reversed integer not null,
  -- Whether anything is left of it. Apart from the parts, so that most movements leave every index alone.
  open boolean not null,
  -- Infinity while it waits for an event. Until its points have vested, a posting of the kind `schedule` may set another day (lot_day).
  vests_on date,
  -- Of points that go when their member is idle, the first possible day: see idle_months.
  expires_on date,
  earned_at timestamptz not null,
  source text not null,
  origin text not null,
  -- The points go on the first day on which their member has neither earned nor spent for so many months; null: on their day.
  idle_months smallint,
  primary key (shop_id, member_id, no)
) with (fillfactor = 85);
create index lot_open on lot (shop_id, member_id, expires_on, no) where open;

-- How the day came about on which a lot vests: one row for each time it was set, moved or taken away again.
create table lot_day (
  shop_id integer not null,
  member_id uuid not null,
  lot_no integer not null,
  -- 1, 2, 3 … within the lot.
  nr integer not null,
  posting_no integer not null,
  -- The lot's day until then, first of all the one it was issued with.
  before date not null,
  vests_on date not null,
  primary key (shop_id, member_id, lot_no, nr)
);

create table entry (
  shop_id integer not null,
  member_id uuid not null,
  -- 1, 2, 3 … within the member.
  seq integer not null,
  posting_no integer not null,
  lot_no integer not null,
  -- 1, 2, 3 … within the lot.
  lot_entry integer not null,
  movement ledger_movement not null,
  from_account ledger_account not null,
  to_account ledger_account not null,
  points integer not null,
  -- The lot after this entry.
  lot_issued integer not null,
  lot_pending integer not null,
  lot_available integer not null,
  lot_held integer not null,
  lot_debt integer not null,
  lot_redeemed integer not null,
  lot_expired integer not null,
  lot_reversed integer not null,
  -- The member after this entry.
  pending bigint not null,
  available bigint not null,
  held bigint not null,
  debt bigint not null,
  primary key (shop_id, member_id, seq)
);
-- The first entry of a lot is the one whose seq is the lot's number.
create unique index entry_in_lot on entry (shop_id, member_id, lot_no, lot_entry) where lot_entry > 1;

create table hold (
  shop_id integer not null,
  hold_key text not null,
  member_id uuid not null,
  points integer not null,
  until timestamptz not null,
  -- open, captured or released
  state text not null default 'open',
  captured integer not null default 0,
  given_back integer not null default 0,
  posting_no integer not null,
  closing_posting_no integer,
  primary key (shop_id, hold_key)
);
create index hold_due on hold (shop_id, until) where state = 'open';
create index hold_open on hold (shop_id, member_id) where state = 'open';

-- A plan made while a table is empty is kept, and to the planner all indices of an empty table look alike: a posting was then looked
-- for among all postings of its shop. So the statistics of some invented rows are left behind, without the rows; and the tables are
-- written anew, so that the planner takes them for never measured, not for measured and empty.
do $$
begin
  insert into balance (shop_id, member_id, next_due)
    select 1, lpad(i::text, 32, '0')::uuid, '2026-01-01'::date + i % 365 from generate_series(1, 500) i;
  insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause, hold_key)
    select 1, lpad((i % 100)::text, 32, '0')::uuid, i / 100 + 1, i / 100 + 1, i / 100 + 1, 'issue', i, '2026-01-01'::timestamptz + i * interval '1 hour',
      'order/' || i, '\x00', '{}', case when i % 5 = 0 then 'hold/' || i end from generate_series(0, 499) i;
  insert into lot
    select 1, lpad((i % 100)::text, 32, '0')::uuid, i / 100 + 1, 1, 100, i % 3, i % 7, i % 2, 0, 0, 0, 0, i % 4 > 0,
      '2026-01-01'::date + i % 300, '2027-01-01'::date + i % 300, '2026-01-01', 'purchase', 'order/' || i from generate_series(0, 499) i;
  insert into entry
    select 1, lpad((i % 100)::text, 32, '0')::uuid, i / 100 + 1, i / 100 + 1, i / 200 + 1, i % 200 / 100 + 1, 'issue', 'issued', 'available', 100,
      100, 0, 100, 0, 0, 0, 0, 0, 0, i, 0, 0 from generate_series(0, 499) i;
  insert into hold (shop_id, hold_key, member_id, points, until, posting_no)
    select 1, 'hold/' || i, lpad((i % 100)::text, 32, '0')::uuid, 1, '2026-01-01', i from generate_series(0, 499) i;
end $$;
analyze balance, posting, lot, entry, hold;
truncate balance, posting, lot, entry, hold;
do $$
declare t text;
begin
  foreach t in array array['balance', 'posting', 'lot', 'entry', 'hold'] loop
    execute format('alter table %I set unlogged', t);
    execute format('alter table %I set logged', t);
  end loop;
end $$;
alter table balance add foreign key (shop_id, member_id) references member (shop_id, id);
-- A sample finds too few members; what it then expects of one of them would grow with the table.
alter table posting alter column member_id set (n_distinct = -0.1);
alter table entry alter column member_id set (n_distinct = -0.1);
alter table lot alter column member_id set (n_distinct = -0.1);

-- For accountants: each entry as two legs that cancel out.
create view ledger_leg with (security_invoker = true) as
  select e.shop_id, e.member_id, e.posting_no, e.seq, e.lot_no, leg.account, leg.points
  from entry e cross join lateral (values (e.from_account, -e.points), (e.to_account, e.points)) leg (account, points);

-- The laws -----------------------------------------------------------------------------------------------------------------
-- Triggers, and hardly a CHECK or foreign key: PostgreSQL reads CHECKs anew from their text for every statement (half the cost of a
-- posting), and foreign keys on running totals need a second wide index and lock the row they look at. They are enabled ALWAYS: they
-- hold for the owner, and for a session that replays as a replica, where foreign keys sleep. What they look up is never changed, so
-- what was true once stays true. Everybody's rows are checked one by one, but those of the ledger's own functions, which check the
-- journal of a whole batch in one statement (ledger_wrong_entry).

create trigger append_only before update or delete on posting for each row execute function refuse_change();
create trigger append_only before update or delete on entry for each row execute function refuse_change();
create trigger append_only before update or delete on lot_day for each row execute function refuse_change();
create trigger never_emptied before truncate on lot_day for each statement execute function refuse_change();
create trigger never_deleted before delete on balance for each row execute function refuse_change();
create trigger never_deleted before delete on lot for each row execute function refuse_change();
create trigger never_deleted before delete on hold for each row execute function refuse_change();
create trigger never_emptied before truncate on posting for each statement execute function refuse_change();
create trigger never_emptied before truncate on entry for each statement execute function refuse_change();
create trigger never_emptied before truncate on balance for each statement execute function refuse_change();
create trigger never_emptied before truncate on lot for each statement execute function refuse_change();
create trigger never_emptied before truncate on hold for each statement execute function refuse_change();

-- A member's postings have no gap, and each announces the entries that follow those of the one before.
create function posting_follows() returns trigger language plpgsql as $$
declare last integer;
begin
  if new.no = 1 then
    select last_seq into last from balance where shop_id = new.shop_id and member_id = new.member_id and last_seq = 0;
  else
    select last_seq into last from posting where shop_id = new.shop_id and member_id = new.member_id and no = new.no - 1;
  end if;
  if last is null or new.first_seq <> last + 1 or new.last_seq < last then
    raise exception 'posting % of member % does not follow the one before', new.no, new.member_id using errcode = '23L02';
  end if;
  if new.points not between 0 and 1000000000
    -- A transfer may move nothing but what is past, e.g. what was redeemed.
    or new.kind <> 'transfer' and (new.points = 0) <> (new.last_seq = last)
    or length(new.key) not between 1 and 300
    or length(new.input_hash) <> 32
    or not (new.cause ? 'kind' and new.cause ? 'ref')
    -- Staff are named, and say why.
    or new.cause ->> 'kind' = 'staff' and not coalesce(new.cause ->> 'ref' <> '' and new.cause ->> 'note' ~ '\S', false)
    or new.occurred_at < '1970-01-01Z' or new.occurred_at >= '2200-01-01Z'
    or new.kind <> 'transfer' and (new.hold_key is not null) <> (new.kind in ('hold', 'capture', 'release', 'give-back'))
    or new.kind = 'transfer' and new.key !~ '/(out|in)$'
  then
    raise exception 'posting % of member % is not whole', new.no, new.member_id using errcode = '23L03';
  end if;
  return new;
end $$;
create trigger follows before insert on posting for each row
  when (current_user <> 'laurel_ledger') execute function posting_follows();

create type ledger_entry_row as (member_id uuid, seq integer, posting_no integer, lot_no integer, lot_entry integer, movement ledger_movement,
  from_account ledger_account, to_account ledger_account, points integer, lot_issued integer, lot_pending integer, lot_available integer,
  lot_held integer, lot_debt integer, lot_redeemed integer, lot_expired integer, lot_reversed integer,
  pending bigint, available bigint, held bigint, debt bigint);

-- How much an account gains by a transfer.
create function ledger_gain(account ledger_account, from_account ledger_account, to_account ledger_account, points integer) returns integer
  language sql immutable parallel safe
  return case account when to_account then points when from_account then -points else 0 end;

-- A transfer has two halves, named alike but for their ends: /out at the member who gives, /in at the one who gets. What comes in of
-- an account went out of the same account, and no more of it; what was owed, or left through a clearing account, goes the other way.
create function ledger_transfer_fits(of_shop integer, r ledger_entry_row) returns boolean language plpgsql stable as $$
declare
  half posting;
  outward boolean;
  past ledger_account;
begin
  select * into half from posting where shop_id = of_shop and member_id = r.member_id and no = r.posting_no;
  outward := half.key like '%/out';
  past := case when r.from_account = 'transferred' then r.to_account else r.from_account end;
  if (r.from_account = 'transferred') = (r.to_account = 'transferred')
    or past not in ('pending', 'available', 'held', 'redeemed', 'expired', 'debt', 'adjusted')
    or past <> 'adjusted' and (r.to_account = 'transferred') <> (outward <> (past = 'debt'))
  then
    return false;
  end if;
  return outward or exists (
    select from posting o
    where o.shop_id = of_shop and o.key = left(half.key, -2) || 'out' and o.kind = 'transfer' and o.member_id <> r.member_id
      and (select coalesce(sum(e.points), 0) from entry e where e.shop_id = of_shop and e.member_id = o.member_id
        and e.seq between o.first_seq and o.last_seq and e.from_account = r.to_account and e.to_account = r.from_account)
      >= (select sum(e.points) from entry e where e.shop_id = of_shop and e.member_id = r.member_id
        and e.seq between half.first_seq and r.seq and e.from_account = r.from_account and e.to_account = r.to_account));
end $$;

-- Of entries just written, the first that breaks a law, in words; null when all is well. An entry belongs to a posting that announced
-- it and whose kind may make its movement; it goes between accounts its movement allows; it continues the running totals of its
-- member and of its lot, without gap; no part falls below zero; no more of a lot is reversed than came in.
create function ledger_wrong_entry(of_shop integer, entries ledger_entry_row[]) returns text language plpgsql stable as $$
declare wrong text;
begin
  select format('entry %s of member %s: %s', r.seq, r.member_id, case
      when p.no is null then 'no posting announced it'
      when b.seq is null and r.seq > 1 or l.seq is null and r.movement not in ('issue', 'transfer') then 'it leaves a gap'
      else 'it does not continue its member or its lot' end)
  into wrong
  from unnest(entries) r
  -- Each looked up by itself, so that there is but one way to do it.
  left join lateral (select p.* from posting p where p.shop_id = of_shop and p.member_id = r.member_id and p.no = r.posting_no limit 1) p on true
  left join lateral (select e.* from entry e where e.shop_id = of_shop and e.member_id = r.member_id and e.seq = r.seq - 1 limit 1) b on true
  left join lateral (
    select e.* from entry e where e.shop_id = of_shop and e.member_id = r.member_id and e.seq = r.lot_no and e.lot_entry = 1 and r.lot_entry = 2
    union all
    select e.* from entry e where e.shop_id = of_shop and e.member_id = r.member_id and e.lot_no = r.lot_no and e.lot_entry = r.lot_entry - 1 and e.lot_entry > 1 and r.lot_entry > 2
    limit 1
  ) l on true
  where not coalesce(r.points between 1 and 1000000000 and r.seq between p.first_seq and p.last_seq
    and (r.movement::text = p.kind::text
      or r.movement = 'recover' and p.kind in ('issue', 'vest', 'capture', 'release', 'claw-back', 'give-back', 'transfer', 'schedule')
      or r.movement = 'vest' and p.kind = 'schedule'
      or r.movement = 'release' and p.kind = 'capture'
      or r.movement = 'expire' and p.kind in ('capture', 'release', 'give-back'))
    and case r.movement
      when 'issue' then r.from_account = 'issued' and r.to_account in ('pending', 'available')
      when 'vest' then r.from_account = 'pending' and r.to_account = 'available'
      when 'hold' then r.from_account = 'available' and r.to_account = 'held'
      when 'capture' then r.from_account = 'held' and r.to_account = 'redeemed'
      when 'release' then r.from_account = 'held' and r.to_account = 'available'
      when 'spend' then r.from_account = 'available' and r.to_account = 'redeemed'
      when 'expire' then r.from_account = 'available' and r.to_account = 'expired'
      when 'claw-back' then r.from_account in ('pending', 'available', 'expired', 'debt') and r.to_account = 'reversed'
      when 'give-back' then r.from_account = 'redeemed' and r.to_account = 'available'
      when 'adjust-down' then r.from_account = 'available' and r.to_account = 'adjusted'
      -- Through the clearing account, so that each entry stays inside one lot.
      when 'recover' then r.from_account = 'available' and r.to_account = 'recovered' or r.from_account = 'recovered' and r.to_account = 'debt'
      when 'transfer' then ledger_transfer_fits(of_shop, r)
    end
    and (r.seq > 1) = (b.seq is not null)
    and r.pending = coalesce(b.pending, 0) + ledger_gain('pending', r.from_account, r.to_account, r.points)
    and r.available = coalesce(b.available, 0) + ledger_gain('available', r.from_account, r.to_account, r.points)
    and r.held = coalesce(b.held, 0) + ledger_gain('held', r.from_account, r.to_account, r.points)
    and r.debt = coalesce(b.debt, 0) - ledger_gain('debt', r.from_account, r.to_account, r.points)
    and least(r.pending, r.available, r.held, r.debt) >= 0
    and (r.movement = 'issue' or r.movement = 'transfer' and r.from_account = 'transferred' and r.lot_entry = 1) = (r.lot_entry = 1) and (r.lot_no = r.seq) = (r.lot_entry = 1) and (l.seq is null) = (r.lot_entry = 1)
    and r.lot_issued = coalesce(l.lot_issued, 0) - ledger_gain('issued', r.from_account, r.to_account, r.points)
      - ledger_gain('transferred', r.from_account, r.to_account, r.points)
    and r.lot_pending = coalesce(l.lot_pending, 0) + ledger_gain('pending', r.from_account, r.to_account, r.points)
    and r.lot_available = coalesce(l.lot_available, 0) + ledger_gain('available', r.from_account, r.to_account, r.points)
    and r.lot_held = coalesce(l.lot_held, 0) + ledger_gain('held', r.from_account, r.to_account, r.points)
    and r.lot_debt = coalesce(l.lot_debt, 0) - ledger_gain('debt', r.from_account, r.to_account, r.points)
    and r.lot_redeemed = coalesce(l.lot_redeemed, 0) + ledger_gain('redeemed', r.from_account, r.to_account, r.points)
    and r.lot_expired = coalesce(l.lot_expired, 0) + ledger_gain('expired', r.from_account, r.to_account, r.points)
    and r.lot_reversed = coalesce(l.lot_reversed, 0) + ledger_gain('reversed', r.from_account, r.to_account, r.points)
    and least(r.lot_pending, r.lot_available, r.lot_held, r.lot_debt, r.lot_redeemed, r.lot_expired, r.lot_issued - r.lot_reversed) >= 0, false)
  limit 1;
  return wrong;
end $$;

create function entry_follows() returns trigger language plpgsql as $$
declare wrong text;
begin
  wrong := ledger_wrong_entry(new.shop_id, array[row(new.member_id, new.seq, new.posting_no, new.lot_no, new.lot_entry, new.movement, new.from_account, new.to_account,
    new.points, new.lot_issued, new.lot_pending, new.lot_available, new.lot_held, new.lot_debt, new.lot_redeemed, new.lot_expired, new.lot_reversed,
    new.pending, new.available, new.held, new.debt)::ledger_entry_row]);
  if wrong is not null then raise exception '%', wrong using errcode = '23L04'; end if;
  return null;
end $$;
create trigger follows after insert on entry for each row
  when (current_user <> 'laurel_ledger') execute function entry_follows();

-- Of a day set for a lot, what law it breaks, in words; null when all is well. A posting of the kind `schedule` sets it, while points of
-- the lot are pending, and it goes on from the lot's day until then.
create function ledger_wrong_day(of_shop integer, r lot_day) returns text language plpgsql stable as $$
declare
  p posting;
  last lot_day;
  waiting integer;
begin
  select * into p from posting where shop_id = of_shop and member_id = r.member_id and no = r.posting_no;
  select * into last from lot_day where shop_id = of_shop and member_id = r.member_id and lot_no = r.lot_no order by nr desc limit 1;
  select lot_pending into waiting from entry where shop_id = of_shop and member_id = r.member_id and lot_no = r.lot_no and seq < p.first_seq
    order by seq desc limit 1;
  return case
    when p.kind is distinct from 'schedule' then 'no posting set it'
    when not coalesce(waiting > 0, false) then 'nothing of the lot is pending'
    when r.nr <> coalesce(last.nr, 0) + 1 or r.posting_no <= last.posting_no
      or r.before is distinct from (select l.vests_on from lot l where l.shop_id = of_shop and l.member_id = r.member_id and l.no = r.lot_no)
      or last.nr is not null and r.before <> last.vests_on then 'it does not go on from the day before it'
    when r.vests_on = r.before then 'it changes nothing'
    when r.vests_on < '1970-01-01' or r.vests_on <> 'infinity' and r.vests_on >= '2200-01-01' then 'it is no day'
  end;
end $$;

create function lot_day_follows() returns trigger language plpgsql as $$
declare wrong text := ledger_wrong_day(new.shop_id, new);
begin
  if wrong is not null then raise exception 'day % of lot % of member %: %', new.nr, new.lot_no, new.member_id, wrong using errcode = '23L18'; end if;
  return new;
end $$;
create trigger follows before insert on lot_day for each row
  when (current_user <> 'laurel_ledger') execute function lot_day_follows();

-- The parts of a lot are those of one of its entries; what was promised with it never changes, but for a day that was set anew.
create function lot_agrees() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.shop_id <> old.shop_id or new.member_id <> old.member_id or new.no <> old.no or new.entries < old.entries
      or new.vests_on is distinct from old.vests_on and (new.vests_on is null or new.vests_on is distinct from (
        select d.vests_on from lot_day d where d.shop_id = old.shop_id and d.member_id = old.member_id and d.lot_no = old.no order by d.nr desc limit 1))
      or new.expires_on is distinct from old.expires_on or new.idle_months is distinct from old.idle_months
      or new.earned_at <> old.earned_at or new.source <> old.source or new.origin <> old.origin
    then
      raise exception 'lot % of member %: only its parts move', old.no, old.member_id using errcode = '23L08';
    end if;
  elsif length(new.origin) not between 1 and 300 or new.earned_at < '1970-01-01Z' or new.earned_at >= '2200-01-01Z'
    or new.idle_months is not null and not coalesce(new.idle_months between 1 and 120 and isfinite(new.expires_on), false)
    or new.source not in ('purchase', 'bonus', 'entry-gift', 'referral', 'campaign', 'action', 'adjustment', 'import')
  then
    raise exception 'lot % of member % is not whole', new.no, new.member_id using errcode = '23L09';
  end if;
  perform from entry where shop_id = new.shop_id and member_id = new.member_id and lot_no = new.no and lot_entry = new.entries
    and (new.entries > 1 and lot_entry > 1 or seq = new.no)
    and lot_issued = new.issued and lot_pending = new.pending and lot_available = new.available and lot_held = new.held
    and lot_debt = new.debt and lot_redeemed = new.redeemed and lot_expired = new.expired and lot_reversed = new.reversed
    and new.open = (lot_pending > 0 or lot_available > 0 or lot_held > 0 or lot_debt > 0)
    and (lot_pending = 0 or new.vests_on is not null);
  if not found then
    raise exception 'lot % of member % is not what its entry % says', new.no, new.member_id, new.entries using errcode = '23L10';
  end if;
  return new;
end $$;
create trigger agrees before insert or update on lot for each row
  when (current_user <> 'laurel_ledger') execute function lot_agrees();

-- A stored balance is that of the newest entry of a whole posting. What becomes available pays what is owed first.
create function balance_agrees() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.shop_id <> old.shop_id or new.member_id <> old.member_id or new.last_seq < old.last_seq or new.last_posting_no < old.last_posting_no then
      raise exception 'the balance of member % only moves forward', old.member_id using errcode = '23L11';
    end if;
  end if;
  if new.last_posting_no > 0 then
    perform from posting p left join entry e on e.shop_id = new.shop_id and e.member_id = new.member_id and e.seq = new.last_seq
    where p.shop_id = new.shop_id and p.member_id = new.member_id and p.no = new.last_posting_no and p.last_seq = new.last_seq
      and (e.seq is not null or new.last_seq = 0) and new.pending = coalesce(e.pending, 0) and new.available = coalesce(e.available, 0)
      and new.held = coalesce(e.held, 0) and new.debt = coalesce(e.debt, 0) and (new.debt = 0 or new.available = 0);
    if found then return new; end if;
  elsif new.last_posting_no = 0 and new.last_seq = 0 and new.pending = 0 and new.available = 0 and new.held = 0 and new.debt = 0 then
    return new;
  end if;
  raise exception 'the balance of member % is not what the journal says', new.member_id using errcode = '23L12';
end $$;
create trigger agrees before insert or update on balance for each row
  when (current_user <> 'laurel_ledger') execute function balance_agrees();

-- A hold opens with its posting, closes once with another, and then only gives back what it captured. With a transfer of its points
-- it becomes another member's, as it stands: open, or captured as far as it was not given back.
create function hold_agrees() returns trigger language plpgsql as $$
begin
  if new.state not in ('open', 'captured', 'released') or new.points < 1 or new.captured not between 0 and new.points
    or new.given_back not between 0 and new.captured
    or (new.state = 'captured') <> (new.captured > 0) or (new.state = 'open') <> (new.closing_posting_no is null)
  then
    raise exception 'hold % is not whole', new.hold_key using errcode = '23L13';
  end if;
  if tg_op = 'UPDATE' and new.member_id <> old.member_id then
    perform from posting p where p.shop_id = new.shop_id and p.member_id = new.member_id and p.no = new.posting_no
      and p.kind = 'transfer' and p.key like '%/in' and p.hold_key = new.hold_key and p.points = new.points
      and exists (select from posting o where o.shop_id = p.shop_id and o.key = left(p.key, -2) || 'out' and o.hold_key = p.hold_key and o.member_id = old.member_id);
    if not found or new.shop_id <> old.shop_id or new.hold_key <> old.hold_key or new.state <> old.state or old.state = 'released' or new.until <> old.until
      or new.points <> (case old.state when 'open' then old.points else old.captured - old.given_back end)
      or new.state = 'captured' and (new.captured <> new.points or new.given_back > 0 or new.closing_posting_no <> new.posting_no)
    then
      raise exception 'hold % does not go with a transfer', old.hold_key using errcode = '23L16';
    end if;
    return new;
  end if;
  if tg_op = 'INSERT' then
    perform from posting where shop_id = new.shop_id and member_id = new.member_id and no = new.posting_no
      and kind = 'hold' and hold_key = new.hold_key and points = new.points;
    if not found then
      raise exception 'hold % is not what its posting says', new.hold_key using errcode = '23L14';
    end if;
  elsif new.shop_id <> old.shop_id or new.hold_key <> old.hold_key or new.points <> old.points
    or new.posting_no <> old.posting_no or new.given_back < old.given_back
    or old.state <> 'open' and (new.state <> old.state or new.captured <> old.captured or new.closing_posting_no <> old.closing_posting_no)
  then
    raise exception 'hold % closes once', old.hold_key using errcode = '23L15';
  end if;
  if new.closing_posting_no is not null and (tg_op = 'INSERT' or old.closing_posting_no is null) then
    perform from posting where shop_id = new.shop_id and member_id = new.member_id and no = new.closing_posting_no and hold_key = new.hold_key
      and (kind = 'capture' and points = new.captured or kind = 'release' and points = new.points and new.captured = 0);
    if not found then
      raise exception 'hold % is not what its closing posting says', new.hold_key using errcode = '23L14';
    end if;
  end if;
  return new;
end $$;
create trigger agrees before insert or update on hold for each row
  when (current_user <> 'laurel_ledger') execute function hold_agrees();

do $$
declare t record;
begin
  for t in select tgrelid::regclass as rel, tgname from pg_trigger
    where not tgisinternal and tgrelid in ('posting'::regclass, 'entry'::regclass, 'balance'::regclass, 'lot'::regclass, 'lot_day'::regclass, 'hold'::regclass)
  loop
    execute format('alter table %s enable always trigger %I', t.rel, t.tgname);
  end loop;
end $$;

-- Opening and writing -------------------------------------------------------------------------------------------------------
-- What to post is decided in server/ledger (decide.ts); these functions lock and read what a batch may touch, and write what was
-- decided, in a handful of statements for any number of members. Only they may write, and only the shop of the transaction.
-- Every look-up goes by an index, whatever the statistics say of a table that was empty a minute ago.

create function ledger_guard(of_shop integer) returns void language plpgsql as $$
begin
  if of_shop is distinct from current_shop_id() then
    raise exception 'shop % is not the shop of this transaction', of_shop using errcode = '42501';
  end if;
end $$;

-- Locks the members' balances, always in the same order, so that two who lock the same members never wait for each other in a
-- circle. A member who has none yet gets one.
create function ledger_lock(of_shop integer, members uuid[]) returns void language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare locked integer;
begin
  perform ledger_guard(of_shop);
  perform from balance where shop_id = of_shop and member_id = any (members) order by member_id for update;
  get diagnostics locked = row_count;
  if locked = cardinality(members) then return; end if;
  insert into balance (shop_id, member_id)
    select shop_id, id from member where shop_id = of_shop and id = any (members) order by id on conflict do nothing;
  perform from balance where shop_id = of_shop and member_id = any (members) order by member_id for update;
end $$;

-- The pages of locked members: their numbers; the holds by these keys with what they hold or captured of which lot, and these lots;
-- the lots of these origins; what was posted by these keys. All lots with anything left of those in `lots_of`, of those who owe, and
-- of those in `touched` with something due by `today`; of `takers` as many as cover what is wanted, in the order of spending.
create function ledger_read(of_shop integer, today date, members uuid[], touched uuid[], lots_of uuid[], takers uuid[], wanted bigint[],
  keys text[], hold_keys text[], origins text[]) returns json language plpgsql stable as $$
declare
  books json;
  lots json;
  holds json;
  known json;
  whole uuid[];
begin
  select json_agg(json_build_array(member_id, pending, available, held, debt, last_posting_no, last_seq, next_due)),
    array_agg(member_id) filter (where debt > 0 or member_id = any (lots_of) or next_due <= today and member_id = any (touched))
  into books, whole from balance where shop_id = of_shop and member_id = any (members);

  if cardinality(keys) > 0 then
    select json_agg(json_build_array(p.key, encode(p.input_hash, 'hex'), p.no, p.points, coalesce(e.pending, 0), coalesce(e.available, 0), coalesce(e.held, 0), coalesce(e.debt, 0)))
    into known from unnest(keys) k
    cross join lateral (select p.* from posting p where p.shop_id = of_shop and p.key = k limit 1) p
    left join lateral (select e.* from entry e where e.shop_id = of_shop and e.member_id = p.member_id and e.seq = p.last_seq limit 1) e on true;
  end if;

  if cardinality(hold_keys) > 0 then
    select json_agg(json_build_array(h.member_id, h.hold_key, h.points, h.state, h.captured, h.given_back, h.posting_no, h.closing_posting_no, part.parts))
    into holds from unnest(hold_keys) k
    cross join lateral (select h.* from hold h where h.shop_id = of_shop and h.hold_key = k limit 1) h
    cross join lateral (select p.* from posting p where p.shop_id = of_shop and p.member_id = h.member_id and p.no = coalesce(h.closing_posting_no, h.posting_no) limit 1) p
    cross join lateral (
      select coalesce(json_agg(json_build_array(e.lot_no, e.points) order by e.seq), '[]') as parts from entry e
      where e.shop_id = of_shop and e.member_id = h.member_id and e.seq between p.first_seq and p.last_seq
        and e.movement in ('transfer', case h.state when 'open' then 'hold' else 'capture' end::ledger_movement)
    ) part;
  end if;

  if whole is not null or cardinality(touched) > 0 then
    select json_agg(json_build_array(member_id, no, entries, issued, pending, available, held, debt, redeemed, expired, reversed, vests_on, expires_on, origin, idle_months))
    into lots from (
      select l.* from unnest(whole) m cross join lateral (select lot.* from lot where shop_id = of_shop and member_id = m and open) l
      union all
      select l.* from unnest(lots_of) m cross join lateral (
        select lot.* from lot where shop_id = of_shop and member_id = m and origin = any (origins)) l
      union all
      select l.* from json_array_elements(holds) h cross join lateral json_array_elements(h -> 8) part cross join lateral (
        select lot.* from lot where shop_id = of_shop and member_id = (h ->> 0)::uuid and no = (part ->> 0)::integer limit 1) l
      union all
      select l.* from unnest(takers, wanted) taker(id, points) cross join lateral (
        select no, sum(available) over (order by idle_months is not null, expires_on, no rows unbounded preceding) - available as before
        from lot where shop_id = of_shop and member_id = taker.id and open and available > 0
      ) prefix cross join lateral (select lot.* from lot where shop_id = of_shop and member_id = taker.id and lot.no = prefix.no limit 1) l
      where prefix.before < taker.points
    ) l;
  end if;
  return json_build_object('books', books, 'lots', lots, 'holds', holds, 'known', known);
end $$;

create function ledger_open(of_shop integer, today date, members uuid[], touched uuid[], lots_of uuid[], takers uuid[], wanted bigint[],
  keys text[], hold_keys text[], origins text[]) returns json language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform ledger_lock(of_shop, members);
  return ledger_read(of_shop, today, members, touched, lots_of, takers, wanted, keys, hold_keys, origins);
end $$;

-- The pages of a member who gives everything to another, and of that other: all lots with anything left or that a clawback could still
-- reach, and the holds that are open or could still be given back. With what only the database knows of the lots.
create function ledger_open_transfer(of_shop integer, today date, giver uuid, taker uuid, keys text[]) returns json language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare members uuid[] := array[giver, taker];
begin
  perform ledger_lock(of_shop, members);
  return json_build_object(
    'opened', ledger_read(of_shop, today, members, members, members, '{}', '{}', keys,
      array(select h.hold_key from posting p join hold h on h.shop_id = p.shop_id and h.hold_key = p.hold_key
        where p.shop_id = of_shop and p.member_id = giver and h.member_id = giver and (h.state = 'open' or h.given_back < h.captured)),
      array(select distinct origin from lot where shop_id = of_shop and member_id = giver and issued > reversed)),
    'stories', (select coalesce(json_agg(json_build_array(no, earned_at, source)), '[]') from lot where shop_id = of_shop and member_id = giver));
end $$;

-- The pages of at most `members_max` members with something due, skipping those at work elsewhere.
create function ledger_open_due(of_shop integer, today date, members_max integer) returns json language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare members uuid[];
begin
  perform ledger_guard(of_shop);
  members := array(
    select member_id from balance where shop_id = of_shop and next_due <= today order by next_due, member_id limit members_max for update skip locked);
  return ledger_read(of_shop, today, members, '{}', members, '{}', '{}', '{}', '{}', '{}');
end $$;

create type ledger_posting_row as (member_id uuid, no integer, first_seq integer, last_seq integer, kind ledger_kind, points integer,
  occurred_at timestamptz, key text, input_hash bytea, cause jsonb, hold_key text);
create type ledger_lot_row as (member_id uuid, no integer, entries integer, issued integer, pending integer, available integer, held integer,
  debt integer, redeemed integer, expired integer, reversed integer, open boolean);
create type ledger_new_lot_row as (member_id uuid, no integer, entries integer, issued integer, pending integer, available integer, held integer,
  debt integer, redeemed integer, expired integer, reversed integer, open boolean,
  vests_on date, expires_on date, earned_at timestamptz, source text, origin text, idle_months smallint);
create type ledger_balance_row as (member_id uuid, pending bigint, available bigint, held bigint, debt bigint, last_posting_no integer, last_seq integer, next_due date);
create type ledger_hold_row as (hold_key text, state text, captured integer, given_back integer, closing_posting_no integer);
create type ledger_new_hold_row as (hold_key text, state text, captured integer, given_back integer, closing_posting_no integer,
  member_id uuid, until timestamptz, points integer, posting_no integer);

-- The rows of one batch; entries in the order in which they follow each other.
create function ledger_write(of_shop integer, postings ledger_posting_row[], entries ledger_entry_row[], new_lots ledger_new_lot_row[],
  lots ledger_lot_row[], balances ledger_balance_row[], new_holds ledger_new_hold_row[], holds ledger_hold_row[]) returns void language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare wrong text;
begin
  perform ledger_guard(of_shop);
  with posted as (
    insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause, hold_key)
    select of_shop, r.* from unnest(postings) r
  ), moved as (
    insert into entry select of_shop, r.* from unnest(entries) r
  ), issued as (
    insert into lot select of_shop, r.* from unnest(new_lots) r
  )
  update balance b set pending = r.pending, available = r.available, held = r.held, debt = r.debt,
    last_posting_no = r.last_posting_no, last_seq = r.last_seq, next_due = r.next_due
  from unnest(balances) r where b.shop_id = of_shop and b.member_id = r.member_id;

  wrong := ledger_wrong_entry(of_shop, entries);
  if wrong is not null then raise exception '%', wrong using errcode = '23L04'; end if;
  if cardinality(lots) > 0 then
    update lot set entries = r.entries, issued = r.issued, pending = r.pending, available = r.available, held = r.held, debt = r.debt,
      redeemed = r.redeemed, expired = r.expired, reversed = r.reversed, open = r.open
    from unnest(lots) r where lot.shop_id = of_shop and lot.member_id = r.member_id and lot.no = r.no;
  end if;
  if cardinality(new_holds) > 0 then
    insert into hold (shop_id, hold_key, state, captured, given_back, closing_posting_no, member_id, until, points, posting_no)
      select of_shop, r.* from unnest(new_holds) r;
  end if;
  if cardinality(holds) > 0 then
    update hold set state = r.state, captured = r.captured, given_back = r.given_back, closing_posting_no = r.closing_posting_no
    from unnest(holds) r where hold.shop_id = of_shop and hold.hold_key = r.hold_key;
  end if;
end $$;

create type ledger_lot_day_row as (member_id uuid, lot_no integer, posting_no integer, before date, vests_on date);

-- Days that were set for lots, in the order in which they were, after the rows of their postings were written.
create function ledger_set_days(of_shop integer, days ledger_lot_day_row[]) returns void language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
declare
  one ledger_lot_day_row;
  row_of lot_day;
  wrong text;
begin
  perform ledger_guard(of_shop);
  foreach one in array days loop
    select of_shop, one.member_id, one.lot_no, count(*) + 1, one.posting_no, one.before, one.vests_on into row_of
      from lot_day where shop_id = of_shop and member_id = one.member_id and lot_no = one.lot_no;
    wrong := ledger_wrong_day(of_shop, row_of);
    if wrong is not null then raise exception 'day % of lot % of member %: %', row_of.nr, one.lot_no, one.member_id, wrong using errcode = '23L18'; end if;
    insert into lot_day select row_of.*;
    update lot set vests_on = one.vests_on where shop_id = of_shop and member_id = one.member_id and no = one.lot_no;
  end loop;
end $$;

create type ledger_moved_hold_row as (hold_key text, member_id uuid, points integer, posting_no integer);

-- Holds that went to another member with a transfer, after its rows were written.
create function ledger_move_holds(of_shop integer, holds ledger_moved_hold_row[]) returns void language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform ledger_guard(of_shop);
  update hold h set member_id = r.member_id, points = r.points, posting_no = r.posting_no, given_back = 0,
    captured = case h.state when 'captured' then r.points else 0 end,
    closing_posting_no = case h.state when 'captured' then r.posting_no end
  from unnest(holds) r where h.shop_id = of_shop and h.hold_key = r.hold_key;
end $$;

create type ledger_accrued_row as (nr integer, posting_no integer, pending bigint, available bigint, held bigint, debt bigint);

-- Accruals of members of whom nothing else is asked: the bulk of all postings, and nothing to decide while nothing is owed. Locks
-- `members` (those of the whole batch, whose other operations come next) and writes in one go. Answers by their place what it posted, and
-- leaves the rest to the longer way: all accruals of a member who owes, or of whose keys one is known. The running totals continue from
-- the newest entry itself.
create function ledger_accrue(of_shop integer, members uuid[], member_ids uuid[], accounts ledger_account[], amounts integer[], instants timestamptz[], keys text[],
  hashes text[], causes jsonb, vesting date[], expiring date[], sources text[], origins text[], idle smallint[]) returns setof ledger_accrued_row language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform ledger_lock(of_shop, members);
  return query
    with asked as materialized (
      select r.*, row_number() over member as place, sum(part.to_pending) over member as pending_so_far, sum(part.to_available) over member as available_so_far,
        part.to_pending, part.to_available, case r.into_account when 'pending' then r.vests_on else r.expires_on end as due
      from rows from (unnest(member_ids, accounts, amounts, instants, keys, hashes, vesting, expiring, sources, origins, idle), jsonb_array_elements(causes))
        with ordinality r (member_id, into_account, points, occurred_at, key, hash, vests_on, expires_on, source, origin, idle_months, cause, nr)
      cross join lateral (select case r.into_account when 'pending' then r.points else 0 end, case r.into_account when 'available' then r.points else 0 end) part (to_pending, to_available)
      window member as (partition by r.member_id order by r.nr)
    ), otherwise as materialized (
      select a.member_id from asked a
      -- Asked key by key: as an `exists` it would be answered from all keys of the shop.
      where a.points not between 1 and 1000000000 or a.into_account not in ('pending', 'available') or (select true from posting p where p.shop_id = of_shop and p.key = a.key)
    ), accrual as materialized (
      select a.*, b.page, (b.last_posting_no + a.place)::integer as posting_no, (b.last_seq + a.place)::integer as seq,
        (b.pending + a.pending_so_far)::bigint as pending, (b.available + a.available_so_far)::bigint as available, b.held
      from asked a cross join lateral (
        select b.ctid as page, b.* from balance b where b.shop_id = of_shop and b.member_id = a.member_id and b.debt = 0
          and (b.last_seq = 0 or exists (
            select from entry e where e.shop_id = of_shop and e.member_id = b.member_id and e.seq = b.last_seq
              and e.pending = b.pending and e.available = b.available and e.held = b.held and e.debt = 0))
        limit 1) b
      where a.member_id not in (select o.member_id from otherwise o)
    ), posted as (
      insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause)
      select of_shop, a.member_id, a.posting_no, a.seq, a.seq, 'issue', a.points, a.occurred_at, a.key, decode(a.hash, 'hex'), a.cause from accrual a
    ), moved as (
      insert into entry
      select of_shop, a.member_id, a.seq, a.posting_no, a.seq, 1, 'issue', 'issued', a.into_account, a.points,
        a.points, a.to_pending, a.to_available, 0, 0, 0, 0, 0, a.pending, a.available, a.held, 0 from accrual a
    ), issued as (
      insert into lot
      select of_shop, a.member_id, a.seq, 1, a.points, a.to_pending, a.to_available, 0, 0, 0, 0, 0, true, a.vests_on, a.expires_on, a.occurred_at, a.source, a.origin, a.idle_months
      from accrual a
    ), noted as (
      update balance b set pending = n.pending, available = n.available, last_posting_no = n.posting_no, last_seq = n.seq, next_due = least(b.next_due, n.due)
      from (
        select distinct on (a.member_id) a.page, a.member_id, a.pending, a.available, a.posting_no, a.seq, min(a.due) over (partition by a.member_id) as due
        from accrual a order by a.member_id, a.place desc
      ) n where b.ctid = n.page and b.shop_id = of_shop and b.member_id = n.member_id
    )
    select a.nr::integer, a.posting_no, a.pending, a.available, a.held, 0::bigint from accrual a;
end $$;

-- The first accruals of members of whom the ledger knows nothing, as when a history is brought over: there is nothing to lock, to look up
-- or to continue, and every row is written once. Refuses all of them when one has a balance already, or one of the keys is known.
create function ledger_begin(of_shop integer, member_ids uuid[], accounts ledger_account[], amounts integer[], instants timestamptz[], keys text[],
  hashes text[], causes jsonb, vesting date[], expiring date[], sources text[], origins text[], idle smallint[]) returns void language plpgsql security definer
set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  perform ledger_guard(of_shop);
  if exists (select from unnest(amounts, accounts) a (points, account) where not coalesce(a.points between 1 and 1000000000 and a.account in ('pending', 'available'), false)) then
    raise exception 'an accrual is 1 to 1000000000 points, pending or available' using errcode = '23L04';
  end if;
  with accrual as materialized (
    select r.*, row_number() over member as no, part.to_pending, part.to_available,
      sum(part.to_pending) over member as pending, sum(part.to_available) over member as available
    from rows from (unnest(member_ids, accounts, amounts, instants, keys, hashes, vesting, expiring, sources, origins, idle), jsonb_array_elements(causes))
      with ordinality r (member_id, into_account, points, occurred_at, key, hash, vests_on, expires_on, source, origin, idle_months, cause, nr)
    cross join lateral (select case r.into_account when 'pending' then r.points else 0 end, case r.into_account when 'available' then r.points else 0 end) part (to_pending, to_available)
    window member as (partition by r.member_id order by r.nr)
  ), posted as (
    insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause)
    select of_shop, a.member_id, a.no, a.no, a.no, 'issue', a.points, a.occurred_at, a.key, decode(a.hash, 'hex'), a.cause from accrual a
  ), moved as (
    insert into entry
    select of_shop, a.member_id, a.no, a.no, a.no, 1, 'issue', 'issued', a.into_account, a.points,
      a.points, a.to_pending, a.to_available, 0, 0, 0, 0, 0, a.pending, a.available, 0, 0 from accrual a
  ), issued as (
    insert into lot
    select of_shop, a.member_id, a.no, 1, a.points, a.to_pending, a.to_available, 0, 0, 0, 0, 0, true, a.vests_on, a.expires_on, a.occurred_at, a.source, a.origin, a.idle_months
    from accrual a
  )
  insert into balance (shop_id, member_id, pending, available, last_posting_no, last_seq, next_due)
  select of_shop, a.member_id, max(a.pending), max(a.available), max(a.no), max(a.no), min(case a.into_account when 'pending' then a.vests_on else a.expires_on end)
  from accrual a group by a.member_id;
end $$;

-- One accrual as a transaction of its own, the most frequent act of all: plain statements cost less than one that does everything.
-- Answers nothing when it posted nothing: debts, no balance yet; the longer way finds out which. That a key is known, the unique index
-- says (23505): looking first would cost every new one a look.
create function ledger_accrue_one(of_shop integer, member uuid, account ledger_account, amount integer, at timestamptz, named text, hash bytea,
  why jsonb, vests date, expires date, from_source text, from_origin text, idle smallint) returns ledger_accrued_row language plpgsql security definer
set search_path = public, pg_temp as $$
declare
  b balance;
  to_pending integer := case account when 'pending' then amount else 0 end;
  to_available integer := case account when 'available' then amount else 0 end;
begin
  perform ledger_guard(of_shop);
  select * into b from balance where shop_id = of_shop and member_id = member for update;
  if b.member_id is null or b.debt > 0 or amount not between 1 and 1000000000 or account not in ('pending', 'available') then return null; end if;
  if b.last_seq > 0 then
    perform from entry where shop_id = of_shop and member_id = member and seq = b.last_seq
      and pending = b.pending and available = b.available and held = b.held and debt = 0;
    if not found then return null; end if;
  end if;
  b.last_posting_no := b.last_posting_no + 1;
  b.last_seq := b.last_seq + 1;
  b.pending := b.pending + to_pending;
  b.available := b.available + to_available;
  insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause)
    values (of_shop, member, b.last_posting_no, b.last_seq, b.last_seq, 'issue', amount, at, named, hash, why);
  insert into entry values (of_shop, member, b.last_seq, b.last_posting_no, b.last_seq, 1, 'issue', 'issued', account, amount,
    amount, to_pending, to_available, 0, 0, 0, 0, 0, b.pending, b.available, b.held, 0);
  insert into lot values (of_shop, member, b.last_seq, 1, amount, to_pending, to_available, 0, 0, 0, 0, 0, true, vests, expires, at, from_source, from_origin, idle);
  update balance set pending = b.pending, available = b.available, last_posting_no = b.last_posting_no, last_seq = b.last_seq,
    next_due = least(b.next_due, case account when 'pending' then vests else expires end)
    where shop_id = of_shop and member_id = member;
  return row(1, b.last_posting_no, b.pending, b.available, b.held, 0::bigint);
end $$;

-- Who may what: the server reads, and writes only through the functions above ---------------------------------------------------

do $$
declare
  t text;
  f regprocedure;
begin
  foreach t in array array['balance', 'posting', 'entry', 'lot', 'lot_day', 'hold'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for select to laurel_app using (shop_id = current_shop_id())', t);
    execute format('grant select on %I to laurel_app', t);
  end loop;
  create policy the_ledger on member for select to laurel_ledger using (shop_id = current_shop_id());
  grant select on member to laurel_ledger;

  execute format('grant usage, create on schema %I to laurel_ledger', current_schema());
  -- Its tables are the ledger's own: policies do not apply to an owner, and which shop it is, is asked once per call, by ledger_guard.
  foreach t in array array['balance', 'posting', 'entry', 'lot', 'lot_day', 'hold'] loop
    execute format('alter table %I owner to laurel_ledger', t);
  end loop;
  foreach f in array array[
    'ledger_open(integer, date, uuid[], uuid[], uuid[], uuid[], bigint[], text[], text[], text[])',
    'ledger_open_due(integer, date, integer)',
    'ledger_open_transfer(integer, date, uuid, uuid, text[])',
    'ledger_move_holds(integer, ledger_moved_hold_row[])',
    'ledger_set_days(integer, ledger_lot_day_row[])',
    'ledger_lock(integer, uuid[])',
    'ledger_accrue(integer, uuid[], uuid[], ledger_account[], integer[], timestamptz[], text[], text[], jsonb, date[], date[], text[], text[], smallint[])',
    'ledger_begin(integer, uuid[], ledger_account[], integer[], timestamptz[], text[], text[], jsonb, date[], date[], text[], text[], smallint[])',
    'ledger_accrue_one(integer, uuid, ledger_account, integer, timestamptz, text, bytea, jsonb, date, date, text, text, smallint)',
    'ledger_write(integer, ledger_posting_row[], ledger_entry_row[], ledger_new_lot_row[], ledger_lot_row[], ledger_balance_row[], ledger_new_hold_row[], ledger_hold_row[])'
  ]::regprocedure[] loop
    execute format('alter function %s owner to laurel_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to laurel_app', f);
  end loop;
  execute format('revoke create on schema %I from laurel_ledger', current_schema());
end $$;
grant select on ledger_leg to laurel_app;
