-- A form may text a code to the number before it takes it, in place of the YES.
alter table join_form add column is_code_asked boolean not null default false;

-- A code that a form has asked somebody to enter: a keyed hash of the code together with the number, and neither of the two.
-- Where the number may not be texted there is no message, and no code is right; the page looks the same.
create table join_code (
  workspace_id uuid not null,
  id uuid not null,
  form_id uuid not null,
  code_hash text not null,
  message_id bigint,
  tries smallint not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, form_id) references join_form
);
create index join_code_expiry on join_code (workspace_id, expires_at);

select fence_tenant_table('join_code');
grant select, insert, update, delete on join_code to tidings_app, tidings_worker;
