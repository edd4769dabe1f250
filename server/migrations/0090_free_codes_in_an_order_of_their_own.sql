-- The next free code of a pool. The primary key has the same order, and to the planner it looked the cheaper way: then each batch of texts
-- read all codes that had been given before it, a thousand times the work at the end of a pool of a million. No other index has this order.
drop index coupon_code_free;
create index coupon_code_free on coupon_code (workspace_id, pool_id, given_at nulls first, place) where given_at is null;
