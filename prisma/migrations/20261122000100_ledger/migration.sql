-- The ledger: who holds how many points, and why. server/ledger/README.md has the chart of accounts and the list of laws.
-- A posting is one act; its entries are transfers of points inside one lot between two ledger accounts, so every posting sums to
-- zero by construction. Postings and entries are never changed. balance, lot and hold are caches that ledger_verify re-derives.

create type ledger_kind as enum
  ('issue', 'vest', 'hold', 'capture', 'release', 'spend', 'expire', 'claw-back', 'give-back', 'adjust-down');
-- The first four belong to the member, the others to the programme. `debt` is what the member owes: points leaving it make it larger.
create type ledger_account as enum
  ('pending', 'available', 'held', 'debt', 'issued', 'redeemed', 'expired', 'reversed', 'adjusted', 'recovered');
create type ledger_movement as enum
  ('issue', 'vest', 'hold', 'capture', 'release', 'spend', 'expire', 'claw-back', 'give-back', 'adjust-down', 'recover');

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
  vests_on date,
  expires_on date,
  earned_at timestamptz not null,
  source text not null,
  origin text not null,
  primary key (shop_id, member_id, no)
) with (fillfactor = 85);
create index lot_open on lot (shop_id, member_id, expires_on, no) where open;
create index lot_by_origin on lot (shop_id, origin);

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
  primary key (shop_id, member_id, seq),
  unique (shop_id, member_id, lot_no, lot_entry)
);

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
-- for among all postings of its shop. So the statistics of a thousand invented rows are left behind, without the rows.
do $$
begin
  insert into balance (shop_id, member_id, next_due)
    select 1, lpad(i::text, 32, '0')::uuid, '2026-01-01'::date + i % 365 from generate_series(1, 1000) i;
  insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause, hold_key)
    select 1, lpad((i % 20)::text, 32, '0')::uuid, i / 20 + 1, i / 20 + 1, i / 20 + 1, 'issue', i, '2026-01-01'::timestamptz + i * interval '1 hour',
      'order/' || i, '\x00', '{}', case when i % 5 = 0 then 'hold/' || i end from generate_series(0, 999) i;
  insert into lot
    select 1, lpad((i % 20)::text, 32, '0')::uuid, i / 20 + 1, 1, 100, i % 3, i % 7, i % 2, 0, 0, 0, 0, i % 4 > 0,
      '2026-01-01'::date + i % 300, '2027-01-01'::date + i % 300, '2026-01-01', 'purchase', 'order/' || i from generate_series(0, 999) i;
  insert into entry
    select 1, lpad((i % 20)::text, 32, '0')::uuid, i / 20 + 1, i / 20 + 1, i / 40 + 1, i % 40 / 20 + 1, 'issue', 'issued', 'available', 100,
      100, 0, 100, 0, 0, 0, 0, 0, 0, i, 0, 0 from generate_series(0, 999) i;
  insert into hold (shop_id, hold_key, member_id, points, until, posting_no)
    select 1, 'hold/' || i, lpad((i % 20)::text, 32, '0')::uuid, 1, '2026-01-01', i from generate_series(0, 999) i;
end $$;
analyze balance, posting, lot, entry, hold;
truncate balance, posting, lot, entry, hold;
alter table balance add foreign key (shop_id, member_id) references member (shop_id, id);

-- For accountants: each entry as two legs that cancel out.
create view ledger_leg with (security_invoker = true) as
  select e.shop_id, e.member_id, e.posting_no, e.seq, e.lot_no, leg.account, leg.points
  from entry e cross join lateral (values (e.from_account, -e.points), (e.to_account, e.points)) leg (account, points);

-- The laws -----------------------------------------------------------------------------------------------------------------
-- Row triggers, and hardly a CHECK or foreign key: PostgreSQL reads CHECKs anew from their text for every statement (half the cost
-- of a posting), and foreign keys on running totals need a second wide index and lock the row they look at. These are compiled
-- once per connection, and enabled ALWAYS: they hold for the owner, and for a session that replays as a replica, where foreign
-- keys sleep. What they look up is never changed, so what was true once stays true.

create trigger append_only before update or delete on posting for each row execute function refuse_change();
create trigger append_only before update or delete on entry for each row execute function refuse_change();
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
    or (new.points = 0) <> (new.last_seq = last)
    or length(new.key) not between 1 and 300
    or length(new.input_hash) <> 32
    or not (new.cause ? 'kind' and new.cause ? 'ref')
    or new.occurred_at < '1970-01-01Z' or new.occurred_at >= '2200-01-01Z'
    or (new.hold_key is not null) <> (new.kind in ('hold', 'capture', 'release', 'give-back'))
  then
    raise exception 'posting % of member % is not whole', new.no, new.member_id using errcode = '23L03';
  end if;
  return new;
