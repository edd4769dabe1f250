-- Backups, and the hold: what keeps a database that may be older than the carriers' memory from sending again what has
-- been sent.

-- Reads every row of every workspace and changes none, for backups. What is fenced later is opened to it by the fence, and
-- tables that later migrations make by their owner's defaults.
grant usage on schema public to tidings_backup;
grant select on all tables in schema public to tidings_backup;
grant select on all sequences in schema public to tidings_backup;
alter default privileges in schema public grant select on tables to tidings_backup;
alter default privileges in schema public grant select on sequences to tidings_backup;

create or replace function fence_tenant_table(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy own_workspace on %s using (workspace_id = (select current_workspace()))
       with check (workspace_id = (select current_workspace()))', target);
  execute format('create policy backup_reads on %s for select to tidings_backup using (true)', target);
end $$;

do $$
declare target regclass;
begin
  for target in select c.oid from pg_class c where c.relnamespace = 'public'::regnamespace and c.relrowsecurity loop
    execute format('create policy backup_reads on %s for select to tidings_backup using (true)', target);
  end loop;
end $$;

-- Jobs that a restored database must know of. What the clock starts is started by the clock again.
create function list_jobs_to_keep() returns table (task text, payload json, run_at timestamptz, job_key text)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if to_regclass('graphile_worker._private_jobs') is null then return; end if;
  return query select t.identifier, j.payload, j.run_at, j.key
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.key is null or j.key not like 'schedule:%' order by j.id;
end $$;
grant create on schema public to tidings_worker;
alter function list_jobs_to_keep() owner to tidings_worker;
revoke create on schema public from tidings_worker;

-- A new epoch begins whenever the database may have lost what it has promised. Ids of texts carry days from `ids_from` on,
-- which is a day that no id before it can carry: none of the lost ones is handed out twice, and which texts are of before
-- is told by their ids alone.
alter table installation add column epoch integer not null default 1;
alter table installation add column ids_from date;
alter table installation add column held_detail text;

-- What witnesses outside of the database hold against it: `beats` counts the seconds in which anything was sent, `cluster`
-- names the server and the timeline on which it was last seen.
create table pulse (
  is_only boolean primary key default true check (is_only),
  beats bigint not null default 0,
  cluster text
);
insert into pulse default values;

-- What a person chose for the texts of a run (or of a number, where there is no run) whose fate nobody here can know.
create table hold_choice (
  workspace_id uuid not null references workspace,
  epoch integer not null,
  flow_id uuid not null,
  choice text not null check (choice in ('skip', 'ask', 'resend')),
  texts integer not null,
  decided_by text not null,
  decided_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, epoch, flow_id)
);
select fence_tenant_table('hold_choice'::regclass);
grant select on pulse to tidings_app, tidings_worker, tidings_readonly;
grant select, insert on hold_choice to tidings_app, tidings_worker;
grant select on hold_choice to tidings_readonly;

create or replace function next_message_block() returns bigint language sql volatile as $$
  select message_day_floor(greatest((clock_timestamp() at time zone 'utc')::date, (select ids_from from installation)))
    | (nextval('message_block_seq') << 10)
$$;

-- The server's own name and its timeline, which becomes another when a standby is promoted or the past is restored. Null
-- where a managed database does not say.
create function cluster_identity() returns text language plpgsql stable as $$
begin
  return (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8);
exception when others then return null;
end $$;

-- Where the database stands. `activity` moves whenever a text is queued or a chunk leased; `seen_to` is the latest day that
-- an id handed out so far can carry.
create function read_pulse()
  returns table (epoch integer, beats bigint, activity text, seen_to date, cluster text, known_cluster text)
  language sql volatile security definer set search_path = public, pg_temp as $$
  select i.epoch, p.beats, (select last_value || is_called::text from send_fence_seq) || (select last_value || is_called::text from message_block_seq),
    greatest((clock_timestamp() at time zone 'utc')::date, i.ids_from), cluster_identity(), p.cluster
  from installation i cross join pulse p
$$;

