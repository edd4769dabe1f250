-- Which campaign another one goes again to some people of. Of those that are not done there is one at a time, so that nobody is
-- in two of them.
alter table campaign add column again_of uuid;
alter table campaign add foreign key (workspace_id, again_of) references campaign (workspace_id, id);
create index campaign_again on campaign (workspace_id, again_of) where again_of is not null;