end $$;
create trigger follows before insert on posting for each row execute function posting_follows();

-- How much an account gains by a transfer.
create function ledger_delta(account ledger_account, from_account ledger_account, to_account ledger_account, points integer) returns integer
  language sql immutable parallel safe
  return case account when to_account then points when from_account then -points else 0 end;

-- An entry belongs to a posting that announced it, goes between accounts its movement allows, and continues the running totals of
-- its member and of its lot. No part ever falls below zero; no more of a lot is reversed than was issued.
create function entry_follows() returns trigger language plpgsql as $$
declare
  kind ledger_kind;
  b record;  -- the member's entry before
  l record;  -- the lot's entry before
  f ledger_account := new.from_account;
  t ledger_account := new.to_account;
  p integer := new.points;
begin
  select posting.kind, e.seq, e.pending, e.available, e.held, e.debt into b
  from posting left join entry e on e.shop_id = new.shop_id and e.member_id = new.member_id and e.seq = new.seq - 1
  where posting.shop_id = new.shop_id and posting.member_id = new.member_id and posting.no = new.posting_no
    and new.seq between posting.first_seq and posting.last_seq;
  if not found then
    raise exception 'entry % of member %: posting % did not announce it', new.seq, new.member_id, new.posting_no using errcode = '23L04';
  end if;
  kind := b.kind;
  if p not between 1 and 1000000000 or new.movement::text <> kind::text and not (
    new.movement = 'recover' and kind in ('issue', 'vest', 'capture', 'release', 'claw-back', 'give-back')
    or new.movement = 'release' and kind = 'capture'
    or new.movement = 'expire' and kind in ('capture', 'release', 'give-back')
  ) or not (case new.movement
    when 'issue' then f = 'issued' and t in ('pending', 'available')
    when 'vest' then f = 'pending' and t = 'available'
    when 'hold' then f = 'available' and t = 'held'
    when 'capture' then f = 'held' and t = 'redeemed'
    when 'release' then f = 'held' and t = 'available'
    when 'spend' then f = 'available' and t = 'redeemed'
    when 'expire' then f = 'available' and t = 'expired'
    when 'claw-back' then f in ('pending', 'available', 'expired', 'debt') and t = 'reversed'
    when 'give-back' then f = 'redeemed' and t = 'available'
    when 'adjust-down' then f = 'available' and t = 'adjusted'
    -- Through the clearing account, so that each entry stays inside one lot.
    when 'recover' then f = 'available' and t = 'recovered' or f = 'recovered' and t = 'debt'
  end) then
    raise exception 'entry % of member %: no % of % points from % to % in a posting of kind %', new.seq, new.member_id, new.movement, p, f, t, kind
      using errcode = '23L05';
  end if;

  if (new.seq > 1) <> (b.seq is not null)
    or new.pending <> coalesce(b.pending, 0) + ledger_delta('pending', f, t, p)
    or new.available <> coalesce(b.available, 0) + ledger_delta('available', f, t, p)
    or new.held <> coalesce(b.held, 0) + ledger_delta('held', f, t, p)
    or new.debt <> coalesce(b.debt, 0) - ledger_delta('debt', f, t, p)
    or least(new.pending, new.available, new.held, new.debt) < 0
  then
    raise exception 'entry % of member % does not continue the running balance', new.seq, new.member_id using errcode = '23L06';
  end if;

  if new.movement = 'issue' then
    if new.lot_no = new.seq and new.lot_entry = 1
      and new.lot_issued = p and new.lot_pending + new.lot_available = p and new.lot_pending = ledger_delta('pending', f, t, p)
      and new.lot_held = 0 and new.lot_debt = 0 and new.lot_redeemed = 0 and new.lot_expired = 0 and new.lot_reversed = 0
    then return new;
    end if;
  else
    select * into l from entry
    where shop_id = new.shop_id and member_id = new.member_id and lot_no = new.lot_no and lot_entry = new.lot_entry - 1;
    if found and new.lot_no < new.seq
      and new.lot_issued = l.lot_issued
      and new.lot_pending = l.lot_pending + ledger_delta('pending', f, t, p)
      and new.lot_available = l.lot_available + ledger_delta('available', f, t, p)
      and new.lot_held = l.lot_held + ledger_delta('held', f, t, p)
      and new.lot_debt = l.lot_debt - ledger_delta('debt', f, t, p)
      and new.lot_redeemed = l.lot_redeemed + ledger_delta('redeemed', f, t, p)
      and new.lot_expired = l.lot_expired + ledger_delta('expired', f, t, p)
      and new.lot_reversed = l.lot_reversed + ledger_delta('reversed', f, t, p)
      and least(new.lot_pending, new.lot_available, new.lot_held, new.lot_debt, new.lot_redeemed, new.lot_expired, new.lot_issued - new.lot_reversed) >= 0
    then return new;
    end if;
  end if;
  raise exception 'entry % of member % does not continue lot %', new.seq, new.member_id, new.lot_no using errcode = '23L07';
