-- HMAC of the member's verified e-mail: a guest order that comes in later with this address is theirs at once.
alter table member add column email_hash text;
create index member_by_email on member (shop_id, email_hash) where email_hash is not null;
