-- What people send, whole: long texts whose parts come apart, and pictures.

-- Parts as they came, kept before the carrier is told that we have them. `octets` are those of the wire, because some phones
-- cut a character between two parts. A text that was taken stays for a day: carriers bring parts again.
create table inbound_part (
  workspace_id uuid not null references workspace,
  text_id uuid not null,
  part smallint not null check (part between 1 and 255),
  gateway_id uuid not null,
  number text not null,
  to_number text not null,
  reference text not null,
  total smallint not null check (total between 2 and 255),
  octets bytea not null,
  coding jsonb not null,
  received_at timestamptz not null,
  -- When its text was taken in, whole or as far as it had come.
  taken_at timestamptz,
  primary key (workspace_id, text_id, part)
);
create index inbound_part_of_text on inbound_part (workspace_id, number, gateway_id, reference);
create index inbound_part_due on inbound_part (workspace_id, received_at);

-- The subject of an MMS.
alter table inbound_message add column subject text;

-- A picture, card or film that came with a text, as it was fetched from the carrier.
create table inbound_media (
  workspace_id uuid not null references workspace,
  id uuid not null,
  inbound_id bigint not null,
  number text not null,
  position smallint not null,
  -- Sealed: many carriers' links open to whoever knows them. Gone once it is fetched or given up.
  link bytea,
  state text not null check (state in ('waiting', 'kept', 'refused')),
  reason text,
  content_type text,
  bytes integer,
  sha256 bytea,
  content bytea,
  tries smallint not null default 0,
  created_at timestamptz not null,
  next_at timestamptz,
  settled_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbound_id, position)
);
-- Pictures are compressed already, and are read whole.
alter table inbound_media alter column content set storage external;
create index inbound_media_waiting on inbound_media (workspace_id, next_at) where state = 'waiting';
create index inbound_media_of_number on inbound_media (workspace_id, number);

select fence_tenant_table(t) from unnest(array['inbound_part', 'inbound_media']::regclass[]) t;
grant select, insert, update, delete on inbound_part, inbound_media to tidings_app, tidings_worker;
grant select on inbound_part to tidings_readonly;
grant select (workspace_id, id, inbound_id, number, position, state, reason, content_type, bytes, sha256, tries, created_at, next_at, settled_at)
  on inbound_media to tidings_readonly;
