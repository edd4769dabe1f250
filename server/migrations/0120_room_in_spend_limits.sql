-- A guard may name an amount of twelve digits, in a currency of small units or as good as no limit, and what was spent before it is added.
alter table spend_limit alter column most type numeric(20,6);