end $$;
create trigger follows before insert on entry for each row execute function entry_follows();

-- The parts of a lot are those of one of its entries; what was promised with it never changes.
create function lot_agrees() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if new.shop_id <> old.shop_id or new.member_id <> old.member_id or new.no <> old.no or new.entries < old.entries
      or new.vests_on is distinct from old.vests_on or new.expires_on is distinct from old.expires_on
      or new.earned_at <> old.earned_at or new.source <> old.source or new.origin <> old.origin
    then
      raise exception 'lot % of member %: only its parts move', old.no, old.member_id using errcode = '23L08';
    end if;
  elsif length(new.origin) not between 1 and 300 or new.earned_at < '1970-01-01Z' or new.earned_at >= '2200-01-01Z'
    or new.source not in ('purchase', 'bonus', 'entry-gift', 'referral', 'campaign', 'adjustment', 'import')
  then
    raise exception 'lot % of member % is not whole', new.no, new.member_id using errcode = '23L09';
  end if;
  perform from entry where shop_id = new.shop_id and member_id = new.member_id and lot_no = new.no and lot_entry = new.entries
    and lot_issued = new.issued and lot_pending = new.pending and lot_available = new.available and lot_held = new.held
    and lot_debt = new.debt and lot_redeemed = new.redeemed and lot_expired = new.expired and lot_reversed = new.reversed
    and new.open = (lot_pending > 0 or lot_available > 0 or lot_held > 0 or lot_debt > 0)
    and (lot_pending = 0 or new.vests_on is not null);
  if not found then
    raise exception 'lot % of member % is not what its entry % says', new.no, new.member_id, new.entries using errcode = '23L10';
  end if;
  return new;
end $$;
create trigger agrees before insert or update on lot for each row execute function lot_agrees();

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
create trigger agrees before insert or update on balance for each row execute function balance_agrees();

-- A hold opens with its posting, closes once with another, and then only gives back what it captured.
create function hold_agrees() returns trigger language plpgsql as $$
begin
  if new.state not in ('open', 'captured', 'released') or new.points < 1 or new.captured not between 0 and new.points
    or new.given_back not between 0 and new.captured
    or (new.state = 'captured') <> (new.captured > 0) or (new.state = 'open') <> (new.closing_posting_no is null)
  then
    raise exception 'hold % is not whole', new.hold_key using errcode = '23L13';
  end if;
  if tg_op = 'INSERT' then
    perform from posting where shop_id = new.shop_id and member_id = new.member_id and no = new.posting_no
      and kind = 'hold' and hold_key = new.hold_key and points = new.points;
    if not found then
      raise exception 'hold % is not what its posting says', new.hold_key using errcode = '23L14';
    end if;
  elsif new.shop_id <> old.shop_id or new.hold_key <> old.hold_key or new.member_id <> old.member_id or new.points <> old.points
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
create trigger agrees before insert or update on hold for each row execute function hold_agrees();

do $$
declare t record;
begin
  for t in select tgrelid::regclass as rel, tgname from pg_trigger
    where not tgisinternal and tgrelid in ('posting'::regclass, 'entry'::regclass, 'balance'::regclass, 'lot'::regclass, 'hold'::regclass)
  loop
    execute format('alter table %s enable always trigger %I', t.rel, t.tgname);
  end loop;
end $$;

-- Deciding: what an operation would move. These functions read and answer; they write nothing ------------------------------------

create type ledger_op as (
  n integer, "memberId" uuid, kind ledger_kind, key text, hash text, at timestamptz, cause jsonb,
  points integer, "into" ledger_account, source text, origin text, "vestsOn" date, "expiresOn" date,
  "holdKey" text, until timestamptz, partial boolean, policy text
);
create type ledger_move as (lot_no integer, movement ledger_movement, from_account ledger_account, to_account ledger_account, points integer);
create type ledger_plan as (points integer, moves ledger_move[], refusal text, missing bigint, hold_state text);

create function ledger_refusal(code text, missing bigint default null, hold_state text default null) returns ledger_plan
  language sql immutable
  return row(null, null, code, missing, hold_state)::ledger_plan;

-- Available points of the lots that expire soonest.
create function ledger_take(b balance, wanted integer, movement ledger_movement, to_account ledger_account) returns ledger_move[] language plpgsql stable as $$
declare
  moves ledger_move[] := '{}';
  l record;
  x integer;
