-- What STOP, START and HELP are answered with where a workspace has words of its own, by language. No row: the usual words.
create table own_answer (
  workspace_id uuid not null references workspace,
  language text not null check (language in ('en', 'es', 'fr', 'de', 'pt')),
  occasion text not null check (occasion in ('stop', 'start', 'help')),
  -- With {{ brand }} and {{ help }}.
  body text not null,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, language, occasion)
);
select fence_tenant_table('own_answer');
grant select, insert, update, delete on own_answer to tidings_app;
grant select on own_answer to tidings_worker, tidings_readonly;
