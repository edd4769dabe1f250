-- Packs of rules about hours that a workspace has brought in: edited by counsel, compared with what holds, approved by a
-- second person, and in force from a day on. They count beside the rows that come with the program and never in their
-- place. Rows are approved and revoked, never changed or taken away.
create table policy_pack (
  workspace_id uuid not null references workspace,
  id bigint not null generated always as identity,
  -- The name by which traces and proofs call it.
  version text not null check (length(version) between 1 and 80),
  note text not null,
  -- As they stood in the file, without those that say what holds anyway.
  rows jsonb not null,
  -- What was shown to whoever approved it.
  diff jsonb not null,
  content_hash bytea not null,
  imported_by text not null,
  -- The person behind it; of a key, whoever made the key.
  imported_account uuid,
  imported_at timestamptz not null,
  approved_by text,
  approved_at timestamptz check ((approved_at is null) = (approved_by is null)),
  -- The first day on which it holds, on the person's own calendar, until the next pack's.
  active_from date check ((active_from is null) = (approved_at is null)),
  revoked_by text,
  revoked_at timestamptz check ((revoked_at is null) = (revoked_by is null)),
  revoke_reason text check ((revoke_reason is null) = (revoked_at is null)),
  primary key (workspace_id, id),
  unique (workspace_id, version)
);
select fence_tenant_table('policy_pack');
grant select, insert, update on policy_pack to tidings_app;
grant select on policy_pack to tidings_worker, tidings_readonly;
