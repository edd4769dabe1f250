-- Stopping, spending, where to, how often: what a workspace and an installation allow, whoever asks for a text.

-- The operator looks after the installation: the account that set it up. Owning a workspace makes nobody an operator.
alter table account add column is_operator boolean not null default false;
update account set is_operator = true where created_at = (select min(created_at) from account);

-- Who turned a switch last, when by the business clock, and in which words.
alter table workspace add column sending_by text, add column sending_reason text, add column sending_since timestamptz;
alter table installation add column sending_by text, add column sending_reason text, add column sending_since timestamptz;
alter table workspace add constraint workspace_countries check (countries is null or cardinality(countries) between 1 and 250);

-- What workers hold back at once when they hear of a switch: workspaces that do not send everything.
create function list_sending_switches() returns table (workspace_id uuid, sending text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select w.id, w.sending from workspace w where w.sending <> 'all'
$$;
grant create on schema public to tidings_lease;
alter function list_sending_switches() owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function list_sending_switches() from public, tidings_app;
grant execute on function list_sending_switches() to tidings_worker;

-- How many one-time passwords may leave in ten minutes, where the usual limits do not fit; null for the usual one.
create table velocity_limit (
  workspace_id uuid primary key references workspace,
  per_number integer check (per_number > 0),
  per_prefix integer check (per_prefix > 0),
  per_workspace integer check (per_workspace > 0)
);

-- One-time passwords that were let through, a row a text: pumping shows in how many go to one number or to one block of
-- numbers within minutes. Swept after an hour.
create table velocity_text (
  workspace_id uuid not null references workspace,
  message_id bigint not null,
  number text not null,
  -- The number without its last four digits: ten thousand neighbours.
  prefix text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, message_id)
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
create index velocity_text_prefix on velocity_text (workspace_id, prefix, recorded_at, number);
create index velocity_text_recorded on velocity_text (workspace_id, recorded_at);

-- What a part costs. The closest price counts: of the sender before that of its gateway before that of all, and of a
-- country before that of every country.
create table price (
  workspace_id uuid not null references workspace,
  gateway_id uuid,
  sender_id uuid,
  country text check (country ~ '^[A-Z]{2}$'),
  per_part numeric(12, 6) not null check (per_part >= 0),
  foreign key (workspace_id, gateway_id) references gateway,
  foreign key (workspace_id, sender_id) references sender,
  check (gateway_id is null or sender_id is null)
);
create unique index price_once on price (workspace_id, sender_id, gateway_id, country) nulls not distinct;

-- The currency in which a workspace counts, and the most it may commit. The row is the lock under which launches take
-- turns, and workers when little is left.
create table spend_budget (
  workspace_id uuid primary key references workspace,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  day_cap numeric(14, 6) check (day_cap >= 0),
  month_cap numeric(14, 6) check (month_cap >= 0),
  campaign_cap numeric(14, 6) check (campaign_cap >= 0)
);

-- Money that was committed with an intent, or given back because nothing left: a row a wave, until it is added to its day.
create table spend_move (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  day date not null,
  campaign_id uuid,
  parts integer not null,
  amount numeric(16, 6) not null,
  primary key (workspace_id, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

create table spend_day (
  workspace_id uuid not null references workspace,
  day date not null,
  campaign_id uuid,
  parts bigint not null,
  amount numeric(18, 6) not null
);
create unique index spend_day_once on spend_day (workspace_id, day, campaign_id) nulls not distinct;
create index spend_day_campaign on spend_day (workspace_id, campaign_id) where campaign_id is not null;

-- What a launch has bound: `amount` less what the campaign has spent, until its run has ended.
create table spend_reservation (
  workspace_id uuid not null references workspace,
  campaign_id uuid not null,
  amount numeric(16, 6) not null check (amount >= 0),
  parts bigint not null,
  reserved_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, campaign_id)
);
create index spend_reservation_open on spend_reservation (workspace_id) where closed_at is null;

select fence_tenant_table(name::regclass) from unnest(array['velocity_limit', 'velocity_text', 'price', 'spend_budget', 'spend_move', 'spend_day',
  'spend_reservation']) as name;
grant select, insert, update, delete on velocity_text, spend_move, price to tidings_app, tidings_worker;
grant select, insert, update on velocity_limit, spend_budget, spend_day, spend_reservation to tidings_app, tidings_worker;
grant select on velocity_limit, velocity_text, price, spend_budget, spend_move, spend_day, spend_reservation to tidings_readonly;
