-- Whoever looks a consent up by its number names workspace and program as well, which is how the index by person begins. On a table of
-- which nothing is counted yet (a first import, right after it, a restored backup) the planner took that one, and read all consents of the
-- program for every number: an import of twenty thousand took six times as long, and one of a million would not have ended. No search by
-- number says this of a person, so none can take it any more; ids begin at 1, so nobody is missing.
drop index consent_contact;
create index consent_contact on consent (workspace_id, program_id, contact_id) include (status, level) where contact_id > 0;
