-- An answer for later may be the last: the conversation is closed with it once it has left.
alter table conversation_answer add column is_last boolean not null default false;
