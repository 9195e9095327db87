-- What members wish: whether they are told things by e-mail, and in which language.

create table preference (
  shop_id integer not null,
  member_id uuid not null,
  notices boolean not null,
  -- null: the language of whatever they look at.
  locale text check (locale in ('en', 'de', 'fr', 'es', 'ja', 'th', 'zh-TW')),
  changed_at timestamptz not null,
  primary key (shop_id, member_id),
  foreign key (shop_id, member_id) references member (shop_id, id)
);

alter table preference enable row level security;
create policy own_shop on preference for all to laurel_app using (shop_id = current_shop_id()) with check (shop_id = current_shop_id());
grant select, insert on preference to laurel_app;
grant update (notices, locale, changed_at) on preference to laurel_app;
