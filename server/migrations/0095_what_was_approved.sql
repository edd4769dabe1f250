-- A third word beside yes and no: what is wanted otherwise. And what each was said about, so that the next version can be held
-- against the one that was approved.
alter table campaign_approval drop constraint campaign_approval_verdict_check;
alter table campaign_approval add constraint campaign_approval_verdict_check
  check (verdict in ('approved', 'declined', 'changes_requested'));
alter table campaign_approval add column content jsonb check (jsonb_typeof(content) = 'object');

-- What an author says to whoever is to approve, about exactly this content.
create table approval_request (
  workspace_id uuid not null,
  campaign_id uuid not null,
  content_hash bytea not null,
  note text not null check (note <> ''),
  asked_by text not null,
  asked_at timestamptz not null,
  primary key (workspace_id, campaign_id),
  foreign key (workspace_id, campaign_id) references campaign (workspace_id, id)
);
select fence_tenant_table('approval_request');
grant select, insert, update on approval_request to tidings_app;
grant select on approval_request to tidings_worker, tidings_readonly;
