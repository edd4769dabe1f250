-- What stands behind links is looked at once a day where a workspace wants it: a page that is gone, or a domain that leads elsewhere.
alter table link_setting add column watch text not null default 'off' check (watch in ('off', 'tell', 'switch_off'));
create table link_check (
  workspace_id uuid not null,
  link_id uuid not null,
  checked_at timestamptz not null,
  -- The address that was looked at: another one is looked at anew.
  url text not null,
  -- Where it led when it was first looked at.
  host text,
  finding text check (finding in ('gone', 'failing', 'unreachable', 'moved')),
  -- How many looks in a row have found it so. Once may be a hiccup.
  times smallint not null default 0,
  sentence text,
  primary key (workspace_id, link_id)
);
select fence_tenant_table('link_check');
grant select, insert, update, delete on link_check to tidings_app, tidings_worker;
grant select on link_check to tidings_readonly;
