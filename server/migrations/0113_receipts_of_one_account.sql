-- Two carriers may give the same id to two texts: a receipt that waits for its text keeps whose it is.
alter table receipt_parked add column gateway_id uuid;