-- One more second in which something was sent, and the server on which it was. A witness writes the number down after this
-- has committed, never before.
create function beat() returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  update pulse set beats = beats + 1, cluster = coalesce(cluster_identity(), cluster) returning beats
$$;

/*
 * Puts the installation on hold and begins a new epoch; false when it is held already. Intents share the installation's row
 * one after the other, at times without a gap in which an update would get it; a lock on the table waits in a queue, and is
 * served. `seen_to` is the latest day of an id that anybody has seen. Within the day blocks begin anew at a place that the
 * hour decides, so that two copies of one backup, restored on one day, do not hand out the same ones either.
 */
create function hold_installation(reason text, detail text, seen_to date) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare today date := (clock_timestamp() at time zone 'utc')::date;
begin
  lock table installation in exclusive mode;
  update installation set held_reason = reason, held_detail = detail, held_at = clock_timestamp(), epoch = epoch + 1,
    ids_from = greatest(today, ids_from, hold_installation.seen_to) + 1
  where held_reason is null;
  if not found then return false; end if;
  perform setval('message_block_seq', floor(extract(epoch from (clock_timestamp() at time zone 'utc')::time) * 67108864 / 86400)::bigint);
  return true;
end $$;

-- Lets it send again, if it is still held for the same reason.
create function release_installation(of_epoch integer) returns boolean
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  lock table installation in exclusive mode;
  update installation set held_reason = null, held_detail = null, held_at = null
  where held_reason is not null and epoch = of_epoch;
  return found;
end $$;

-- While held no carrier is asked either: what it says could put a text back into the queue.
create or replace function lease_unknown_texts(most integer, retry_ms integer)
  returns table (workspace_id uuid, message_id bigint, run_id uuid, policy text, tries integer, resends smallint, fence bigint)
  language sql volatile security definer set search_path = public, pg_temp as $$
  with due as (
    select u.workspace_id, u.message_id from unknown_text u
    where not u.is_final and u.settle_at <= clock_timestamp()
      and not exists (select from installation i where i.held_reason is not null)
    order by u.settle_at limit most for update skip locked
  )
  update unknown_text u set tries = u.tries + 1, fence = nextval('send_fence_seq'),
    settle_at = clock_timestamp() + make_interval(secs => retry_ms / 1000.0 * 2 ^ least(u.tries, 8))
  from due where u.workspace_id = due.workspace_id and u.message_id = due.message_id
  returning u.workspace_id, u.message_id, u.run_id, u.policy, u.tries, u.resends, u.fence
$$;

revoke execute on function list_jobs_to_keep(), cluster_identity(), read_pulse(), beat(),
  hold_installation(text, text, date), release_installation(integer) from public;
grant execute on function list_jobs_to_keep() to tidings_backup;
grant execute on function read_pulse(), beat(), hold_installation(text, text, date) to tidings_app, tidings_worker;
grant execute on function release_installation(integer) to tidings_app;

-- Which of these ids this database should have handed out and never did, in any workspace: a carrier that knows such a text
-- remembers more than we do. Those of before the present epoch are known to be lost; and what is older than receipts can be
-- may have been removed.
create function list_never_made(ids bigint[]) returns setof bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select r.id from unnest(ids) as r (id), installation i
  where r.id >= message_day_floor(greatest((clock_timestamp() at time zone 'utc')::date - 5, i.ids_from))
    and not exists (select from message m where m.id = r.id)
    and not exists (select from workspace w join send_chunk c on c.workspace_id = w.id
      and c.base_id between (r.id >> 10) << 10 and r.id and r.id < c.base_id + cardinality(c.recipients))
$$;
grant select (id) on message to tidings_lease;
grant select (ids_from) on installation to tidings_lease;
create policy lease_reads on message for select to tidings_lease using (true);
grant execute on function message_day_floor(date) to tidings_lease;
grant create on schema public to tidings_lease;
alter function list_never_made(bigint[]) owner to tidings_lease;
revoke create on schema public from tidings_lease;
revoke execute on function list_never_made(bigint[]) from public;
grant execute on function list_never_made(bigint[]) to tidings_app, tidings_worker;
