-- Texts that programs and people send one by one, and by the thousand.

-- A direct text names the program in whose consent it went and who asked for it; a campaign's texts find both in their
-- campaign. Direct texts and answers are listed newest first by an index of their own, which campaigns do not pay for.
alter table message add column program_id uuid;
alter table message add column queued_by text;
create index message_single on message (id) where campaign_id is null;
create index message_nobodys on message (number, id) where contact_id is null;

-- One request for many texts. `request` holds what is still to be worked through, and is emptied when all of it has been:
-- it is full of people's numbers, and every item says by then what became of it.
create table text_operation (
  workspace_id uuid not null references workspace,
  id uuid not null,
  program_id uuid not null,
  sender_id uuid not null,
  request jsonb,
  total integer not null check (total > 0),
  done integer not null default 0,
  accepted integer not null default 0,
  parts bigint not null default 0,
  created_by text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, program_id) references program,
  foreign key (workspace_id, sender_id) references sender
);
create index text_operation_open on text_operation (workspace_id) where finished_at is null;

-- What became of each recipient, in the order of the request: a text, or a refusal with its reason.
create table text_operation_item (
  workspace_id uuid not null,
  operation_id uuid not null,
  position integer not null,
  recipient text not null,
  message_id bigint,
  code text,
  sentence text,
  primary key (workspace_id, operation_id, position),
  foreign key (workspace_id, operation_id) references text_operation on delete cascade,
  check ((message_id is null) = (code is not null))
);

select fence_tenant_table(t) from unnest(array['text_operation', 'text_operation_item']::regclass[]) t;
grant select, insert, update on text_operation to tidings_app, tidings_worker;
grant select, insert on text_operation_item to tidings_app, tidings_worker;
grant select on text_operation, text_operation_item to tidings_readonly;

-- Answers to POSTs are kept 72 h and there may be millions; the hourly sweep finds the old ones by where they lie.
create index idempotency_key_age on idempotency_key using brin (created_at);
