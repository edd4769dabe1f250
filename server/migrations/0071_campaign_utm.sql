-- What a campaign adds to the addresses of its short links, so that the pages behind them know where somebody comes from.
alter table campaign add column utm jsonb check (jsonb_typeof(utm) = 'object');
