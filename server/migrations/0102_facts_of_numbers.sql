-- What is known of a number beside how fast it sends: what its owner calls it, whether pictures leave from it (null where nobody has said), whether
-- its texts alone are hosted at the carrier while its calls stay elsewhere, what it costs a month, and which country a short code is of (null where
-- nobody has said).
alter table sender
  add column label text check (label <> ''),
  add column can_mms boolean check (not (can_mms and kind = 'alphanumeric')),
  add column is_hosted boolean not null default false check (not is_hosted or kind in ('long_code', 'toll_free')),
  add column country text check (country ~ '^[A-Z]{2}$'),
  add column monthly_cost numeric(12, 4) check (monthly_cost >= 0),
  add column monthly_currency text check (monthly_currency ~ '^[A-Z]{3}$'),
  add check ((monthly_cost is null) = (monthly_currency is null));
