-- A rule by which people are chosen, under a name. Campaigns and other segments name it by its id, so that it can be renamed.
create table segment (
  workspace_id uuid not null references workspace,
  id uuid not null,
  name text not null check (name <> ''),
  version integer not null,
  rule jsonb not null,
  created_by text not null,
  created_at timestamptz not null,
  changed_by text not null,
  changed_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id)
);
-- A name is free again once its segment is archived.
create unique index segment_name on segment (workspace_id, name) where archived_at is null;

-- What a segment was before; never changed.
create table segment_version (
  workspace_id uuid not null,
  segment_id uuid not null,
  version integer not null,
  name text not null,
  rule jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (workspace_id, segment_id, version),
  foreign key (workspace_id, segment_id) references segment
);

-- At most so many of those who would receive it, drawn by lot with the seed.
alter table campaign
  add column at_most integer check (at_most > 0),
  add column draw_seed bigint,
  add check ((at_most is null) = (draw_seed is null));

-- What the business calls a person in its own systems: the field external_id, where it has one. As a column of its own it can be
-- looked up; an index on the expression may not be used under row security.
alter table contact add column external_id text generated always as (fields ->> 'external_id') stored;
create index contact_external_id on contact (workspace_id, external_id) where external_id is not null;

-- The names of events that have come, and what kinds of values their properties had.
create table event_name (
  workspace_id uuid not null references workspace,
  id integer not null generated always as identity,
  name text not null check (name ~ '^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$' and length(name) <= 100),
  properties jsonb not null default '{}',
  first_seen_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

-- Something that a person did elsewhere: an order, a visit. By month of when it happened, so that old ones go with their file. The one
-- index reads a person's events of a kind, and all events of a kind in a month, out of itself.
create table custom_event (
  workspace_id uuid not null,
  name_id integer not null,
  contact_id bigint not null,
  occurred_at timestamptz not null,
  key uuid not null,
  value numeric(18, 4),
  properties jsonb,
  received_at timestamptz not null
) partition by range (occurred_at);
create index custom_event_person on custom_event (workspace_id, name_id, contact_id, occurred_at) include (value);

-- That an event has come, by half of the hash of the business's own id: taken once, whatever time it says the second time.
create table custom_event_key (
  workspace_id uuid not null,
  key uuid not null,
  occurred_at timestamptz not null,
  primary key (workspace_id, key)
);

-- What a person's events of one kind come to, kept with every event that comes: the questions that are asked most are answered by this.
create table custom_event_total (
  workspace_id uuid not null,
  name_id integer not null,
  contact_id bigint not null,
  events integer not null,
  value numeric(20, 4) not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (workspace_id, name_id, contact_id)
) with (fillfactor = 70);

select fence_tenant_table(t) from unnest(array['segment', 'segment_version', 'event_name', 'custom_event', 'custom_event_key',
  'custom_event_total']::regclass[]) t;
grant select, insert, update on segment to tidings_app;
grant select, insert on segment_version to tidings_app;
grant select, insert, update on event_name to tidings_app;
grant select, insert, delete on custom_event, custom_event_key to tidings_app;
grant select, insert, update, delete on custom_event_total to tidings_app;
grant select on segment, segment_version, event_name to tidings_worker;
-- A person's data is erased by a job, the second time.
grant select, delete on custom_event, custom_event_key, custom_event_total to tidings_worker;
grant select on segment, segment_version, event_name, custom_event, custom_event_key, custom_event_total to tidings_readonly;

-- The month of an event that comes late is made when it comes. Attached and not created in place: that waits for no reader.
create function ensure_event_month(month date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month);
  part text := 'custom_event_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass(part) is not null or first not between date '2000-01-01' and date '2199-12-01' then return; end if;
  perform pg_advisory_xact_lock(hashtext('ensure_event_month'));
  if to_regclass(part) is not null then return; end if;
  execute format('create table %I (like custom_event including defaults)', part);
  perform fence_tenant_table(part::regclass);
  execute format('alter table custom_event attach partition %I for values from (%L) to (%L)', part,
    first::timestamp at time zone 'utc', (first + interval '1 month')::timestamp at time zone 'utc');
end $$;
revoke execute on function ensure_event_month(date) from public;
grant execute on function ensure_event_month(date) to tidings_app, tidings_worker;
select ensure_event_month((now() + make_interval(months => m))::date) from generate_series(-1, 1) m;

/*
 * Drops the events of a month with their file, and takes them out of the totals, which go on saying what is kept. Returns how many there
 * were; null where there is no such month, or it is not two months old.
 */
create function drop_event_month(month date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first date := date_trunc('month', month);
  part text := 'custom_event_' || to_char(first, 'YYYY_MM');
  from_at timestamptz := first::timestamp at time zone 'utc';
  until_at timestamptz := (first + interval '1 month')::timestamp at time zone 'utc';
  own uuid;
  counted bigint := 0;
  more bigint;
begin
  if to_regclass(part) is null or first > date_trunc('month', now() at time zone 'utc') - interval '2 months' then return null; end if;
  for own in select list_workspace_ids() loop
    perform set_config('app.workspace_id', own::text, true);
    execute format('select count(*) from %I', part) into more;
    counted := counted + more;
    execute format(
      'update custom_event_total t set events = t.events - g.events, value = t.value - g.value,
         first_at = coalesce((select min(e.occurred_at) from custom_event e where e.workspace_id = t.workspace_id
           and e.name_id = t.name_id and e.contact_id = t.contact_id and (e.occurred_at < $1 or e.occurred_at >= $2)), t.first_at)
       from (select workspace_id, name_id, contact_id, count(*)::integer as events, coalesce(sum(value), 0) as value
         from %I group by 1, 2, 3) g
       where t.workspace_id = g.workspace_id and t.name_id = g.name_id and t.contact_id = g.contact_id', part)
      using from_at, until_at;
    delete from custom_event_total t where t.workspace_id = own and t.events <= 0;
    delete from custom_event_key k where k.workspace_id = own and k.occurred_at >= from_at and k.occurred_at < until_at;
  end loop;
  perform set_config('app.workspace_id', '', true);
  execute format('drop table %I', part);
  return counted;
end $$;
revoke execute on function drop_event_month(date) from public;
grant execute on function drop_event_month(date) to tidings_worker;
