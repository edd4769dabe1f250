-- Since when it goes on, of what was paused: in an experiment the wait begins anew then.
alter table campaign add column resumed_at timestamptz;

-- The round that is out or on its way. Its arms do not tell: where it left nobody for any variant there are none.
alter table campaign_experiment add column round smallint not null default 0, add check (round >= 0);

-- What leads an experiment is paused itself from now on; of those that somebody has paused, only the arms were.
alter table campaign no force row level security;
alter table campaign_experiment no force row level security;
alter table campaign_arm no force row level security;
update campaign_experiment e set round = a.round
  from (select workspace_id, campaign_id, max(round) as round from campaign_arm group by 1, 2) a
  where a.workspace_id = e.workspace_id and a.campaign_id = e.campaign_id;
update campaign c set status = 'paused'
  where c.status = 'testing'
    and exists (select from campaign a where a.workspace_id = c.workspace_id and a.part->>'root' = c.id::text and a.status = 'paused')
    and not exists (select from campaign a where a.workspace_id = c.workspace_id and a.part->>'root' = c.id::text and a.status = 'sending');
-- An arm that was stopped by itself is sent to nobody any more, also where it had not been sent yet.
update campaign c set status = 'stopped', finished_at = coalesce(c.finished_at, now())
  where c.status in ('draft', 'checked', 'scheduled')
    and exists (select from campaign_arm a where a.workspace_id = c.workspace_id and a.arm_id = c.id and a.stopped_at is not null);
alter table campaign_arm force row level security;
alter table campaign_experiment force row level security;
alter table campaign force row level security;
