-- Until when every change of an order is known to have been looked at, by Shopify's clock.
alter table shop add column reconciled_until timestamptz;
