-- What was laid out for work that was not done: nothing has ever written here. Each comes back with the code that writes it.
drop table inbound_part;
drop table inbound_media;
alter table inbound_message drop column subject, drop column to_number, drop column missing_parts;
drop table join_code;
alter table join_form drop column has_code;
drop table opt_out_policy;
