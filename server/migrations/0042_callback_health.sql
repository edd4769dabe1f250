-- When the carrier of an account last reported and was believed, and when somebody was refused there and why: for people who set
-- callbacks up. Written at most twice a minute by each process, however much comes.
alter table gateway
  add column heard_at timestamptz,
  add column refused_at timestamptz,
  add column refused_because text;
