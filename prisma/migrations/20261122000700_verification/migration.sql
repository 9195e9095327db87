-- What checking the books came to, the newest of each shop; and the way back for what is only stored for speed.

create table verification (
  shop_id integer not null references shop,
  id uuid not null,
  at timestamptz not null,
  -- Who asked: a staff member's id; null: nobody, it was the night.
  staff_id text,
  -- The shop's day whose night it was; each has one.
  night date,
  members integer not null check (members >= 0),
  entries bigint not null check (entries >= 0),
  postings bigint not null check (postings >= 0),
  -- How many were found; the first of them are kept with their corrections.
  found integer not null check (found >= 0),
  differences jsonb not null,
  milliseconds integer not null check (milliseconds >= 0),
  primary key (shop_id, id),
  check ((night is null) <> (staff_id is null))
);
create index verification_by_time on verification (shop_id, at);
create unique index verification_by_night on verification (shop_id, night) where night is not null;
alter table verification enable row level security;
create policy own_shop on verification for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id());
grant select, insert, delete on verification to laurel_app;

-- Why a member's stored balance, lots and holds cannot be derived from the journal, in words; null when they can. The journal must be
-- whole and right, and what was promised with a lot or a hold stands nowhere but in its own row.
create function ledger_not_derivable(of_shop integer, of_member uuid) returns text language plpgsql stable security definer
set search_path = public, pg_temp as $$
declare
  why text;
  last_no integer;
  last_entry integer;
begin
  perform ledger_guard(of_shop);
  select format('posting %s is not the next one', p.no) into why from (
    select no, first_seq, last_seq, row_number() over (order by no) as place, lag(last_seq, 1, 0) over (order by no) as before
    from posting where shop_id = of_shop and member_id = of_member) p
  where p.no <> p.place or p.first_seq <> p.before + 1 or p.last_seq < p.before order by p.no limit 1;
  if why is not null then return why; end if;

  select coalesce(max(no), 0), coalesce(max(last_seq), 0) into last_no, last_entry from posting where shop_id = of_shop and member_id = of_member;
  perform from entry where shop_id = of_shop and member_id = of_member having count(*) <> last_entry or coalesce(max(seq), 0) <> last_entry;
  if found then return format('the postings announce %s entries, and there are others', last_entry); end if;

  why := ledger_wrong_entry(of_shop, array(
    select row(member_id, seq, posting_no, lot_no, lot_entry, movement, from_account, to_account, points, lot_issued, lot_pending, lot_available,
      lot_held, lot_debt, lot_redeemed, lot_expired, lot_reversed, pending, available, held, debt)::ledger_entry_row
    from entry where shop_id = of_shop and member_id = of_member order by seq));
  if why is not null then return why; end if;

  select format('lot %s is gone', e.lot_no) into why from entry e
  where e.shop_id = of_shop and e.member_id = of_member and e.lot_entry = 1
    and not exists (select from lot l where l.shop_id = of_shop and l.member_id = of_member and l.no = e.lot_no) order by e.seq limit 1;
  if why is not null then return why; end if;
  select format('lot %s was never issued', l.no) into why from lot l
  where l.shop_id = of_shop and l.member_id = of_member
    and not exists (select from entry e where e.shop_id = of_shop and e.member_id = of_member and e.seq = l.no and e.lot_entry = 1) order by l.no limit 1;
  if why is not null then return why; end if;

  select format('hold %s is gone', p.hold_key) into why from posting p
  where p.shop_id = of_shop and p.member_id = of_member and p.kind = 'hold'
    and not exists (select from hold h where h.shop_id = of_shop and h.hold_key = p.hold_key) order by p.no limit 1;
  return why;
end $$;

