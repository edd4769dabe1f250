-- What was really sent under a registration, compared with what was registered. The newest comparison of each.
create table registration_drift (
  workspace_id uuid not null references workspace,
  registration_id uuid not null,
  compared_at timestamptz not null,
  -- From when on texts were looked at.
  since timestamptz not null,
  texts integer not null,
  -- Which part of them is like none of the samples, from 0 to 1.
  unlike real not null,
  findings jsonb not null,
  primary key (workspace_id, registration_id),
  foreign key (workspace_id, registration_id) references registration (workspace_id, id)
);
select fence_tenant_table('registration_drift');
grant select, insert, update on registration_drift to tidings_app, tidings_worker;
grant select on registration_drift to tidings_readonly;