begin
  if wanted = 0 then return moves; end if;
  for l in
    select no, available from lot where shop_id = b.shop_id and member_id = b.member_id and open and available > 0 order by expires_on, no
  loop
    x := least(wanted, l.available);
    moves := moves || row(l.no, movement, 'available', to_account, x)::ledger_move;
    wanted := wanted - x;
    exit when wanted = 0;
  end loop;
  if wanted > 0 then
    raise exception 'member %: the lots do not cover the balance', b.member_id using errcode = '23L16';
  end if;
  return moves;
end $$;

-- Appends what the moves so far make necessary: points that came back to a lot past its date expire.
create function ledger_then_expire(b balance, moves ledger_move[], today date) returns ledger_move[] language plpgsql stable as $$
begin
  return moves || array(
    select row(m.lot_no, 'expire', 'available', 'expired', sum(m.points))::ledger_move
    from unnest(moves) m join lot l on l.shop_id = b.shop_id and l.member_id = b.member_id and l.no = m.lot_no and l.expires_on <= today
    where m.to_account = 'available' group by m.lot_no order by m.lot_no);
end $$;

-- Appends the payment of what is owed: available points, soonest expiry first, to the oldest debt first.
create function ledger_then_recover(b balance, moves ledger_move[]) returns ledger_move[] language plpgsql stable as $$
begin
  with delta as (
    select m.lot_no as no, sum(ledger_delta('available', m.from_account, m.to_account, m.points)) as available,
      sum(-ledger_delta('debt', m.from_account, m.to_account, m.points)) as debt
    from unnest(moves) m group by m.lot_no
  ), after as (
    select coalesce(l.no, d.no) as no, l.expires_on, coalesce(l.available, 0) + coalesce(d.available, 0) as available, coalesce(l.debt, 0) + coalesce(d.debt, 0) as debt
    from (
      select * from lot where shop_id = b.shop_id and member_id = b.member_id and open
      union select lot.* from lot join delta on lot.no = delta.no where shop_id = b.shop_id and member_id = b.member_id
    ) l full join delta d on d.no = l.no
  ), total as (
    select least(sum(available), sum(debt)) as points from after
  ), line as (
    select no, sum(available) over w1 as until_here, available, sum(debt) over w2 as debt_until_here, debt, expires_on
    from after window w1 as (order by expires_on, no), w2 as (order by no)
  )
  select moves
    || coalesce(array_agg(row(no, 'recover', 'available', 'recovered', least(available, points - (until_here - available)))::ledger_move order by expires_on, no)
      filter (where available > 0 and until_here - available < points), '{}')
    || coalesce(array_agg(row(no, 'recover', 'recovered', 'debt', least(debt, points - (debt_until_here - debt)))::ledger_move order by no)
      filter (where debt > 0 and debt_until_here - debt < points), '{}')
  into moves from line, total;
  return moves;
end $$;

-- Points that go back to their lots: what is past its date expires, what is owed is paid.
create function ledger_then_settle(b balance, moves ledger_move[], today date) returns ledger_move[] language plpgsql stable as $$
begin
  moves := ledger_then_expire(b, moves, today);
  if b.debt > 0 then return ledger_then_recover(b, moves); end if;
  return moves;
end $$;

create function ledger_plan_issue(b balance, o ledger_op) returns ledger_plan language plpgsql stable as $$
declare moves ledger_move[] := array[row(b.last_seq + 1, 'issue', 'issued', o."into", o.points)::ledger_move];
begin
  if b.debt > 0 and o."into" = 'available' then moves := ledger_then_recover(b, moves); end if;
  return row(o.points, moves, null, null, null)::ledger_plan;
end $$;

create function ledger_plan_take(b balance, o ledger_op) returns ledger_plan language plpgsql stable as $$
declare wanted integer := case when o.partial then least(o.points, b.available) else o.points end;
begin
  if wanted > b.available then return ledger_refusal('not-enough-points', wanted - b.available); end if;
  if o.kind = 'hold' and exists (select from hold where shop_id = b.shop_id and hold_key = o."holdKey") then return ledger_refusal('key-reused'); end if;
  return row(wanted, ledger_take(b, wanted, o.kind::text::ledger_movement,
    case o.kind when 'hold' then 'held' when 'spend' then 'redeemed' when 'adjust-down' then 'adjusted' end::ledger_account), null, null, null)::ledger_plan;
end $$;

-- Captures or releases. A capture uses the points of the hold that expire soonest; the rest goes back to its lots.
create function ledger_plan_close(b balance, o ledger_op, today date) returns ledger_plan language plpgsql stable as $$
declare
  h hold;
  wanted integer;
  moves ledger_move[] := '{}';
  e record;
  x integer;
