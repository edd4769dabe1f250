-- What a person wants of our marketing, by their own word: how often, at which hours, in which language.
-- {"frequency": {"most": 4, "days": 30}, "hours": {"from": 10, "until": 19}}; absent where they said nothing.
alter table contact add column wishes jsonb check (jsonb_typeof(wishes) = 'object'), add column language text;
