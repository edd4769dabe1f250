-- What texts brought: which events are purchases, and which texts they are put down to.

-- How a workspace puts purchases down to texts; without a row the usual way holds (conversions/attribution.ts).
create table attribution_setting (
  workspace_id uuid primary key references workspace,
  model text not null check (model in ('last', 'first', 'linear')),
  click_hours integer not null check (click_hours between 1 and 2160),
  -- Null: that a text arrived proves nothing, so nothing is put down to it.
  delivery_hours integer check (delivery_hours between 1 and 2160),
  conversions text[] not null,
  reversals text[] not null,
  accepts_script boolean not null default false,
  changed_by text not null,
  changed_at timestamptz not null
);

-- How far the work has come: events that came until `until` are done; `month` and `place` are where a recount stands, if there is one.
create table attribution_state (
  workspace_id uuid primary key references workspace,
  until timestamptz,
  month date,
  place jsonb
);

-- The share of one text in one event. What an event returns or cancels is put down to the texts of what it returns, with a minus.
create table conversion_credit (
  workspace_id uuid not null,
  event_key uuid not null,
  message_id bigint not null,
  campaign_id uuid,
  contact_id bigint not null,
  link_id uuid,
  name_id integer not null,
  occurred_at timestamptz not null,
  touch text not null check (touch in ('click', 'delivery')),
  touched_at timestamptz not null,
  conversions numeric(9, 8) not null,
  revenue numeric(18, 4) not null,
  primary key (workspace_id, event_key, message_id)
);
create index conversion_credit_campaign on conversion_credit (workspace_id, campaign_id) include (conversions, revenue);
create index conversion_credit_contact on conversion_credit (workspace_id, contact_id);
create index conversion_credit_time on conversion_credit (workspace_id, occurred_at);

-- Events are found by when they came: they come in order, so a few pages of an index say it, and taking them costs nothing more.
create index custom_event_received on custom_event using brin (received_at);

select fence_tenant_table(t) from unnest(array['attribution_setting', 'attribution_state', 'conversion_credit']::regclass[]) t;
grant select, insert, update on attribution_setting to tidings_app;
grant select on attribution_setting to tidings_worker;
grant select, insert, update on attribution_state to tidings_app, tidings_worker;
-- A person's data is erased by a request, and by a job the second time.
grant select, delete on conversion_credit to tidings_app;
grant select, insert, delete on conversion_credit to tidings_worker;
grant select on attribution_setting, attribution_state, conversion_credit to tidings_readonly;

-- Whether the address that a click leads to is told whose text it was (as tid=…), for a page that tells of purchases.
alter table link_setting add column passes_token boolean not null default false;

-- Who left within a day of a text, by whatever path.
create index consent_event_opt_out on consent_event (workspace_id, occurred_at) where type = 'opt_out';
