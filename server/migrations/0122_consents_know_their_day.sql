-- Segments ask who has joined lately, which was read from the ledger: a million events beside a million consents for each count. When the
-- event happened on which a consent rests stands in its row now, and in the index of consents by person, which answers alone. A consent that
-- rests on another event wrote that index anew before, too: its status or its level is another.
alter table consent add column event_at timestamptz;

alter table consent no force row level security;
alter table consent_event no force row level security;
update consent k set event_at = e.occurred_at from consent_event e where e.workspace_id = k.workspace_id and e.id = k.event_id;
alter table consent_event force row level security;
-- A row that no event stands behind is of no writer of ours; it has stood since it was written last.
update consent set event_at = updated_at where event_at is null;
alter table consent force row level security;

alter table consent alter column event_at set not null;
drop index consent_contact;
create index consent_contact on consent (workspace_id, program_id, contact_id) include (status, level, event_at) where contact_id > 0;