begin
  select * into h from hold where shop_id = b.shop_id and hold_key = o."holdKey" and member_id = b.member_id;
  if not found then return ledger_refusal('unknown-hold'); end if;
  if h.state <> 'open' then return ledger_refusal('hold-closed', null, h.state); end if;
  if o.points > h.points then return ledger_refusal('more-than-held'); end if;
  wanted := case o.kind when 'capture' then coalesce(o.points, h.points) else 0 end;
  for e in
    select en.lot_no, en.points from posting p
    join entry en on en.shop_id = p.shop_id and en.member_id = p.member_id and en.seq between p.first_seq and p.last_seq
    where p.shop_id = b.shop_id and p.member_id = b.member_id and p.no = h.posting_no order by en.seq
  loop
    x := least(e.points, wanted);
    wanted := wanted - x;
    if x > 0 then moves := moves || row(e.lot_no, 'capture', 'held', 'redeemed', x)::ledger_move; end if;
    if x < e.points then moves := moves || row(e.lot_no, 'release', 'held', 'available', e.points - x)::ledger_move; end if;
  end loop;
  -- Unless all of it was captured, the last move is a release.
  if moves[cardinality(moves)].movement = 'release' then moves := ledger_then_settle(b, moves, today); end if;
  return row(case o.kind when 'capture' then coalesce(o.points, h.points) else h.points end, moves, null, null, null)::ledger_plan;
end $$;

-- To the lots the hold captured from, the one that expires last first.
create function ledger_plan_give_back(b balance, o ledger_op, today date) returns ledger_plan language plpgsql stable as $$
declare
  h hold;
  skip integer;
  wanted integer := o.points;
  moves ledger_move[] := '{}';
  e record;
  x integer;
begin
  select * into h from hold where shop_id = b.shop_id and hold_key = o."holdKey" and member_id = b.member_id;
  if not found then return ledger_refusal('unknown-hold'); end if;
  if h.state = 'released' then return ledger_refusal('hold-closed', null, h.state); end if;
  if wanted > h.captured - h.given_back then return ledger_refusal('more-than-held'); end if;
  skip := h.given_back;
  for e in
    select en.lot_no, en.points from posting p
    join entry en on en.shop_id = p.shop_id and en.member_id = p.member_id and en.seq between p.first_seq and p.last_seq and en.movement = 'capture'
    where p.shop_id = b.shop_id and p.member_id = b.member_id and p.no = h.closing_posting_no order by en.seq desc
  loop
    x := least(greatest(e.points - skip, 0), wanted);
    skip := greatest(skip - e.points, 0);
    wanted := wanted - x;
    if x > 0 then moves := moves || row(e.lot_no, 'give-back', 'redeemed', 'available', x)::ledger_move; end if;
    exit when wanted = 0;
  end loop;
  return row(o.points, ledger_then_settle(b, moves, today), null, null, null)::ledger_plan;
end $$;

-- This origin's lots, newest first: pending, then available, then what had expired unused (nobody owes that). What was spent is
-- owed as far as the policy allows, and other available lots pay it at once.
create function ledger_plan_claw_back(b balance, o ledger_op) returns ledger_plan language plpgsql stable as $$
declare
  own record;
  pend integer; avail integer; gone integer; owed integer := 0;
  moves ledger_move[];
begin
  select coalesce(sum(issued - reversed), 0) as granted, coalesce(sum(pending), 0) as pending, coalesce(sum(available), 0) as available, coalesce(sum(expired), 0) as expired
  into own from lot where shop_id = b.shop_id and origin = o.origin and member_id = b.member_id;
  if o.points > own.granted then return ledger_refusal('more-than-granted'); end if;
  pend := case when o.policy = 'never' then 0 else least(o.points, own.pending) end;
  avail := case when o.policy in ('never', 'pending-only') then 0 else least(o.points - pend, own.available) end;
  gone := case when o.policy in ('never', 'pending-only') then 0 else least(o.points - pend - avail, own.expired) end;
  owed := case o.policy
    when 'within-balance' then least(o.points - pend - avail - gone, b.available - avail)
    when 'unlimited' then o.points - pend - avail - gone
    else 0 end;
  moves := ledger_claw_moves(b, o.origin, pend, avail, gone, owed);
  if owed > 0 and b.available > avail then moves := ledger_then_recover(b, moves); end if;
  return row(pend + avail + gone + owed, moves, null, null, null)::ledger_plan;
end $$;

