-- Where postcodes lie, as a workspace has brought them in: segments ask who lives within a distance of one.
create table postcode_place (
  workspace_id uuid not null references workspace,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- Capitals and digits alone; a whole postcode, or a district of them.
  postcode text not null check (postcode <> '' and length(postcode) <= 12),
  -- The middle of it, in degrees.
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  changed_at timestamptz not null,
  primary key (workspace_id, country, postcode)
);
select fence_tenant_table('postcode_place');
grant select, insert, update, delete on postcode_place to tidings_app;
grant select on postcode_place to tidings_worker, tidings_readonly;
