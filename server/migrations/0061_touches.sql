-- A purchase that says itself from which campaign it came (utm_campaign, utm_id) is put down to that text, where no click is known.
alter table conversion_credit drop constraint conversion_credit_touch_check;
alter table conversion_credit add check (touch in ('click', 'utm', 'delivery'));

-- Whose purchase it was is forgotten with the event, where a workspace keeps events for so long only; what it brought stays.
alter table conversion_credit alter column contact_id drop not null;
grant update (contact_id) on conversion_credit to tidings_worker;
