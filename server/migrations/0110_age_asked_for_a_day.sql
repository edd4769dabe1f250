-- When somebody was asked how old they are, and the question has left: what they say later than a day after is no answer to it.
alter table contest_entry add column asked_at timestamptz;
update contest_entry set asked_at = entered_at where state = 'asked';
