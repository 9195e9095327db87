-- The shop id leads every key, so that no query can cross shops and the tables can be spread by shop.
-- laurel_app is what the server runs as: no superuser, no owner, row-level security applies to it.

do $$
begin
  if not exists (select from pg_roles where rolname = 'laurel_app') then
    create role laurel_app nologin;
  end if;
  execute format('grant laurel_app to %I', current_user);
  execute format('grant usage on schema %I to laurel_app', current_schema());
end $$;

-- The shop a transaction works for; null (and so no rows) when nobody said.
create function current_shop_id() returns integer
  language sql stable parallel safe
  return nullif(current_setting('laurel.shop_id', true), '')::integer;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = '23L01';
end $$;

create table shop (
  id integer primary key check (id > 0),
  domain text not null unique check (domain ~ '^[a-z0-9][a-z0-9-]*\.myshopify\.com$'),
  name text not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  time_zone text not null,
  access_token_encrypted text,
  scope text not null default '',
  installed_at timestamptz not null,
  uninstalled_at timestamptz
);

create table program_version (
  shop_id integer not null references shop,
  version integer not null check (version >= 1),
  definition jsonb not null,
  published_at timestamptz not null,
  published_by text not null,
  starts_at timestamptz not null,
  primary key (shop_id, version)
);
create trigger append_only before update or delete on program_version for each row execute function refuse_change();

create table member (
  shop_id integer not null references shop,
  id uuid not null,
  customer_id text not null check (customer_id ~ '^[0-9]{1,20}$'),
  name text,
  enrolled_at timestamptz not null,
  -- A cache of the newest standing, for lists.
  tier_id text not null,
  standing_seq integer not null default 0,
  -- A cache of the activity inside the window at `judged_at`.
  window_spend_minor bigint not null default 0,
  judged_at timestamptz not null,
  last_order_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, customer_id)
);
create index member_by_tier on member (shop_id, tier_id, id);

create table standing (
  shop_id integer not null,
  member_id uuid not null,
  seq integer not null check (seq >= 1),
  tier_id text not null,
  since timestamptz not null,
  -- Why, as data: what had us judge, what counted, and what holds the tier. Sentences are made when somebody reads.
  because jsonb not null check (jsonb_typeof(because) = 'object'),
  program_version integer not null,
  primary key (shop_id, member_id, seq),
  foreign key (shop_id, member_id) references member (shop_id, id),
  foreign key (shop_id, program_version) references program_version (shop_id, version)
);
create trigger append_only before update or delete on standing for each row execute function refuse_change();

create table shop_order (
  shop_id integer not null,
  order_id text not null check (order_id <> ''),
  name text not null,
  updated_at timestamptz not null,
  processed_at timestamptz not null,
  facts jsonb not null,
  -- null: a guest's order, kept until its e-mail is claimed.
  member_id uuid,
  -- HMAC of the lower-case e-mail; only for orders without a customer.
  email_hash text,
  -- The promise the order was granted under; set at the first settlement and never changed.
  program_version integer,
  tier_id text,
  points_per_major_unit integer,
  -- What is posted for this order, after clawbacks.
  posted_points bigint not null default 0 check (posted_points >= 0),
  spend_minor bigint not null default 0 check (spend_minor >= 0),
  settled_at timestamptz,
  imported boolean not null default false,
  primary key (shop_id, order_id),
  check ((program_version is null) = (tier_id is null) and (tier_id is null) = (points_per_major_unit is null))
);
-- Every order has its shop, its member and its programme version. As foreign keys they are asked row by row by the planner's long way,
-- a third of what it costs to bring a history over; here once a statement, each by its key and once for all orders that share it.
-- Other foreign keys keep what is looked for.
create function order_belongs() returns trigger language plpgsql as $$
declare orphan text;
begin
  select f.order_id into orphan
  from (select shop_id, member_id, program_version, min(order_id) as order_id from fresh group by 1, 2, 3) f
  where (select true from shop s where s.id = f.shop_id) is null
    or f.member_id is not null and (select true from member m where m.shop_id = f.shop_id and m.id = f.member_id) is null
    or f.program_version is not null and (select true from program_version v where v.shop_id = f.shop_id and v.version = f.program_version) is null
  limit 1;
  if orphan is not null then
    raise exception 'order % lacks its shop, its member or its programme version', orphan using errcode = '23503';
  end if;
  return null;
end $$;
create trigger belongs_inserted after insert on shop_order referencing new table as fresh for each statement execute function order_belongs();
create trigger belongs_updated after update on shop_order referencing new table as fresh for each statement execute function order_belongs();

create index shop_order_by_member on shop_order (shop_id, member_id, processed_at) where member_id is not null;
create index shop_order_by_email on shop_order (shop_id, email_hash) where member_id is null and email_hash is not null;

