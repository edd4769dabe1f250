-- Some carriers say with their receipts what a text has cost.
alter table text_cost drop constraint text_cost_source_check;
alter table text_cost add constraint text_cost_source_check check (source in ('answer', 'receipt', 'listing', 'invoice'));
