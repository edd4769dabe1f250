-- Every segment and every campaign passes over everybody of a workspace. Most ask no more than who there is, at which number and in which state
-- of their address; with that in the key the index alone answers, a fifth of what the rows are. The state stands as it is compared: in
-- capitals, without the blanks around it, null where there is none. No name of a state is a hundred letters long, so what is longer is
-- cut off, and no address is too long for the index. What it costs: who moves or gets another number has the indexes written anew.
alter table contact
  drop constraint contact_pkey,
  add column address_state text generated always as (nullif(left(upper(btrim(region)), 100), '')) stored;
alter table contact add primary key (workspace_id, id) include (number, address_state);
