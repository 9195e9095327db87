-- Two of Shopify's customers became one: the member of the one who is gone stays for its history, and whoever asks for its customer
-- finds the member it went into. A customer who never was a member gets a row too, which says nothing but whose the number is now.
alter table member add column merged_into uuid;
alter table member add constraint member_shop_id_merged_into_fkey foreign key (shop_id, merged_into) references member (shop_id, id);
create index member_merged on member (shop_id, merged_into) where merged_into is not null;

-- Who was merged has nothing left and stays merged; they went into somebody who was not, so that one step always finds the member.
create function member_merges() returns trigger language plpgsql as $$
begin
  if new.merged_into is null then
    raise exception 'member % was merged for good', new.id using errcode = '23L17';
  end if;
  if new.merged_into = new.id
    or exists (select from member where shop_id = new.shop_id and id = new.merged_into and merged_into is not null)
    or exists (select from member where shop_id = new.shop_id and merged_into = new.id)
  then
    raise exception 'member % cannot be merged into %', new.id, new.merged_into using errcode = '23L17';
  end if;
  if exists (select from balance where shop_id = new.shop_id and member_id = new.id and (pending > 0 or available > 0 or held > 0 or debt > 0)) then
    raise exception 'member % still has points', new.id using errcode = '23L17';
  end if;
  return new;
end $$;
create trigger merges before insert on member for each row when (new.merged_into is not null) execute function member_merges();
create trigger merges_later before update on member for each row
  when (new.merged_into is distinct from old.merged_into) execute function member_merges();
alter table member enable always trigger merges;
alter table member enable always trigger merges_later;

-- For whoever looked members up and then locked them: who was merged meanwhile has to be looked up again, in a transaction begun anew.
create function refuse_merged(of_shop integer, members uuid[]) returns void language plpgsql stable as $$
begin
  perform from member where shop_id = of_shop and id = any (members) and merged_into is not null;
  if found then raise exception 'a member was merged into another meanwhile' using errcode = '40001'; end if;
end $$;
