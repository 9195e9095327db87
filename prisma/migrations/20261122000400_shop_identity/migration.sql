-- Shopify's own number of the shop, by which its Customer Account API is addressed. Ours (`id`) is small and leads every key.
alter table shop add column shopify_id text check (shopify_id ~ '^[0-9]{1,20}$');
