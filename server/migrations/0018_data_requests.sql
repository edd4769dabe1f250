-- What people ask of a business about their data, and what became of it.

create table data_request (
  workspace_id uuid not null references workspace,
  id uuid not null,
  kind text not null check (kind in ('access', 'rectification', 'erasure', 'portability', 'objection')),
  -- Whose time limit holds; the limits are data of the server, and what came of them stands in due_at.
  law text not null,
  status text not null check (status in ('received', 'verified', 'held', 'erasing', 'done', 'refused')),
  -- The number, or its pseudonym once the person is erased.
  number text not null,
  contact_id bigint,
  channel text not null,
  -- What is to be corrected, with the new values.
  correction jsonb,
  received_at timestamptz not null,
  due_at timestamptz not null,
  extended_at timestamptz,
  extension_reason text,
  -- A code that was sent to the number, as a keyed hash.
  code_hash text,
  code_tries smallint not null default 0,
  code_expires_at timestamptz,
  verified_at timestamptz,
  verified_how text check (verified_how in ('code', 'link', 'attested')),
  verified_note text,
  answer text,
  reason text,
  closed_at timestamptz,
  closed_by text,
  created_by text not null,
  primary key (workspace_id, id)
);
create index data_request_due on data_request (workspace_id, due_at, id);
create index data_request_number on data_request (workspace_id, number);

-- Somebody with the right to (a court, an authority) wants what is on file about a number kept.
create table legal_hold (
  workspace_id uuid not null references workspace,
  id uuid not null,
  number text not null,
  reason text not null check (reason <> ''),
  placed_by text not null,
  placed_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  primary key (workspace_id, id)
);
create index legal_hold_number on legal_hold (workspace_id, number) where lifted_at is null;

select fence_tenant_table(t) from unnest(array['data_request', 'legal_hold']::regclass[]) t;
grant select, insert, update on data_request, legal_hold to tidings_app, tidings_worker;
grant select on data_request, legal_hold to tidings_readonly;

-- What an erasure takes out of the trail of texts.
grant update (detail) on message_event to tidings_app, tidings_worker;
grant update (recipient) on text_operation_item to tidings_app, tidings_worker;
grant update on import_reject to tidings_app, tidings_worker;
grant update (number) on keyword_use to tidings_app, tidings_worker;
