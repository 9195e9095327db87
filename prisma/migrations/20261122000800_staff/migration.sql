-- Who of the merchant's staff may do what, and what needs a second person.

create table staff (
  shop_id integer not null references shop,
  user_id text not null check (user_id ~ '^[0-9]{1,20}$'),
  -- As Shopify calls them; null: it was not told.
  name text check (length(name) between 1 and 200),
  role text not null check (role in ('owner', 'manager', 'support', 'viewer')),
  since timestamptz not null,
  -- The owner who gave the role; null: it came with the first visit.
  given_by text,
  primary key (shop_id, user_id),
  foreign key (shop_id, given_by) references staff (shop_id, user_id)
);

-- Where there are staff there is an owner. The lock has two owners who step back at the same moment do so one after the other.
create function staff_has_owner() returns trigger language plpgsql as $$
declare of_shop integer := coalesce(new.shop_id, old.shop_id);
begin
  perform from shop where id = of_shop for no key update;
  if exists (select from staff where shop_id = of_shop) and not exists (select from staff where shop_id = of_shop and role = 'owner') then
    raise exception 'shop % would have no owner', of_shop using errcode = '23L20';
  end if;
  return null;
end $$;
create trigger has_owner after insert or update or delete on staff for each row execute function staff_has_owner();
alter table staff enable always trigger has_owner;

-- The first who comes is the owner, whoever comes later begins with the shop's default; only an owner gives another role.
create function staff_role_follows() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform from shop where id = new.shop_id for no key update;
    if new.given_by is not null or new.role <> (case when not exists (select from staff where shop_id = new.shop_id) then 'owner'
        else coalesce((select default_role from shop_settings where shop_id = new.shop_id), 'viewer') end) then
      raise exception 'role % is not what a newcomer begins with', new.role using errcode = '23L21';
    end if;
    return new;
  end if;
  if (new.shop_id, new.user_id) is distinct from (old.shop_id, old.user_id) then
    raise exception 'a staff member stays who they are' using errcode = '23L21';
  end if;
  if new.role <> old.role
    and not exists (select from staff where shop_id = new.shop_id and user_id = new.given_by and role = 'owner') then
    raise exception 'only an owner gives a role' using errcode = '23L21';
  end if;
  return new;
end $$;
create trigger role_follows before insert or update on staff for each row execute function staff_role_follows();
alter table staff enable always trigger role_follows;

-- One row per shop that changed anything; whoever changes it says which revision they saw.
create table shop_settings (
  shop_id integer primary key references shop,
  revision integer not null check (revision >= 1),
  -- More than this at once, or within 24 hours by one staff member for one member, needs a second person.
  adjustment_limit_points bigint not null check (adjustment_limit_points between 0 and 1000000000),
  -- What a staff member may do who opens the app for the first time.
  default_role text not null check (default_role in ('manager', 'support', 'viewer')),
  changed_at timestamptz not null,
  changed_by text not null,
  foreign key (shop_id, changed_by) references staff (shop_id, user_id)
);
create function settings_revision_follows() returns trigger language plpgsql as $$
begin
  if new.revision <> (case when tg_op = 'INSERT' then 1 else old.revision + 1 end) then
    raise exception 'revision % of the settings does not follow', new.revision using errcode = '23L22';
  end if;
  if not exists (select from staff where shop_id = new.shop_id and user_id = new.changed_by and role = 'owner') then
    raise exception 'only an owner changes the settings' using errcode = '23L22';
  end if;
  return new;
end $$;
create trigger revision_follows before insert or update on shop_settings for each row execute function settings_revision_follows();
alter table shop_settings enable always trigger revision_follows;

-- An adjustment that waits for a second person.
create table approval (
  shop_id integer not null references shop,
  id uuid not null,
  member_id uuid not null,
  way text not null check (way in ('give', 'take')),
  points bigint not null check (points between 1 and 1000000000),
  reason text not null check (length(reason) between 3 and 300),
  -- The client's name for the adjustment: the posting will have it too.
  attempt text not null check (length(attempt) between 8 and 100),
  -- Why it waits: the limit as it was, and what the same person had moved for this member within 24 hours before.
  limit_points bigint not null check (limit_points >= 0),
  before_points bigint not null check (before_points >= 0),
  requested_by text not null,
  requested_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > requested_at),
  -- Past `expires_at` a pending one can't be decided any more.
  state text not null default 'pending' check (state in ('pending', 'approved', 'declined', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  note text check (length(note) between 3 and 300),
  posting_no integer,
  primary key (shop_id, id),
  unique (shop_id, member_id, attempt),
  foreign key (shop_id, member_id) references member (shop_id, id),
  foreign key (shop_id, requested_by) references staff (shop_id, user_id),
  foreign key (shop_id, decided_by) references staff (shop_id, user_id),
  check (points + before_points > limit_points),
  check ((state = 'pending') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
  -- Two persons; only the one who asked takes it back.
  check (state not in ('approved', 'declined') or decided_by <> requested_by),
  check (state <> 'withdrawn' or decided_by = requested_by),
  check (decided_at < expires_at),
  check ((state = 'approved') = (posting_no is not null)),
  check (state <> 'declined' or note is not null)
);
create index approval_by_time on approval (shop_id, requested_at, id);
create index approval_pending on approval (shop_id, expires_at) where state = 'pending';
create index approval_pending_of_member on approval (shop_id, member_id) where state = 'pending';

create function approval_follows() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'pending' then raise exception 'an approval begins pending' using errcode = '23L23'; end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.state <> 'pending' then raise exception 'a decided approval stays' using errcode = '23L23'; end if;
  if (new.shop_id, new.id, new.member_id, new.way, new.points, new.reason, new.attempt, new.limit_points, new.before_points, new.requested_by,
      new.requested_at, new.expires_at) is distinct from (old.shop_id, old.id, old.member_id, old.way, old.points, old.reason, old.attempt,
      old.limit_points, old.before_points, old.requested_by, old.requested_at, old.expires_at) then
    raise exception 'what was asked for stays' using errcode = '23L23';
  end if;
  if new.state in ('approved', 'declined')
    and not exists (select from staff where shop_id = new.shop_id and user_id = new.decided_by and role in ('owner', 'manager')) then
    raise exception 'staff member % may not decide', new.decided_by using errcode = '23L23';
  end if;
  if new.state = 'approved' and not exists (
    select from posting where shop_id = new.shop_id and member_id = new.member_id and no = new.posting_no
      and key = 'adjustment/' || new.member_id || '/' || new.attempt and points = new.points) then
    raise exception 'what is approved is posted' using errcode = '23L23';
  end if;
  return new;
end $$;
create trigger follows before insert or update or delete on approval for each row execute function approval_follows();
alter table approval enable always trigger follows;

do $$
declare t text;
begin
  foreach t in array array['staff', 'shop_settings', 'approval'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
  end loop;
end $$;
grant select, insert on staff, shop_settings, approval to laurel_app;
grant update (name, role, since, given_by) on staff to laurel_app;
grant update (revision, adjustment_limit_points, default_role, changed_at, changed_by) on shop_settings to laurel_app;
grant update (state, decided_by, decided_at, note, posting_no) on approval to laurel_app;
