-- Members bring friends: each member's code, who was brought by whom, and each step of it.

create table referral_code (
  shop_id integer not null,
  member_id uuid not null,
  code text not null check (code ~ '^[A-Z2-9]{8}$'),
  created_at timestamptz not null,
  primary key (shop_id, member_id),
  unique (shop_id, code),
  foreign key (shop_id, member_id) references member (shop_id, id)
);

create table referral (
  shop_id integer not null,
  id uuid not null,
  advocate_id uuid not null,
  -- Everybody is brought once.
  friend_id uuid not null,
  claimed_at timestamptz not null,
  -- The promise it was claimed under.
  program_version integer not null,
  primary key (shop_id, id),
  unique (shop_id, friend_id),
  foreign key (shop_id, advocate_id) references member (shop_id, id),
  foreign key (shop_id, friend_id) references member (shop_id, id),
  foreign key (shop_id, program_version) references program_version (shop_id, version),
  check (advocate_id <> friend_id)
);
create index referral_by_advocate on referral (shop_id, advocate_id);

create table referral_step (
  shop_id integer not null,
  referral_id uuid not null,
  seq integer not null check (seq >= 1),
  state text not null check (state in ('claimed', 'held', 'qualified', 'vested', 'refused', 'reversed')),
  -- When it was found out.
  at timestamptz not null,
  -- Why, as data; words are made when it is read.
  reasons jsonb not null,
  -- The friend's first order; null before there is one.
  order_id text,
  -- The shop-local day on which the thanks are theirs; of a qualified one.
  vests_on date,
  primary key (shop_id, referral_id, seq),
  foreign key (shop_id, referral_id) references referral (shop_id, id),
  check ((state = 'qualified') = (vests_on is not null))
);

-- A referral goes forward only, and nobody is thanked without a posting, nor refused or claimed with one.
create function referral_step_fits() returns trigger language plpgsql as $$
declare
  before text;
begin
  select s.state into before from referral_step s
  where s.shop_id = new.shop_id and s.referral_id = new.referral_id and s.seq = new.seq - 1;
  if not (case coalesce(before, 'none')
    when 'none' then new.seq = 1 and new.state = 'claimed'
    when 'claimed' then new.state in ('held', 'qualified', 'refused')
    when 'held' then new.state in ('qualified', 'refused')
    when 'qualified' then new.state in ('vested', 'reversed')
    when 'vested' then new.state = 'reversed'
    else false end)
  then
    raise exception 'referral % does not go from % to %', new.referral_id, before, new.state using errcode = '23L40';
  end if;
  if new.state = 'qualified' and (select count(*) from posting p where p.shop_id = new.shop_id and p.kind = 'issue'
      and p.key in ('referral/' || new.referral_id || '/friend', 'referral/' || new.referral_id || '/advocate')) <> 2
    or new.state = 'refused' and exists (select from posting p where p.shop_id = new.shop_id
      and p.key in ('referral/' || new.referral_id || '/friend', 'referral/' || new.referral_id || '/advocate'))
  then
    raise exception 'thanks of referral % are not posted as it says', new.referral_id using errcode = '23L41';
  end if;
  return new;
end $$;
create trigger fits before insert on referral_step for each row execute function referral_step_fits();
alter table referral_step enable always trigger fits;

do $$
declare t text;
begin
  foreach t in array array['referral_code', 'referral', 'referral_step'] loop
    execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on %I for each statement execute function refuse_change()', t);
    execute format('alter table %I enable always trigger append_only', t);
    execute format('alter table %I enable always trigger append_only_whole', t);
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
    execute format('grant select, insert on %I to laurel_app', t);
  end loop;
end $$;
