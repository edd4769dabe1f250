-- Whoever lets a number rest says why, and whoever finds it resting reads it.
alter table sender_health add column rest_reason text check (rest_reason <> '');
