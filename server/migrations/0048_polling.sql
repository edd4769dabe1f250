-- Whether a carrier reports to us or is asked, for installations that cannot be reached from outside; and how far it was asked.
alter table gateway
  add column receives text not null default 'callbacks' check (receives in ('callbacks', 'polling')),
  add column poll_cursor text,
  add column polled_at timestamptz,
  add column poll_next_at timestamptz,
  add column poll_failures integer not null default 0,
  add column poll_trouble text,
  add column polled_replies bigint not null default 0,
  add column polled_receipts bigint not null default 0,
  -- The last text that was asked about by itself; the next round goes on after it.
  add column poll_asked_id bigint not null default 0;
