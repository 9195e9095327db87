-- What members are to be told: put on the list once for each occasion, sent from it, or skipped when it has become untrue meanwhile.

create table notice (
  shop_id integer not null,
  id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('points-expire')),
  -- Names the occasion, of which a member is told once. Of points that expire: their day, and how many days before.
  occasion text not null check (length(occasion) between 1 and 100),
  -- The shop-local day it is about; from then on it is too late to tell.
  day date not null,
  -- What was to be told when it was put on the list.
  payload jsonb not null,
  -- null: the shop's own language.
  locale text check (length(locale) between 2 and 10),
  state text not null default 'queued' check (state in ('queued', 'sent', 'skipped')),
  queued_at timestamptz not null,
  closed_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, member_id, kind, occasion),
  foreign key (shop_id, member_id) references member (shop_id, id),
  check ((state = 'queued') = (closed_at is null))
);
create index notice_queued on notice (shop_id, member_id) where state = 'queued';

-- The newest night for which a shop's members were looked through.
create table notice_night (
  shop_id integer primary key references shop,
  night date not null
);

-- A notice closes once; what it says never changes.
create function notice_closes() returns trigger language plpgsql as $$
begin
  if old.state <> 'queued' or new.state = 'queued'
    or (new.shop_id, new.id, new.member_id, new.kind, new.occasion, new.day, new.payload, new.queued_at)
      is distinct from (old.shop_id, old.id, old.member_id, old.kind, old.occasion, old.day, old.payload, old.queued_at)
    or new.locale is distinct from old.locale
  then
    raise exception 'notice % closes once, and says what it said', old.id using errcode = '23L19';
  end if;
  return new;
end $$;
create trigger closes before update on notice for each row execute function notice_closes();
create trigger never_deleted before delete on notice for each row execute function refuse_change();
create trigger never_emptied before truncate on notice for each statement execute function refuse_change();

do $$
declare t text;
begin
  foreach t in array array['notice', 'notice_night'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
    execute format('grant select, insert on %I to laurel_app', t);
  end loop;
end $$;
grant update (state, closed_at) on notice to laurel_app;
grant update (night) on notice_night to laurel_app;
