-- The shop-local day on which the oldest counted order leaves the member's window: before it, no tier moves by itself.
alter table member add column rejudge_on date;
create index member_to_rejudge on member (shop_id, rejudge_on) where rejudge_on is not null;

-- How often points were posted for the order: numbers the keys of its postings.
alter table shop_order add column postings integer not null default 0 check (postings >= 0);
-- What a clawback should have taken but, by the merchant's policy, did not. posted_points - waived_points is the award last settled.
alter table shop_order add column waived_points bigint not null default 0 check (waived_points >= 0 and waived_points <= posted_points);

-- What of its member's past an order's points depend on beside tier and version, fixed with them; null: nothing of it, as for most orders.
alter table shop_order add column earn_context jsonb;
-- What each campaign gave with the order as it stands, by the campaign's id; null: none did. What a member had of a campaign, earned in a
-- month or spent ever is read from their orders, so that refunds cannot leave the two apart.
alter table shop_order add column earned jsonb;

-- Whether every value in it is a whole number above zero.
create function positive_numbers(of jsonb) returns boolean language sql immutable parallel safe
return jsonb_typeof(of) = 'object' and of <> '{}' and not of @? '$.* ? (@.type() <> "number" || @ <= 0 || @ != @.floor())';
alter table shop_order add constraint shop_order_earn_context check (earn_context is null or (program_version is not null
  and positive_numbers(earn_context - 'campaignPoints' || '{"n": 1}') and positive_numbers(coalesce(earn_context -> 'campaignPoints', '{"n": 1}'))
  and earn_context <> '{}' and earn_context - array['ordersBefore', 'spentBeforeMinor', 'earnedThatDay', 'earnedThatMonth', 'campaignPoints'] = '{}'));
alter table shop_order add constraint shop_order_earned check (earned is null or (program_version is not null and positive_numbers(earned)));

-- A newer snapshot with what was known before of its lines' products and of its customer: they are read beside the order, as they are now,
-- and what an order earned does not change with them. Only what an order says itself may.
create function order_facts_kept(known jsonb, fresh jsonb) returns jsonb language sql immutable parallel safe
return case when known ? 'customerTags' or known -> 'lines' @? '$[*] ? (exists (@.tags) || exists (@.collections) || exists (@.onSale))' then
  fresh
  || case when known ? 'customerTags' and known -> 'customerId' is not distinct from fresh -> 'customerId'
       then jsonb_build_object('customerTags', known -> 'customerTags') else '{}' end
  || jsonb_build_object('lines', coalesce((
       select jsonb_agg(line || coalesce((
           select jsonb_object_agg(one.key, one.value) from jsonb_array_elements(known -> 'lines') l (before), jsonb_each(before) one
           where before -> 'lineId' = line -> 'lineId' and one.key in ('tags', 'collections', 'onSale')), '{}') order by place)
       from jsonb_array_elements(fresh -> 'lines') with ordinality l (line, place)), '[]'))
  else fresh end;
