-- Whether clicks may be kept is asked where people join, too: by a box of its own on a form, or a column of a file.
alter table join_form add column is_tracking_asked boolean not null default false;

-- By which way it was said, as evidence: a page, a form, a file and what is attested of it.
alter table contact add column tracking_how text;

-- Of files that were staged before, nobody has said anything: a list that is shorter than the others ends in nothing.
alter table import_staging add column tracking text[] not null default '{}';
alter table import_staging alter column tracking drop default;
