-- The others of a pilot wait for a person's word and for no hour: none is named as the next at which a text may go.
create or replace function next_send_at(after timestamptz) returns timestamptz
language sql stable security definer set search_path to 'public', 'pg_temp'
as $function$ select min(c.not_before) from send_chunk c
        left join send_run r on r.workspace_id = c.workspace_id and r.id = c.run_id
        where c.state = 'ready' and c.not_before > after and c.held_reason is distinct from 'go_on' and (c.run_id is null or r.state = 'running') $function$;

-- Those of before were to leave by themselves after sixty days, when they are given up now.
alter table send_chunk no force row level security;
alter table campaign_schedule no force row level security;
update send_chunk c set held_reason = 'go_on', not_before = c.not_before + interval '60 days'
from campaign_schedule s
where s.workspace_id = c.workspace_id and s.campaign_id = c.run_id and s.plan->'spread'->>'kind' = 'first' and s.plan->'spread'->>'minutes' is null
  and c.state = 'ready' and c.held_reason = 'planned_hour';
alter table campaign_schedule force row level security;
alter table send_chunk force row level security;
