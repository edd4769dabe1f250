-- What was done here is put, entry by entry, under a tree of hashes (RFC 6962), whose root is signed and sent out.

-- An entry is written by the transaction that acts and gets its place in the tree within a second, by whoever keeps the
-- tree: entries of a busy workspace never wait for one another. What an entry says about a person stands in `personal`
-- alone; the tree covers its `commitments`, so that it can be erased and every proof still holds.
alter table audit_entry
  add column subject text,
  add column personal jsonb,
  add column commitments jsonb,
  add column sequence bigint,
  add column leaf_hash bytea;
create unique index audit_entry_sequence on audit_entry (workspace_id, sequence) where sequence is not null;
create index audit_entry_unplaced on audit_entry (workspace_id, id) where sequence is null;
create index audit_entry_object on audit_entry (workspace_id, object, id);
create index audit_entry_subject on audit_entry (workspace_id, subject) where subject is not null;
create index audit_entry_at on audit_entry (workspace_id, at);

-- The salt under which things said about one person are committed to. Without it nobody can tell, by trying numbers, whose
-- a commitment was; erasing a person begins with it.
create table audit_subject (
  workspace_id uuid not null references workspace,
  subject text not null,
  salt bytea not null,
  primary key (workspace_id, subject)
);

-- The right edge of each tree: the hashes from which its root and its next leaf follow. The row is the lock of its keeper.
create table audit_tree (
  workspace_id uuid primary key references workspace,
  size bigint not null default 0,
  edge bytea not null default '',
  checkpoint_size bigint not null default 0,
  checkpoint_at timestamptz
);

-- Every 256th, 65,536th and 16,777,216th inner node: a proof reads some hundreds of hashes and never the whole tree.
create table audit_node (
  workspace_id uuid not null references workspace,
  level smallint not null,
  position bigint not null,
  hash bytea not null,
  primary key (workspace_id, level, position)
);

create table audit_checkpoint (
  workspace_id uuid not null references workspace,
  size bigint not null,
  root bytea not null,
  signed_at timestamptz not null,
  key_id text not null,
  public_key text not null,
  signature bytea not null,
  published_at timestamptz,
  primary key (workspace_id, size)
);
create index audit_checkpoint_unpublished on audit_checkpoint (workspace_id, size) where published_at is null;

select fence_tenant_table(t) from unnest(array['audit_subject', 'audit_tree', 'audit_node', 'audit_checkpoint']::regclass[]) t;

-- An entry is never changed; it is given its place once, and what it says about a person may be erased.
grant update (sequence, leaf_hash, personal) on audit_entry to tidings_app, tidings_worker;
grant select, insert, delete on audit_subject to tidings_app, tidings_worker;
grant select, insert, update on audit_tree to tidings_app, tidings_worker;
grant select, insert on audit_node to tidings_app, tidings_worker;
grant select, insert, update (published_at) on audit_checkpoint to tidings_app, tidings_worker;
grant select on audit_tree, audit_node, audit_checkpoint to tidings_readonly;

-- Up to which event the audit names the end of the ledger of consents: whoever rewrites that has to rewrite the audit too.
alter table consent_chain add column anchored_id bigint not null default 0;

-- Whose trees have something to do: entries without a place, or leaves that no checkpoint covers for so long.
grant select (workspace_id, sequence) on audit_entry to tidings_lease;
grant select (workspace_id, size, checkpoint_size, checkpoint_at) on audit_tree to tidings_lease;
create policy lease_reads on audit_entry for select to tidings_lease using (true);
create policy lease_reads on audit_tree for select to tidings_lease using (true);
create function list_growing_audits(checkpoint_after_ms integer) returns setof uuid
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct e.workspace_id from audit_entry e where e.sequence is null
  union
  select t.workspace_id from audit_tree t where t.size > t.checkpoint_size
    and coalesce(t.checkpoint_at, '-infinity') <= clock_timestamp() - make_interval(secs => checkpoint_after_ms / 1000.0)
$$;
grant create on schema public to tidings_lease;
alter function list_growing_audits(integer) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function list_growing_audits(integer) from public;
grant execute on function list_growing_audits(integer) to tidings_worker;
