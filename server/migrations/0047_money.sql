-- Prices from a day on, and what single operators ask on top (carrier fees). Several in force at once: the latest counts.
alter table price add column carrier text check (carrier <> ''), add column effective_from date;
drop index price_once;
create unique index price_once on price (workspace_id, kind, sender_id, gateway_id, country, carrier, effective_from) nulls not distinct;

-- Money by gateway as well as by day and campaign.
alter table spend_move add column gateway_id uuid;
alter table spend_day add column gateway_id uuid;
drop index spend_day_once;
create unique index spend_day_once on spend_day (workspace_id, day, campaign_id, gateway_id) nulls not distinct;

-- What a carrier says that a text has cost: with its answer, when asked, or on its invoice. Exact, in the carrier's own decimals.
create table text_cost (
  workspace_id uuid not null references workspace,
  message_id bigint not null,
  source text not null check (source in ('answer', 'listing', 'invoice')),
  gateway_id uuid not null,
  campaign_id uuid,
  day date not null,
  parts smallint,
  amount numeric(20, 10) not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  primary key (workspace_id, message_id, source)
);
select fence_tenant_table('text_cost');
create index text_cost_day on text_cost (workspace_id, day);
grant select, insert, update, delete on text_cost to tidings_app, tidings_worker;
grant select on text_cost to tidings_readonly;

-- An invoice or list of usage that was brought in, and its lines. Never changes; another file is another invoice.
create table invoice (
  workspace_id uuid not null references workspace,
  id uuid not null,
  gateway_id uuid not null,
  name text not null check (name <> ''),
  form text not null,
  file_sha256 bytea not null,
  period_from timestamptz,
  period_until timestamptz,
  passed_over integer not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, gateway_id, file_sha256),
  foreign key (workspace_id, gateway_id) references gateway
);
select fence_tenant_table('invoice');
grant select, insert on invoice to tidings_app;
grant select on invoice to tidings_worker, tidings_readonly;

create table invoice_line (
  workspace_id uuid not null,
  invoice_id uuid not null,
  line integer not null,
  -- Null of a line that could not be read; `problem` says why.
  provider_id text,
  -- With its last digits hidden: whom a text went to stands with the text.
  number text,
  at timestamptz,
  parts integer,
  amount numeric(20, 10),
  currency text,
  problem text,
  message_id bigint,
  -- What differs from what is on record here.
  finding text check (finding in ('unreadable', 'missing_here', 'repeated', 'parts_differ', 'price_differs', 'currency_differs', 'not_sent_here')),
  our_parts integer,
  our_least numeric(20, 10),
  our_most numeric(20, 10),
  primary key (workspace_id, invoice_id, line),
  foreign key (workspace_id, invoice_id) references invoice on delete cascade
);
select fence_tenant_table('invoice_line');
create index invoice_line_finding on invoice_line (workspace_id, invoice_id, finding, line) where finding is not null;
create index invoice_line_text on invoice_line (workspace_id, message_id) where message_id is not null;
grant select, insert on invoice_line to tidings_app;
grant select on invoice_line to tidings_worker, tidings_readonly;
