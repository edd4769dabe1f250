-- T-Mobile counts what a company sends from midnight to midnight in the Pacific zone. An even pace spread over the day kept to that, and made a
-- text of two thousand people take a day; a counter lets them leave at once and holds what is more until the next day.
alter table pace add column parts_per_day integer check (parts_per_day > 0);
alter table pace add column counted_on date;
alter table pace add column counted_parts integer not null default 0;
