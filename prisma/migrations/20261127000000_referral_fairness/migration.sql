-- What makes referrals fair: the number of each friend, what speaks against one, whom staff block, and hashed traces that show it.

alter table referral_step
  -- Which of the advocate's friends this one is; null where the advocate is not thanked, because of the limit.
  add column nth integer check (nth >= 1),
  -- What spoke against it when it was judged.
  add column score integer check (score >= 0),
  add check (nth is null or state = 'qualified');

-- Who was thanked until now was counted in the order in which it was found out.
alter table referral_step disable trigger append_only;
update referral_step s set nth = n.nth from (
  select q.shop_id, q.referral_id, q.seq, row_number() over (partition by q.shop_id, coalesce(a.merged_into, a.id) order by q.at, q.referral_id) as nth
  from referral_step q join referral r on r.shop_id = q.shop_id and r.id = q.referral_id join member a on a.shop_id = r.shop_id and a.id = r.advocate_id
  where q.state = 'qualified'
) n where n.shop_id = s.shop_id and n.referral_id = s.referral_id and n.seq = s.seq;
alter table referral_step enable always trigger append_only;

/**
 * A referral goes forward, but staff may look again at what was refused, and what turns out to be doubtful before the return window is
 * over waits with its thanks taken back. Nobody is thanked without a posting; nothing that waits or is refused has thanks left. Each
 * time it qualifies has keys of its own: the first none, later ones their number.
 */
create or replace function referral_step_fits() returns trigger language plpgsql as $$
declare
  before text;
  rounds integer;
  about text := 'referral/' || new.referral_id;
begin
  select s.state into before from referral_step s
  where s.shop_id = new.shop_id and s.referral_id = new.referral_id and s.seq = new.seq - 1;
  if not (case coalesce(before, 'none')
    when 'none' then new.seq = 1 and new.state = 'claimed'
    when 'claimed' then new.state in ('held', 'qualified', 'refused')
    when 'held' then new.state in ('qualified', 'refused')
    when 'refused' then new.state = 'held'
    when 'qualified' then new.state in ('held', 'vested', 'reversed')
    when 'vested' then new.state = 'reversed'
    else false end)
  then
    raise exception 'referral % does not go from % to %', new.referral_id, before, new.state using errcode = '23L40';
  end if;
  select count(*) into rounds from referral_step s
  where s.shop_id = new.shop_id and s.referral_id = new.referral_id and s.state = 'qualified' and s.seq < new.seq;
  if new.state = 'qualified' and exists (
      select from (values ('friend', true), ('advocate', new.nth is not null)) side (name, thanked)
      where side.thanked <> exists (select from posting p where p.shop_id = new.shop_id and p.kind = 'issue'
        and p.key = about || '/' || side.name || case rounds when 0 then '' else '/' || rounds end))
    or new.state in ('claimed', 'held', 'refused') and exists (
      select from (values ('friend'), ('advocate')) side (name) cross join generate_series(0, rounds) round
      cross join lateral (select about || '/' || side.name || case round when 0 then '' else '/' || round end as key) k
      where exists (select from posting p where p.shop_id = new.shop_id and p.key = k.key)
        and not exists (select from posting p where p.shop_id = new.shop_id and p.key = k.key || '/back'))
  then
    raise exception 'thanks of referral % are not posted as it says', new.referral_id using errcode = '23L41';
  end if;
  return new;
end $$;

-- Members who bring nobody any more, and again: the last word counts.
create table referral_block (
  shop_id integer not null,
  member_id uuid not null,
  seq integer not null check (seq >= 1),
  blocked boolean not null,
  at timestamptz not null,
  by_staff text not null,
  note text not null check (length(btrim(note)) between 1 and 500),
  primary key (shop_id, member_id, seq),
  foreign key (shop_id, member_id) references member (shop_id, id),
  foreign key (shop_id, by_staff) references staff (shop_id, user_id)
);
create function referral_block_follows() returns trigger language plpgsql as $$
begin
  if new.blocked is not distinct from coalesce((select b.blocked from referral_block b
      where b.shop_id = new.shop_id and b.member_id = new.member_id and b.seq = new.seq - 1), false)
    or new.seq > 1 and not exists (select from referral_block b where b.shop_id = new.shop_id and b.member_id = new.member_id and b.seq = new.seq - 1)
  then
    raise exception 'a block of % does not follow the last', new.member_id using errcode = '23L42';
  end if;
  return new;
end $$;
create trigger follows before insert on referral_block for each row execute function referral_block_follows();
alter table referral_block enable always trigger follows;

-- How often a member's link was opened on a shop-local day.
create table referral_visit (
  shop_id integer not null,
  member_id uuid not null,
  day date not null,
  visits integer not null check (visits >= 1),
  primary key (shop_id, member_id, day),
  foreign key (shop_id, member_id) references member (shop_id, id)
);

-- Somebody came by a code and left an address, to be known by it on whatever device they buy. The first code counts.
create table referral_promise (
  shop_id integer not null references shop,
  email_hash text not null check (email_hash ~ '^[0-9a-f]{64}$'),
  code text not null,
  at timestamptz not null,
  primary key (shop_id, email_hash),
  foreign key (shop_id, code) references referral_code (shop_id, code)
);

-- Traces of an order are kept as hashes under salts that change: equal traces can be found, nobody can be read out of them.
create table trace_salt (
  shop_id integer not null references shop,
  no integer not null check (no >= 1),
  made_at timestamptz not null,
  sealed text not null,
  primary key (shop_id, no)
);
create table order_trace (
  shop_id integer not null,
  order_id text not null,
  kind text not null,
  salt_no integer not null,
  hash bytea not null check (length(hash) = 16),
  kept_at timestamptz not null,
  primary key (shop_id, order_id, kind, salt_no),
  foreign key (shop_id, salt_no) references trace_salt (shop_id, no)
);
create index order_trace_same on order_trace (shop_id, kind, salt_no, hash);
create index order_trace_old on order_trace (shop_id, kept_at);

-- From which score a referral waits for staff, and from which it is refused.
alter table shop_settings
  add column referral_hold integer not null default 60 check (referral_hold between 1 and 1000),
  add column referral_refuse integer not null default 120 check (referral_refuse between 1 and 1000),
  add check (referral_hold <= referral_refuse);

create trigger append_only before update or delete on referral_block for each row execute function refuse_change();
create trigger append_only_whole before truncate on referral_block for each statement execute function refuse_change();
alter table referral_block enable always trigger append_only;
alter table referral_block enable always trigger append_only_whole;

do $$
declare t text;
begin
  foreach t in array array['referral_block', 'referral_visit', 'referral_promise', 'trace_salt', 'order_trace'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
    execute format('grant select, insert on %I to laurel_app', t);
  end loop;
end $$;
grant update on referral_visit to laurel_app;
grant update (referral_hold, referral_refuse) on shop_settings to laurel_app;
grant delete on referral_promise, trace_salt, order_trace to laurel_app;
