-- Surveys, polls, NPS and requests for reviews: questions by text, one after another.
create table survey (
  workspace_id uuid not null references workspace,
  id uuid not null,
  kind text not null check (kind in ('survey', 'poll', 'nps', 'review')),
  name text not null check (name <> ''),
  program_id uuid not null,
  sender_id uuid,
  -- Whoever sends it is asked.
  keyword_id uuid,
  -- What stands before the first question where people are texted.
  invitation text,
  questions jsonb not null,
  thanks text not null,
  -- Who has answered gets this tag.
  tag text,
  expires_hours integer not null check (expires_hours between 1 and 720),
  remind_hours integer check (remind_hours between 1 and 168),
  reminders smallint not null check (reminders between 0 and 2),
  ends_at timestamptz,
  -- Whole answers in all; null for any number.
  most integer check (most > 0),
  -- Which answer of one person counts, where they send the keyword again.
  counts text not null check (counts in ('first', 'last')),
  is_anonymous boolean not null,
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  made_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  primary key (workspace_id, id)
);
-- One keyword begins one survey at a time.
create unique index survey_keyword on survey (workspace_id, keyword_id) where keyword_id is not null and state <> 'closed';
select fence_tenant_table('survey');
grant select, insert, update on survey to tidings_app;
grant select, update on survey to tidings_worker;
grant select on survey to tidings_readonly;

create sequence survey_session_id;
-- One person and one survey. Of an anonymous one that is closed, nobody's.
create table survey_session (
  workspace_id uuid not null,
  id bigint not null default nextval('survey_session_id'),
  survey_id uuid not null,
  number text not null,
  contact_id bigint,
  way text not null check (way in ('sent', 'keyword')),
  -- queued: to be texted; asked: a question is open; handed: given to a person, because nobody could read the answer.
  state text not null check (state in ('queued', 'asked', 'done', 'expired', 'handed', 'refused')),
  question smallint not null default 0,
  tries smallint not null default 0,
  reminded smallint not null default 0,
  message_id bigint,
  refusal text,
  started_at timestamptz not null,
  last_asked_at timestamptz,
  -- When the next thing is due: a reminder, or the end.
  due_at timestamptz,
  expires_at timestamptz,
  done_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, survey_id, number),
  foreign key (workspace_id, survey_id) references survey (workspace_id, id)
);
create index survey_session_open on survey_session (workspace_id, number) where state = 'asked';
create index survey_session_due on survey_session (workspace_id, due_at) where state = 'asked';
create index survey_session_queued on survey_session (workspace_id, survey_id, id) where state = 'queued';
create index survey_session_contact on survey_session (workspace_id, contact_id) where contact_id is not null;
create index survey_session_number on survey_session (workspace_id, number);
select fence_tenant_table('survey_session');
grant select, insert, update on survey_session to tidings_app, tidings_worker;
grant usage on sequence survey_session_id to tidings_app, tidings_worker;
grant select on survey_session to tidings_readonly;

create table survey_answer (
  workspace_id uuid not null,
  session_id bigint not null,
  survey_id uuid not null,
  question text not null,
  value text not null,
  -- The value where it is a number.
  score numeric,
  answered_at timestamptz not null,
  primary key (workspace_id, session_id, question),
  foreign key (workspace_id, session_id) references survey_session (workspace_id, id)
);
create index survey_answer_survey on survey_answer (workspace_id, survey_id, question);
select fence_tenant_table('survey_answer');
grant select, insert, update, delete on survey_answer to tidings_app, tidings_worker;
grant select on survey_answer to tidings_readonly;
