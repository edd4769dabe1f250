-- To stop everything is a permission of its own, so that somebody can have it who launches nothing. Whoever could stop keeps it.
alter table custom_role no force row level security;
update custom_role set permissions = permissions || '{sending.stop}'
  where 'campaigns.launch' = any (permissions) and not 'sending.stop' = any (permissions);
alter table custom_role force row level security;

alter table api_key no force row level security;
update api_key set scopes = scopes || '{sending.stop}'
  where 'campaigns.launch' = any (scopes) and not 'sending.stop' = any (scopes);
alter table api_key force row level security;
