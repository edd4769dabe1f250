-- Complaints, threats, inquiries and incidents, each with a day by which it must be dealt with.
create table case_file (
  workspace_id uuid not null references workspace,
  id uuid not null,
  -- Kinds and their terms are data of the server; what came of them stands in due_at and due_source.
  kind text not null,
  severity text not null check (severity in ('low', 'medium', 'high', 'critical')),
  status text not null check (status in ('open', 'waiting', 'closed')),
  title text not null,
  -- Whom it concerns, or the pseudonym once the person is erased; which campaign; which reply began it.
  number text,
  campaign_id uuid,
  reply_id bigint,
  received_at timestamptz not null,
  due_at timestamptz not null,
  due_source text not null,
  assigned_to uuid references account,
  decision text check (decision in ('upheld', 'partly_upheld', 'not_upheld', 'settled', 'withdrawn', 'answered')),
  remedy text,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_by text,
  primary key (workspace_id, id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id),
  check ((status = 'closed') = (closed_at is not null))
);
create index case_file_due on case_file (workspace_id, due_at, id);
create index case_file_number on case_file (workspace_id, number) where number is not null;
create unique index case_file_reply on case_file (workspace_id, reply_id) where reply_id is not null;

-- What was done and said about a case, in order; never changed, but emptied when the person is erased.
create table case_note (
  workspace_id uuid not null,
  id bigint generated always as identity,
  case_id uuid not null,
  at timestamptz not null,
  by text not null,
  kind text not null check (kind in ('opened', 'note', 'changed', 'reply', 'closed', 'reopened')),
  body text not null,
  primary key (workspace_id, case_id, id),
  foreign key (workspace_id, case_id) references case_file (workspace_id, id)
);

select fence_tenant_table(t) from unnest(array['case_file', 'case_note']::regclass[]) t;
grant select, insert, update on case_file, case_note to tidings_app, tidings_worker;
grant usage on all sequences in schema public to tidings_app, tidings_worker;
grant select on case_file, case_note to tidings_readonly;
-- Who may be given a case, and who must have read and learnt what.
grant select (workspace_id, account_id, role, custom_role_id) on member to tidings_worker;