create function ledger_claw_moves(b balance, from_origin text, pend integer, avail integer, gone integer, owed integer) returns ledger_move[] language plpgsql stable as $$
begin
  return array(
  with own as (
    select no, pending, available, expired, issued - reversed as granted,
      sum(pending) over w - pending as pending_before, sum(available) over w - available as available_before, sum(expired) over w - expired as expired_before
    from lot where shop_id = b.shop_id and origin = from_origin and member_id = b.member_id window w as (order by no desc)
  ), part as (
    select no, granted, least(pending, greatest(pend - pending_before, 0)) as p, least(available, greatest(avail - available_before, 0)) as a,
      least(expired, greatest(gone - expired_before, 0)) as x
    from own
  ), room as (
    select *, granted - p - a - x as left_over, sum(granted - p - a - x) over (order by no desc) - (granted - p - a - x) as before from part
  ), move as (
    select no, 1 as step, 'pending'::ledger_account as account, p as points from room
    union all select no, 2, 'available', a from room
    union all select no, 3, 'expired', x from room
    union all select no, 4, 'debt', least(left_over, greatest(owed - before, 0)) from room
  )
  select row(no, 'claw-back', account, 'reversed', points)::ledger_move from move where points > 0 order by step, no desc);
end $$;

create function ledger_plan(b balance, o ledger_op, today date) returns ledger_plan language plpgsql stable as $$
begin
  case
    when o.kind = 'issue' then return ledger_plan_issue(b, o);
    when o.kind in ('hold', 'spend', 'adjust-down') then return ledger_plan_take(b, o);
    when o.kind in ('capture', 'release') then return ledger_plan_close(b, o, today);
    when o.kind = 'give-back' then return ledger_plan_give_back(b, o, today);
    when o.kind = 'claw-back' then return ledger_plan_claw_back(b, o);
  end case;
end $$;

-- Writing --------------------------------------------------------------------------------------------------------------------

create function ledger_guard(of_shop integer) returns void language plpgsql as $$
begin
  if of_shop is distinct from current_shop_id() then
    raise exception 'shop % is not the shop of this transaction', of_shop using errcode = '42501';
  end if;
end $$;

-- Locks a member's balance and answers it; a member who has none yet gets one. Nobody by that id: null.
create function ledger_lock_one(of_shop integer, of_member uuid) returns balance language plpgsql as $$
declare b balance;
begin
  select * into b from balance where shop_id = of_shop and member_id = of_member for update;
  if not found then
    insert into balance (shop_id, member_id) select shop_id, id from member where shop_id = of_shop and id = of_member on conflict do nothing;
    select * into b from balance where shop_id = of_shop and member_id = of_member for update;
  end if;
  return b;
end $$;

