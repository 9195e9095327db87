-- What members do beside buying: each time one was paid for an action, their birthdays, and the keys by which a shop's other apps report.

create table action_done (
  shop_id integer not null,
  member_id uuid not null,
  action_id text not null check (action_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  -- The day, month or year of the shop in which it counts, or 'ever'; and the how manieth of the member in it.
  period text not null check (period ~ '^(ever|\d{4}(-\d{2}){0,2})$'),
  n integer not null check (n between 1 and 10000),
  -- Names what happened, so that hearing of it twice is once.
  event text not null check (length(event) between 1 and 200),
  at timestamptz not null,
  points integer not null check (points > 0),
  program_version integer not null,
  primary key (shop_id, member_id, action_id, period, n),
  unique (shop_id, event, action_id),
  foreign key (shop_id, member_id) references member (shop_id, id),
  foreign key (shop_id, program_version) references program_version (shop_id, version)
);
-- An event that another app reports is one act of one member.
create unique index action_by_reported_event on action_done (shop_id, event) where event like 'api/%';
create trigger append_only before update or delete on action_done for each row execute function refuse_change();
create trigger append_only_whole before truncate on action_done for each statement execute function refuse_change();

-- An action is done as often as its version promises, in a period of the shop's own calendar, for the points it promises, and these are posted.
create function action_fits() returns trigger language plpgsql as $$
declare
  promised jsonb;
  tiers jsonb;
  per text;
  times integer;
  local timestamp;
  period_now text;
begin
  select a, v.definition -> 'tiers', new.at at time zone s.time_zone into promised, tiers, local
  from program_version v join shop s on s.id = v.shop_id cross join lateral jsonb_array_elements(v.definition -> 'actions') a
  where v.shop_id = new.shop_id and v.version = new.program_version and a ->> 'id' = new.action_id;
  if promised is null then
    raise exception 'version % promises nothing for action %', new.program_version, new.action_id using errcode = '23L30';
  end if;
  per := promised #>> '{limit,per}';
  times := (promised #>> '{limit,times}')::integer;
  -- Whoever joins, joins once; a birthday comes once a year.
  if promised ->> 'kind' = 'sign-up' then per := 'ever'; times := 1;
  elsif promised ->> 'kind' = 'birthday' then per := case per when 'ever' then 'ever' else 'year' end; times := 1;
  end if;
  period_now := case per when 'day' then to_char(local, 'YYYY-MM-DD') when 'month' then to_char(local, 'YYYY-MM') when 'year' then to_char(local, 'YYYY') else per end;
  if new.period <> period_now or new.n > times then
    raise exception 'action % of member % is not within its limit', new.action_id, new.member_id using errcode = '23L31';
  end if;
  if new.points <> (promised ->> 'points')::integer and not (promised ->> 'kind' = 'birthday' and exists (
      select from jsonb_array_elements(tiers) t where (t ->> 'birthdayPoints')::integer = new.points)) then
    raise exception 'action % does not bring % points', new.action_id, new.points using errcode = '23L32';
  end if;
  perform from posting p where p.shop_id = new.shop_id and p.key = 'action/' || new.action_id || '/' || new.event
    and p.member_id = new.member_id and p.kind = 'issue' and p.points = new.points;
  if not found then
    raise exception 'points of action % were not posted', new.action_id using errcode = '23L33';
  end if;
  return new;
end $$;
create trigger fits before insert on action_done for each row execute function action_fits();
alter table action_done enable always trigger fits;
alter table action_done enable always trigger append_only;
alter table action_done enable always trigger append_only_whole;

create table birthday (
  shop_id integer not null,
  member_id uuid not null,
  month integer not null check (month between 1 and 12),
  day integer not null check (day between 1 and case when month = 2 then 29 when month in (4, 6, 9, 11) then 30 else 31 end),
  -- Who tells it after the day waits for the next one.
  given_at timestamptz not null,
  primary key (shop_id, member_id),
  foreign key (shop_id, member_id) references member (shop_id, id)
);
create index birthday_by_day on birthday (shop_id, month, day);

-- A birthday changes once in each year of the shop, and on the day it was told, for a slip.
create function birthday_changes_once() returns trigger language plpgsql as $$
declare
  zone text := (select time_zone from shop where id = new.shop_id);
  told timestamp := old.given_at at time zone zone;
  now_told timestamp := new.given_at at time zone zone;
begin
  if (new.month, new.day) <> (old.month, old.day) and told::date <> now_told::date
    and date_trunc('year', told) >= date_trunc('year', now_told)
  then
    raise exception 'the birthday of member % was told this year', new.member_id using errcode = '23L34';
  end if;
  return new;
end $$;
create trigger changes_once before update on birthday for each row execute function birthday_changes_once();
alter table birthday enable always trigger changes_once;

create table api_key (
  shop_id integer not null references shop,
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  -- Of the key only its hash is kept.
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, hash)
);

do $$
declare t text;
begin
  foreach t in array array['action_done', 'birthday', 'api_key'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
  end loop;
end $$;
grant select, insert on action_done to laurel_app;
grant select, insert, update, delete on birthday to laurel_app;
grant select, insert, update on api_key to laurel_app;
