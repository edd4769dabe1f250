-- How far an opt-out by reply reaches, from which day on, and who said so. The latest row that has begun counts; rows stay.
create table opt_out_policy (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  effective_from timestamptz not null,
  scope text not null check (scope in ('brand_all', 'program')),
  -- Whether the one confirmation asks if all was meant, where somebody had joined several programs.
  is_clarifying boolean not null,
  note text,
  set_by text not null,
  set_at timestamptz not null,
  primary key (workspace_id, id)
);

-- Asked in the confirmation of an opt-out: was all of it meant? No answer means yes.
create table opt_out_question (
  workspace_id uuid not null references workspace,
  id bigint generated always as identity,
  number text not null,
  -- The number of ours that asked, and that an answer comes to.
  sender_id uuid not null,
  reply_id bigint not null,
  -- In the order in which the question numbers them.
  program_ids uuid[] not null,
  asked_at timestamptz not null,
  answered_at timestamptz,
  primary key (workspace_id, id)
);
create index opt_out_question_open on opt_out_question (workspace_id, number) where answered_at is null;

select fence_tenant_table(t) from unnest(array['opt_out_policy', 'opt_out_question']::regclass[]) t;
grant select, insert on opt_out_policy to tidings_app, tidings_worker;
grant select, insert, update on opt_out_question to tidings_app, tidings_worker;
grant select on opt_out_policy, opt_out_question to tidings_readonly;
