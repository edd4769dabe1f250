-- Segments ask who of a million has joined a program, with which level. In the order of people, and with that in the index, the answer is
-- read beside the people themselves and no row of a consent; before, all of them were read and sorted for each count. A change of status or
-- level wrote the row's entries anew before, too, because of the index of those without a level.
create index consent_contact on consent (workspace_id, program_id, contact_id) include (status, level);