create table redemption (
  shop_id integer not null references shop,
  id uuid not null,
  member_id uuid not null,
  attempt text not null check (length(attempt) between 8 and 100),
  input_hash text not null,
  reward_id text not null,
  -- The reward as it was promised, so that a later change of the programme changes nothing.
  reward jsonb not null,
  program_version integer not null,
  -- How it reaches the member: by a code, at once (gift card, store credit, early access), or by the hand of staff.
  way text not null default 'code' check (way in ('code', 'at-once', 'by-hand')),
  -- What was worked out for the cart and chosen by the member when it was started.
  terms jsonb not null default '{}',
  points bigint not null check (points > 0),
  state text not null check (state in ('held', 'issued', 'releasing', 'released', 'captured')),
  code text not null,
  discount_gid text,
  created_at timestamptz not null,
  hold_until timestamptz not null,
  -- While a page keeps it: when it is taken back unless the page says again that it is open.
  lease_until timestamptz,
  closed_at timestamptz,
  order_id text,
  -- When the first try to deliver it began; after that Shopify may have acted without our knowing.
  tried_at timestamptz,
  -- What Shopify calls what was delivered: the gift card, the store credit's transaction.
  delivery_ref text,
  -- Early access: when its tag is to be taken off, and when it was.
  access_until timestamptz,
  access_ended_at timestamptz,
  -- The staff member who handed it over, and what they typed; for staff only.
  handed_by text,
  hand_note text,
  -- What the goods of its order came to when it was captured, and the points given back for refunds of them.
  paid_minor bigint check (paid_minor >= 0),
  given_back_points bigint not null default 0 check (given_back_points >= 0),
  -- Why it was released: undone, refused, expired, staff.
  release_reason text,
  -- The staff member who took it back, and what they typed; for staff only.
  released_by text,
  release_note text,
  -- Points of a code that was used after its release and could not be captured any more; shown to staff.
  shortfall_points bigint not null default 0 check (shortfall_points >= 0),
  primary key (shop_id, id),
  unique (shop_id, member_id, attempt),
  unique (shop_id, code),
  foreign key (shop_id, member_id) references member (shop_id, id),
  foreign key (shop_id, program_version) references program_version (shop_id, version),
  check ((state in ('released', 'captured')) = (closed_at is not null)),
  unique (shop_id, delivery_ref),
  check (state <> 'captured' or way <> 'code' or order_id is not null),
  check (way = 'code' or order_id is null),
  check (way = 'code' or lease_until is null),
  check (given_back_points <= points - shortfall_points),
  check ((handed_by is null) = (hand_note is null) and (handed_by is null or (way = 'by-hand' and state = 'captured'))),
  check ((released_by is null) = (release_note is null) and (released_by is null or release_reason = 'staff'))
);
create index redemption_open on redemption (shop_id, hold_until) where state in ('held', 'issued', 'releasing');
create index redemption_by_member on redemption (shop_id, member_id, created_at);
create index redemption_access on redemption (shop_id, access_until) where access_until is not null and access_ended_at is null;

-- How often a reward of which there are only so many is taken; rewards without such a limit have no row, and nobody waits for one.
create table reward_count (
  shop_id integer not null references shop,
  reward_id text not null,
  taken bigint not null check (taken >= 0),
  primary key (shop_id, reward_id)
);

-- A redemption counts until its points are back, and again if its code is used after that.
create function reward_counts() returns trigger language plpgsql as $$
declare
  before integer := case when tg_op = 'INSERT' or old.state = 'released' then 0 else 1 end;
  now_counts integer := case when new.state = 'released' then 0 else 1 end;
begin
  if before <> now_counts then
    update reward_count set taken = taken + now_counts - before where shop_id = new.shop_id and reward_id = new.reward_id;
  end if;
  return null;
end $$;
create trigger reward_counts after insert or update of state on redemption for each row execute function reward_counts();

create table webhook (
  shop_id integer not null references shop,
  topic text not null,
  webhook_id text not null,
  body bytea not null,
  received_at timestamptz not null,
  triggered_at timestamptz,
  state text not null default 'received' check (state in ('received', 'done', 'failed')),
  attempts integer not null default 0,
  problem text,
  due_at timestamptz not null,
  done_at timestamptz,
  primary key (shop_id, topic, webhook_id)
);
create index webhook_due on webhook (shop_id, due_at) where state = 'received';
create index webhook_failed on webhook (shop_id, received_at) where state = 'failed';

create table audit_entry (
  shop_id integer not null references shop,
  id uuid not null,
  at timestamptz not null,
  actor jsonb not null,
  -- Room and verb; the list of them is in server/audit/actions.ts.
  action text not null check (action ~ '^[a-z]+\.[a-z-]+$'),
  subject text not null,
  details jsonb not null default '{}',
  primary key (shop_id, id)
);
create index audit_by_time on audit_entry (shop_id, at, id);
create trigger append_only before update or delete on audit_entry for each row execute function refuse_change();

-- Row-level security: a query that forgets its shop finds nothing, one that names another shop is refused.
do $$
declare t text;
begin
  foreach t in array array['program_version', 'member', 'standing', 'shop_order', 'redemption', 'reward_count', 'webhook', 'audit_entry'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
  end loop;
end $$;

grant select, insert, update on shop, member, shop_order, redemption, reward_count, webhook to laurel_app;
grant select, insert on program_version, standing, audit_entry to laurel_app;
-- The directory of shops is read before a shop is known; its other columns are written by install and uninstall only.
