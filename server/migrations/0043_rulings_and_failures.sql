-- What somebody answerable has said of words, bound to their hash: that they promote nothing, so that a text of another purpose stays
-- one; or that they may go out as an emergency, which needs a second person. Rulings are released and ended, never changed.
create table word_ruling (
  workspace_id uuid not null references workspace,
  id bigint not null generated always as identity,
  kind text not null check (kind in ('not_promotional', 'emergency')),
  -- Of an emergency: the program whose texts may say it.
  program_id uuid check ((program_id is not null) = (kind = 'emergency')),
  body text not null check (body <> ''),
  body_sha256 bytea not null check (length(body_sha256) = 32),
  note text not null,
  made_by text not null,
  -- The person behind it; of a key, whoever made the key.
  made_account uuid,
  made_at timestamptz not null,
  -- Of an emergency: the second person, and until when it may be sent.
  released_by text,
  released_at timestamptz check ((released_at is null) = (released_by is null)),
  expires_at timestamptz check ((expires_at is null) = (released_at is null)),
  ended_by text,
  ended_at timestamptz check ((ended_at is null) = (ended_by is null)),
  ended_reason text check ((ended_reason is null) = (ended_at is null)),
  primary key (workspace_id, id),
  foreign key (workspace_id, program_id) references program (workspace_id, id)
);
create index word_ruling_standing on word_ruling (workspace_id) where ended_at is null;
select fence_tenant_table('word_ruling');
grant select, insert, update on word_ruling to tidings_app;
grant select on word_ruling to tidings_worker, tidings_readonly;

-- Carriers say of a text that its number is none, or a landline: how often, and when last. A text that arrives, a text from the number
-- and a newer check begin anew.
alter table number_check add column failures integer not null default 0, add column failed_at timestamptz;

-- Up to which contact somebody has looked whose numbering plan calls the number a landline.
create table line_watermark (
  workspace_id uuid primary key references workspace,
  up_to bigint not null
);
select fence_tenant_table('line_watermark');
grant select, insert, update on line_watermark to tidings_app, tidings_worker;
grant select on line_watermark to tidings_readonly;
