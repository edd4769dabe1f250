-- What programs have asked of the API lately: for whoever looks for the reason of a refusal. Never what they sent, nor the ids in an address.
create table api_request (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  at timestamptz not null,
  method text not null,
  -- As it was declared: `/v1/contacts/:id`.
  route text not null,
  status smallint not null,
  took_ms integer not null,
  key_id uuid not null,
  request_id text not null,
  -- Why it was refused, where it was.
  code text,
  -- Answers of this second that were too many to be kept one by one, and are counted with this one.
  others integer not null default 0,
  primary key (workspace_id, id)
);
create index api_request_at on api_request (workspace_id, at);
create index api_request_failed on api_request (workspace_id, id) where status >= 400;
select fence_tenant_table('api_request');
grant select, insert, delete on api_request to tidings_app, tidings_worker;
grant select on api_request to tidings_readonly;
