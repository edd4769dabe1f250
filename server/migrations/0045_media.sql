-- What goes along with texts: pictures, films, sounds and cards that a workspace has uploaded. Kept here and not in files, so that a
-- backup holds them without knowing of them.
create table media (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  content_type text not null,
  bytes integer not null check (bytes > 0),
  -- In pixels, of pictures.
  width integer,
  height integer,
  -- True where it moves, so that it cannot be made smaller without becoming another.
  is_animated boolean not null default false,
  -- Of the file as it was uploaded: the same file again is the same media.
  source_sha256 bytea not null,
  content bytea not null,
  created_by text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, source_sha256)
);
select fence_tenant_table('media');
alter table media alter column content set storage external;
create index media_newest on media (workspace_id, created_at desc, id);
grant select, insert, delete on media to tidings_app, tidings_worker;
grant select on media to tidings_readonly;

-- The same picture made to fit what a carrier takes. It can be made again at any time.
create table media_fit (
  workspace_id uuid not null,
  media_id uuid not null,
  bytes_at_most integer not null,
  content_type text not null,
  content bytea not null,
  made_at timestamptz not null default now(),
  primary key (workspace_id, media_id, bytes_at_most),
  foreign key (workspace_id, media_id) references media on delete cascade
);
select fence_tenant_table('media_fit');
alter table media_fit alter column content set storage external;
grant select, insert, delete on media_fit to tidings_app, tidings_worker;
grant select on media_fit to tidings_readonly;

-- What makes a text an MMS: media in their order, and a subject. Never changes; texts, campaigns and templates point at it.
create table mms (
  workspace_id uuid not null references workspace,
  id uuid not null,
  media uuid[] not null check (cardinality(media) between 1 and 10),
  subject text check (subject <> ''),
  used_at timestamptz not null,
  primary key (workspace_id, id)
);
select fence_tenant_table('mms');
create unique index mms_once on mms (workspace_id, media, subject) nulls not distinct;
create index mms_media on mms using gin (media);
grant select, insert, update (used_at), delete on mms to tidings_app, tidings_worker;
grant select on mms to tidings_readonly;

alter table template_version add column mms_id uuid,
  add foreign key (workspace_id, mms_id) references mms;
alter table campaign add column mms_id uuid,
  add foreign key (workspace_id, mms_id) references mms;
alter table send_run add column mms_id uuid,
  add foreign key (workspace_id, mms_id) references mms;
alter table text_operation add column mms_id uuid,
  add foreign key (workspace_id, mms_id) references mms;
-- Of a text that goes as an MMS; of one that has not left yet, the MMS that it is to be. No reference: texts come by the million.
alter table message add column mms_id uuid;
create index message_mms on message (mms_id) where mms_id is not null;

-- Parts of texts and MMS are priced apart.
alter table price add column kind text not null default 'sms' check (kind in ('sms', 'mms'));
drop index price_once;
create unique index price_once on price (workspace_id, kind, sender_id, gateway_id, country) nulls not distinct;
