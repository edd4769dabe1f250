-- Which codes a person has is asked by pool and across pools; one index answers both, so that each code that is given writes one less.
drop index coupon_code_person;
drop index coupon_code_contact;
create unique index coupon_code_person on coupon_code (workspace_id, contact_id, pool_id) where contact_id is not null;
