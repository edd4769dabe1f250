-- Segments ask of a million totals who bought how much, and when last. With the figures in the key the answer is read from the index
-- alone; fetched from the rows it took six times as long. What it costs: a total that changes writes its index anew (no HOT update).
alter table custom_event_total drop constraint custom_event_total_pkey;
alter table custom_event_total add primary key (workspace_id, name_id, contact_id) include (events, value, first_at, last_at);
