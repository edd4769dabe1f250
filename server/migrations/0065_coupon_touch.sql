-- A purchase with a code that a text gave to this person is put down to that text.
alter table conversion_credit drop constraint conversion_credit_touch_check;
alter table conversion_credit add constraint conversion_credit_touch_check check (touch in ('coupon', 'click', 'utm', 'delivery'));
