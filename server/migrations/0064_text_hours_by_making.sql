-- The day on which the ids of these texts were made. A fold looks at texts that were made lately, and must leave alone what was counted of
-- older ones that left in the same hours (held for days, or sent so many a day). Counted anew from all texts in the first minute.
truncate text_hour, text_hour_state;
alter table text_hour add column made_on integer not null;