-- Always in the same order, so that two who lock the same members never wait for each other.
create function ledger_lock(of_shop integer, members uuid[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare m uuid;
begin
  perform ledger_guard(of_shop);
  for m in select distinct unnest(members) order by 1 loop
    perform ledger_lock_one(of_shop, m);
  end loop;
end $$;

-- One posting with its entries. Answers the balance after it, or null when the key is known already; the balance row itself is
-- stored once per member, by ledger_keep.
create function ledger_write(b balance, o ledger_op, plan_points integer, moves ledger_move[]) returns balance language plpgsql as $$
declare
  m ledger_move;
  l lot;
begin
  b.last_posting_no := b.last_posting_no + 1;
  insert into posting (shop_id, member_id, no, first_seq, last_seq, kind, points, occurred_at, key, input_hash, cause, hold_key)
  values (b.shop_id, b.member_id, b.last_posting_no, b.last_seq + 1, b.last_seq + cardinality(moves), o.kind, plan_points, o.at, o.key, decode(o.hash, 'hex'), o.cause, o."holdKey")
  on conflict (shop_id, key) do nothing;
  if not found then return null; end if;

  foreach m in array moves loop
    if m.movement = 'issue' then
      l := row(b.shop_id, b.member_id, m.lot_no, 1, m.points, 0, 0, 0, 0, 0, 0, 0, true, o."vestsOn", o."expiresOn", o.at, o.source, o.origin)::lot;
    else
      select * into strict l from lot where shop_id = b.shop_id and member_id = b.member_id and no = m.lot_no;
      l.entries := l.entries + 1;
    end if;
    case m.from_account
      when 'pending' then l.pending := l.pending - m.points; b.pending := b.pending - m.points;
      when 'available' then l.available := l.available - m.points; b.available := b.available - m.points;
      when 'held' then l.held := l.held - m.points; b.held := b.held - m.points;
      when 'debt' then l.debt := l.debt + m.points; b.debt := b.debt + m.points;
      when 'redeemed' then l.redeemed := l.redeemed - m.points;
      when 'expired' then l.expired := l.expired - m.points;
      else null;
    end case;
    case m.to_account
      when 'pending' then l.pending := l.pending + m.points; b.pending := b.pending + m.points; b.next_due := least(b.next_due, l.vests_on);
      when 'available' then l.available := l.available + m.points; b.available := b.available + m.points; b.next_due := least(b.next_due, l.expires_on);
      when 'held' then l.held := l.held + m.points; b.held := b.held + m.points;
      when 'debt' then l.debt := l.debt - m.points; b.debt := b.debt - m.points;
      when 'redeemed' then l.redeemed := l.redeemed + m.points;
      when 'expired' then l.expired := l.expired + m.points;
      when 'reversed' then l.reversed := l.reversed + m.points;
      else null;
    end case;
    b.last_seq := b.last_seq + 1;
    l.open := l.pending > 0 or l.available > 0 or l.held > 0 or l.debt > 0;
    insert into entry values (b.shop_id, b.member_id, b.last_seq, b.last_posting_no, l.no, l.entries, m.movement, m.from_account, m.to_account, m.points,
      l.issued, l.pending, l.available, l.held, l.debt, l.redeemed, l.expired, l.reversed, b.pending, b.available, b.held, b.debt);
    if m.movement = 'issue' then
      insert into lot values (l.*);
    else
      update lot set entries = l.entries, pending = l.pending, available = l.available, held = l.held, debt = l.debt,
        redeemed = l.redeemed, expired = l.expired, reversed = l.reversed, open = l.open
      where shop_id = l.shop_id and member_id = l.member_id and no = l.no;
    end if;
  end loop;
  return b;
end $$;

create function ledger_keep(b balance) returns void language plpgsql as $$
begin
  update balance set pending = b.pending, available = b.available, held = b.held, debt = b.debt,
    last_posting_no = b.last_posting_no, last_seq = b.last_seq, next_due = b.next_due
  where shop_id = b.shop_id and member_id = b.member_id;
end $$;

-- Stores or closes the hold an operation was about.
create function ledger_keep_hold(b balance, o ledger_op, moved integer) returns void language plpgsql as $$
begin
  case o.kind
    when 'hold' then
      insert into hold (shop_id, hold_key, member_id, points, until, posting_no) values (b.shop_id, o."holdKey", b.member_id, moved, o.until, b.last_posting_no);
    when 'capture' then
      update hold set state = 'captured', captured = moved, closing_posting_no = b.last_posting_no where shop_id = b.shop_id and hold_key = o."holdKey";
    when 'release' then
      update hold set state = 'released', closing_posting_no = b.last_posting_no where shop_id = b.shop_id and hold_key = o."holdKey";
    when 'give-back' then
      update hold set given_back = given_back + moved where shop_id = b.shop_id and hold_key = o."holdKey";
    else null;
  end case;
end $$;

-- Vests and expires what fell due up to `today`, day by day, each as of the beginning of its day in the shop's time zone.
create function ledger_write_due(b balance, today date) returns balance language plpgsql as $$
declare
  o ledger_op;
  day date;
  total integer;
  moves ledger_move[];
  zone text;
begin
  select time_zone into strict zone from shop where id = b.shop_id;
  while b.next_due <= today loop
    select min(least(case when pending > 0 then vests_on end, case when available > 0 then expires_on end)) into day
    from lot where shop_id = b.shop_id and member_id = b.member_id and open and (pending > 0 or available > 0);
    b.next_due := day;
    exit when day is null or day > today;
    o.at := day::timestamp at time zone zone;

    select coalesce(sum(pending), 0), coalesce(array_agg(row(no, 'vest', 'pending', 'available', pending)::ledger_move order by expires_on, no), '{}')
    into total, moves from lot where shop_id = b.shop_id and member_id = b.member_id and open and pending > 0 and vests_on <= day;
    if total > 0 then
      o.kind := 'vest';
      if b.debt > 0 then moves := ledger_then_recover(b, moves); end if;
      b := ledger_write_own(b, o, total, moves, day);
    end if;

    select coalesce(sum(available), 0), coalesce(array_agg(row(no, 'expire', 'available', 'expired', available)::ledger_move order by expires_on, no), '{}')
    into total, moves from lot where shop_id = b.shop_id and member_id = b.member_id and open and available > 0 and expires_on <= day;
    if total > 0 then
      o.kind := 'expire';
      b := ledger_write_own(b, o, total, moves, day);
    end if;
  end loop;
  return b;
end $$;

-- A posting nobody asked for: its key says what and when, and no caller may use its prefix.
create function ledger_write_own(b balance, o ledger_op, total integer, moves ledger_move[], day date) returns balance language plpgsql as $$
begin
  o.key := format('~%s/%s/%s/%s', o.kind, b.member_id, day, b.last_posting_no + 1);
  o.hash := encode(sha256(convert_to(o.key, 'UTF8')), 'hex');
  o.cause := jsonb_build_object('kind', case o.kind when 'vest' then 'program' else 'expiry' end, 'ref', day);
  return ledger_write(b, o, total, moves);
end $$;

create type ledger_outcome as (
  n integer, outcome text, posting_no integer, points integer, pending bigint, available bigint, held bigint, debt bigint, missing bigint, hold_state text
);

-- Posts a list of operations, any number of members, in the order given per member. Each is answered; a refused one leaves nothing
-- behind. `today` is the shop-local day: what is due by then vests or expires before points are used.
-- Every look-up goes by an index, whatever the statistics say of a table that was empty a minute ago.
create function ledger_post(of_shop integer, today date, operations jsonb) returns setof ledger_outcome language plpgsql security definer
set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  o ledger_op;
  b balance;
  after balance;
  plan ledger_plan;
begin
  perform ledger_guard(of_shop);
  for o in select * from jsonb_populate_recordset(null::ledger_op, operations) order by "memberId", n loop
    if o."memberId" is distinct from b.member_id then
      if b.member_id is not null then perform ledger_keep(b); end if;
      select * into b from balance where shop_id = of_shop and member_id = o."memberId" for update;
      if not found then b := ledger_lock_one(of_shop, o."memberId"); end if;
    end if;
    if b.member_id is null then
      return next ledger_answer_no(o, b, ledger_refusal('unknown-member'));
      continue;
    end if;
    -- Lots are independent of each other while nothing is owed, so an accrual need not wait for what is due.
    if b.next_due <= today and (o.kind <> 'issue' or b.debt > 0) then b := ledger_write_due(b, today); end if;
    plan := ledger_plan(b, o, today);
    if plan.refusal is not null then
      return next ledger_answer_no(o, b, plan);
      continue;
    end if;
    after := ledger_write(b, o, plan.points, plan.moves);
    if after.member_id is null then
      return next ledger_answer_no(o, b, ledger_refusal('key-reused'));
      continue;
    end if;
    b := after;
    if o."holdKey" is not null then perform ledger_keep_hold(b, o, plan.points); end if;
    return next row(o.n, 'posted', b.last_posting_no, plan.points, b.pending, b.available, b.held, b.debt, null, null)::ledger_outcome;
  end loop;
  if b.member_id is not null then perform ledger_keep(b); end if;
end $$;

-- What could not be posted may have been posted before: then the same input gets the same answer, balance included.
create function ledger_answer_no(o ledger_op, b balance, plan ledger_plan) returns ledger_outcome language plpgsql stable as $$
declare
  seen posting;
  e entry;
begin
  select * into seen from posting where shop_id = current_shop_id() and key = o.key;
  if not found then
    return row(o.n, plan.refusal, null, null, b.pending, b.available, b.held, b.debt, plan.missing, plan.hold_state)::ledger_outcome;
  elsif seen.input_hash <> decode(o.hash, 'hex') then
    return row(o.n, 'key-reused', null, null, b.pending, b.available, b.held, b.debt, null, null)::ledger_outcome;
  end if;
  select * into e from entry where shop_id = seen.shop_id and member_id = seen.member_id and seq = seen.last_seq;
  return row(o.n, 'replayed', seen.no, seen.points, coalesce(e.pending, 0), coalesce(e.available, 0), coalesce(e.held, 0), coalesce(e.debt, 0), null, null)::ledger_outcome;
end $$;

-- Vests and expires for at most `members_max` members with something due, skipping those at work elsewhere. Answers how many members.
create function ledger_post_due(of_shop integer, today date, members_max integer) returns integer language plpgsql security definer set search_path = public, pg_temp as $$
declare
  b balance;
  count integer := 0;
begin
  perform ledger_guard(of_shop);
  for b in
    select * from balance where shop_id = of_shop and next_due <= today order by next_due, member_id limit members_max for update skip locked
  loop
    perform ledger_keep(ledger_write_due(b, today));
    count := count + 1;
  end loop;
  return count;
end $$;

-- Who may what: the server reads, and writes only through the functions above ---------------------------------------------------

do $$
declare t text;
begin
  foreach t in array array['balance', 'posting', 'entry', 'lot', 'hold'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for select to laurel_app using (shop_id = current_shop_id())', t);
    execute format('grant select on %I to laurel_app', t);
  end loop;
end $$;
grant select on ledger_leg to laurel_app;

revoke execute on function ledger_post(integer, date, jsonb), ledger_post_due(integer, date, integer), ledger_lock(integer, uuid[]), ledger_lock_one(integer, uuid),
  ledger_write(balance, ledger_op, integer, ledger_move[]), ledger_write_due(balance, date), ledger_keep(balance),
  ledger_write_own(balance, ledger_op, integer, ledger_move[], date), ledger_keep_hold(balance, ledger_op, integer) from public;
grant execute on function ledger_post(integer, date, jsonb), ledger_post_due(integer, date, integer), ledger_lock(integer, uuid[]) to laurel_app;
