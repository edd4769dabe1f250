-- Of the report that is due: who has it already, so that a refused address does not bring it to the others again.
alter table report_subscription add column told text[] not null default '{}';
