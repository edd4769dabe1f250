-- A bandit goes round by round: an arm of each round is a campaign of its own.
alter table campaign_arm add column round smallint not null default 0 check (round >= 0);
alter table campaign_arm drop constraint campaign_arm_pkey;
alter table campaign_arm add primary key (workspace_id, campaign_id, round, place);