-- Writes a member's balance, lots and holds as the journal says. Raises 23L17 when they cannot be derived. Changes no posting and no entry.
create function ledger_rebuild(of_shop integer, of_member uuid) returns void language plpgsql security definer
set search_path = public, pg_temp as $$
declare why text;
begin
  perform ledger_lock(of_shop, array[of_member]);
  why := ledger_not_derivable(of_shop, of_member);
  if why is not null then
    raise exception 'the books of member % cannot be derived from the journal: %', of_member, why using errcode = '23L17';
  end if;

  update lot l set entries = s.entries, issued = s.issued, pending = s.pending, available = s.available, held = s.held, debt = s.debt,
    redeemed = s.redeemed, expired = s.expired, reversed = s.reversed, open = s.pending > 0 or s.available > 0 or s.held > 0 or s.debt > 0
  from (
    select e.lot_no, max(e.lot_entry) as entries,
      -- What came in, from the programme or from another member, less what went to another.
      -sum(leg.gain) filter (where leg.account::text in ('issued', 'transferred')) as issued,
      coalesce(sum(leg.gain) filter (where leg.account = 'pending'), 0) as pending, coalesce(sum(leg.gain) filter (where leg.account = 'available'), 0) as available,
      coalesce(sum(leg.gain) filter (where leg.account = 'held'), 0) as held, coalesce(-sum(leg.gain) filter (where leg.account = 'debt'), 0) as debt,
      coalesce(sum(leg.gain) filter (where leg.account = 'redeemed'), 0) as redeemed, coalesce(sum(leg.gain) filter (where leg.account = 'expired'), 0) as expired,
      coalesce(sum(leg.gain) filter (where leg.account = 'reversed'), 0) as reversed
    from entry e cross join lateral (values (e.from_account, -e.points), (e.to_account, e.points)) leg (account, gain)
    where e.shop_id = of_shop and e.member_id = of_member group by e.lot_no
  ) s where l.shop_id = of_shop and l.member_id = of_member and l.no = s.lot_no;

  update lot l set vests_on = d.vests_on
  from (select distinct on (lot_no) lot_no, vests_on from lot_day where shop_id = of_shop and member_id = of_member order by lot_no, nr desc) d
  where l.shop_id = of_shop and l.member_id = of_member and l.no = d.lot_no and l.vests_on is distinct from d.vests_on;

  -- A hold that another member brought along is told by the postings of both; it stays as it is.
  update hold h set member_id = of_member, points = s.points, posting_no = s.posting_no, captured = s.captured, given_back = s.given_back,
    state = case when s.captures then 'captured' when s.releases then 'released' else 'open' end, closing_posting_no = s.closing_posting_no
  from (
    select p.hold_key, sum(p.points) filter (where p.kind = 'hold') as points, min(p.no) filter (where p.kind = 'hold') as posting_no,
      coalesce(sum(p.points) filter (where p.kind = 'capture'), 0) as captured, coalesce(sum(p.points) filter (where p.kind = 'give-back'), 0) as given_back,
      bool_or(p.kind = 'capture') as captures, bool_or(p.kind = 'release') as releases,
      min(p.no) filter (where p.kind in ('capture', 'release')) as closing_posting_no
    from posting p where p.shop_id = of_shop and p.member_id = of_member and p.hold_key is not null
    group by p.hold_key having bool_and(p.kind::text <> 'transfer') and bool_or(p.kind = 'hold')
  ) s where h.shop_id = of_shop and h.hold_key = s.hold_key;

  update balance b set pending = s.pending, available = s.available, held = s.held, debt = s.debt, last_posting_no = s.last_posting_no,
    last_seq = s.last_seq, next_due = s.next_due
  from (
    select coalesce(sum(l.pending), 0) as pending, coalesce(sum(l.available), 0) as available, coalesce(sum(l.held), 0) as held, coalesce(sum(l.debt), 0) as debt,
      min(least(case when l.pending > 0 then l.vests_on end, case when l.available > 0 then l.expires_on end)) as next_due,
      (select coalesce(max(no), 0) from posting where shop_id = of_shop and member_id = of_member) as last_posting_no,
      (select coalesce(max(seq), 0) from entry where shop_id = of_shop and member_id = of_member) as last_seq
    from lot l where l.shop_id = of_shop and l.member_id = of_member
  ) s where b.shop_id = of_shop and b.member_id = of_member;
end $$;

do $$
declare f regprocedure;
begin
  execute format('grant usage, create on schema %I to laurel_ledger', current_schema());
  foreach f in array array['ledger_not_derivable(integer, uuid)', 'ledger_rebuild(integer, uuid)']::regprocedure[] loop
    execute format('alter function %s owner to laurel_ledger', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to laurel_app', f);
  end loop;
  execute format('revoke create on schema %I from laurel_ledger', current_schema());
end $$;
