-- A text may be given an end ("valid for ten minutes"). Its chunk is gone once it has been handed over; if its answer was lost
-- and the carrier says later that it never had it, it must not go out again after that end.
alter table unknown_text add column not_after timestamptz;
