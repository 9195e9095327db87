-- What was said about a member's tier: pinned by staff, kept when new rules would have taken it, invited to a tier by invitation.
create table tier_keep (
  shop_id integer not null,
  member_id uuid not null,
  no integer not null,
  kind text not null check (kind in ('pinned', 'kept', 'invited')),
  tier_id text not null check (tier_id <> ''),
  -- The last shop-local day on which it holds; null: until it is ended.
  until date check (until is not null or kind <> 'kept'),
  since timestamptz not null,
  -- A staff member's id, or the version of the programme that was published so.
  said_by text not null check (said_by <> ''),
  reason text not null check (length(reason) between 3 and 300),
  ended_at timestamptz,
  ended_by text check (ended_by <> ''),
  primary key (shop_id, member_id, no),
  foreign key (shop_id, member_id) references member (shop_id, id),
  check ((ended_at is null) = (ended_by is null)),
  check (ended_at >= since)
);
-- Of pins one holds at a time, and of invitations one to a tier.
create unique index tier_keep_pinned on tier_keep (shop_id, member_id) where kind = 'pinned' and ended_at is null;
create unique index tier_keep_invited on tier_keep (shop_id, member_id, tier_id) where kind = 'invited' and ended_at is null;

-- A keep is the next of its member, begins open, ends once, and nothing else of it ever changes.
create function tier_keep_follows() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.ended_at is not null or new.no <> (
      select coalesce(max(no), 0) + 1 from tier_keep where shop_id = new.shop_id and member_id = new.member_id)
    then
      raise exception 'keep % of member % is not the next one', new.no, new.member_id using errcode = '23L30';
    end if;
  elsif old.ended_at is not null or new.ended_at is null
    or to_jsonb(new) - array['ended_at', 'ended_by'] <> to_jsonb(old) - array['ended_at', 'ended_by']
  then
    raise exception 'keep % of member % can only be ended, and once', old.no, old.member_id using errcode = '23L30';
  end if;
  return new;
end $$;
create trigger follows before insert or update on tier_keep for each row execute function tier_keep_follows();
create trigger append_only before delete on tier_keep for each row execute function refuse_change();
create trigger append_only_truncate before truncate on tier_keep for each statement execute function refuse_change();
alter table tier_keep enable always trigger follows;
alter table tier_keep enable always trigger append_only;
alter table tier_keep enable always trigger append_only_truncate;

alter table tier_keep enable row level security;
create policy own_shop on tier_keep for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id());
grant select, insert on tier_keep to laurel_app;
grant update (ended_at, ended_by) on tier_keep to laurel_app;
