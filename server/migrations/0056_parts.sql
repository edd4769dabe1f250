-- Parts of an audience: arms of experiments, and who gets nothing so that effects can be told.

-- Of an arm: which places of the experiment it is for (campaigns/part.ts).
alter table campaign add column part jsonb;

-- People who get no marketing at all.
create table hold_out (
  workspace_id uuid primary key references workspace,
  salt uuid not null,
  share integer not null check (share between 0 and 1000),
  since timestamptz not null,
  set_by text not null
);
select fence_tenant_table('hold_out');
grant select, insert, update on hold_out to tidings_app;
grant select on hold_out to tidings_worker, tidings_readonly;

create index campaign_arms on campaign (workspace_id, (part->>'root')) where part is not null;
