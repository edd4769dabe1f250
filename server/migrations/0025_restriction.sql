-- The right to restriction (GDPR art. 18): what is on file about a number is kept and not used, until somebody ends that.
create table restriction (
  workspace_id uuid not null references workspace,
  number text not null,
  -- The request that it answers.
  request_id uuid not null,
  since timestamptz not null,
  set_by text not null,
  primary key (workspace_id, number)
);
select fence_tenant_table('restriction');
grant select, insert, update, delete on restriction to tidings_app, tidings_worker;
grant select on restriction to tidings_readonly;

alter table data_request drop constraint data_request_kind_check,
  add constraint data_request_kind_check
    check (kind in ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
  -- When a restriction ended, by whom and why; the person is told before.
  add column ended_at timestamptz, add column ended_by text, add column ended_reason text,
  add constraint data_request_ended check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null));
