-- The shop-local day on which the oldest counted order leaves the member's window: before it, no tier moves by itself.
alter table member add column rejudge_on date;
create index member_to_rejudge on member (shop_id, rejudge_on) where rejudge_on is not null;

-- How often points were posted for the order: numbers the keys of its postings.
alter table shop_order add column postings integer not null default 0 check (postings >= 0);
-- What a clawback should have taken but, by the merchant's policy, did not. posted_points - waived_points is the award last settled.
alter table shop_order add column waived_points bigint not null default 0 check (waived_points >= 0 and waived_points <= posted_points);
