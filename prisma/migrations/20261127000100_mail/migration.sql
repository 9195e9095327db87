-- E-mails on their way: put here with what they tell of, sent outside any transaction, and then closed for good.

create table mail (
  shop_id integer not null,
  id uuid not null,
  -- Names what happened: of each, one mail is written.
  key text not null check (length(key) between 1 and 200),
  -- Keyed, since an address could be guessed from a plain one.
  input_hash text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  member_id uuid not null,
  template text not null check (template in ('referral-invitation', 'points-expire', 'referral-thanks')),
  locale text not null check (locale in ('en', 'de', 'fr', 'es', 'ja', 'th', 'zh-TW')),
  -- Sealed, and only for as long as the mail is on its way.
  recipient text check (length(recipient) between 40 and 1000),
  -- What it tells. Never a name or an address of a person.
  params jsonb not null check (jsonb_typeof(params) = 'object'),
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed', 'dropped')),
  -- Why it failed or was dropped; of others null.
  reason text check (length(reason) between 1 and 100),
  attempts integer not null default 0 check (attempts >= 0),
  queued_at timestamptz not null,
  -- From then on it is too late to tell; null: never.
  useless_from timestamptz,
  closed_at timestamptz,
  primary key (shop_id, id),
  unique (shop_id, key),
  foreign key (shop_id, member_id) references member (shop_id, id),
  check ((state = 'queued') = (closed_at is null)),
  check ((state = 'queued') = (recipient is not null)),
  check ((state in ('failed', 'dropped')) = (reason is not null)),
  check (state <> 'sent' or attempts > 0)
);
create index mail_of_member on mail (shop_id, member_id, template, queued_at);

-- A mail begins on its way, is tried more and more often, closes once and never changes what it tells.
create function mail_fits() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'queued' or new.attempts <> 0 then
      raise exception 'mail % begins queued and untried', new.id using errcode = '23L50';
    end if;
    return new;
  end if;
  if old.state <> 'queued' or new.attempts < old.attempts
    or (new.shop_id, new.id, new.key, new.input_hash, new.member_id, new.template, new.locale, new.params, new.queued_at)
      is distinct from (old.shop_id, old.id, old.key, old.input_hash, old.member_id, old.template, old.locale, old.params, old.queued_at)
    or new.useless_from is distinct from old.useless_from
    or (new.state = 'queued' and new.recipient is distinct from old.recipient)
  then
    raise exception 'mail % closes once, and tells what it told', old.id using errcode = '23L51';
  end if;
  return new;
end $$;
create trigger fits before insert or update on mail for each row execute function mail_fits();
create trigger never_deleted before delete on mail for each row execute function refuse_change();
create trigger never_emptied before truncate on mail for each statement execute function refuse_change();
alter table mail enable always trigger fits;
alter table mail enable always trigger never_deleted;
alter table mail enable always trigger never_emptied;

alter table mail enable row level security;
create policy own_shop on mail for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id());
grant select, insert on mail to laurel_app;
grant update (state, reason, attempts, recipient, closed_at) on mail to laurel_app;
