-- Drafts of the programme, what they were tried on, versions that begin later, and how far members are judged by a version.

alter table program_version
  add column note text check (length(note) between 3 and 300),
  -- Members who would drop by this version keep their tier until this day of the shop.
  add column keep_until date,
  -- It was published to begin on a later day; until then a newer one can take its place.
  add column scheduled boolean not null default false,
  -- The simulation that was looked at; each is published once.
  add column simulation_id uuid;
create unique index program_version_simulated on program_version (shop_id, simulation_id) where simulation_id is not null;

-- At most one of each shop. Without a definition there is none; the row stays, so that revisions never repeat.
create table program_draft (
  shop_id integer primary key references shop,
  definition jsonb check (jsonb_typeof(definition) = 'object'),
  based_on_version integer not null,
  revision integer not null check (revision >= 1),
  hash text,
  saved_at timestamptz not null,
  saved_by text not null,
  foreign key (shop_id, based_on_version) references program_version (shop_id, version),
  check ((definition is null) = (hash is null))
);

-- A document tried on the past. The newest of each shop are kept, and those that were published.
create table program_simulation (
  shop_id integer not null references shop,
  id uuid not null,
  definition jsonb not null,
  hash text not null,
  -- The newest version when it began.
  based_on_version integer not null,
  months integer not null check (months between 1 and 36),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  done integer not null default 0 check (done >= 0),
  total integer not null default 0 check (total >= 0),
  result jsonb,
  problem text,
  at timestamptz not null,
  by text not null,
  -- By the machine's clock: one that runs and was not touched for a while has lost its worker.
  touched_at timestamptz not null,
  primary key (shop_id, id),
  foreign key (shop_id, based_on_version) references program_version (shop_id, version),
  check ((state = 'done') = (result is not null)),
  check ((state = 'failed') = (problem is not null))
);
create index program_simulation_by_time on program_simulation (shop_id, at);
create index program_simulation_open on program_simulation (shop_id, touched_at) where state in ('waiting', 'running');

-- Judging everybody by a version, member by member.
create table restand_run (
  shop_id integer not null,
  version integer not null,
  members integer not null check (members >= 0),
  done integer not null default 0 check (done >= 0),
  -- All up to this one are judged.
  after_member uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- By the machine's clock, as for simulations.
  touched_at timestamptz not null,
  primary key (shop_id, version),
  foreign key (shop_id, version) references program_version (shop_id, version)
);

-- A version that names a simulation is the very document that was tried, against the version right before it; and none begins before
-- one that ever was in force, or what was granted by that one would look wrong.
create function program_version_follows() returns trigger language plpgsql as $$
begin
  if new.simulation_id is not null and not exists (
    select from program_simulation s where s.shop_id = new.shop_id and s.id = new.simulation_id and s.state = 'done'
      and s.definition = new.definition and s.based_on_version = new.version - 1) then
    raise exception 'version % was not tried as it is published', new.version using errcode = '23L21';
  end if;
  if exists (select from program_version v where v.shop_id = new.shop_id and not v.scheduled and v.version < new.version and v.starts_at >= new.starts_at) then
    raise exception 'version % would begin before one that was in force', new.version using errcode = '23L22';
  end if;
  return new;
end $$;
create trigger follows before insert on program_version for each row execute function program_version_follows();

do $$
declare t text;
begin
  foreach t in array array['program_draft', 'program_simulation', 'restand_run'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own_shop on %I for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id())', t);
  end loop;
end $$;
grant select, insert, update on program_draft, restand_run to laurel_app;
grant select, insert, update, delete on program_simulation to laurel_app;
