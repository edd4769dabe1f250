-- Whether it may be kept who opened a link. What a person said of it themselves comes before what the workspace says.
alter table contact
  add column tracking text check (tracking in ('agreed', 'refused')),
  add column tracking_said_at timestamptz;

alter table link_setting drop constraint link_setting_tracking_check;
alter table link_setting add constraint link_setting_tracking_check check (tracking in ('person', 'agreed', 'link'));
-- Countries in which silence is no agreement. Null stands for those whose law asks first (links/tracking.ts).
alter table link_setting add column agreement_in text[];
