-- What a person may ask of us: to see, correct, carry away and erase what is on file, to be left alone, and to say how often
-- and when they want to hear from us.

-- What is personal in an event of the ledger enters its hash as a digest under a salt of its own. An erasure keeps the
-- digest in `personal` and forgets salt, number, contact and evidence: the chain still closes, and nobody can try numbers
-- against it. Events from before there were salts have none; docs/decisions says what that means for them.
alter table consent_event add column salt bytea, add column personal bytea, add column erased_at timestamptz;
alter table consent_event drop constraint consent_event_type_check;
alter table consent_event add constraint consent_event_type_check
  check (type in ('opt_in', 'opt_out', 'rejoin', 'withdrawn',
  'doi_requested', 'doi_confirmed', 'expired', 'erased'));

-- The service may make the ledger forget who somebody was, once, and may change nothing else of it.
create function only_forget() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.erased_at is not null or new.erased_at is null or new.number not like '#%' or new.contact_id is not null
    or new.evidence <> '{}' or new.salt is not null or (old.salt is null) <> (new.personal is null) then
    raise exception 'an event of the ledger can be emptied once, and not be changed' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_forget before update on consent_event for each row
  when (current_user in ('tidings_app', 'tidings_worker')) execute function only_forget();
grant update (number, contact_id, evidence, salt, personal, erased_at) on consent_event to tidings_app, tidings_worker;

-- The number of somebody who was erased stands as a keyed hash; whoever brings it again meets it.
alter table suppression add column is_erased boolean not null default false;
create index suppression_erased on suppression (workspace_id, brand_id) where is_erased;
