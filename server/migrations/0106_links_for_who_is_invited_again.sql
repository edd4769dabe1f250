-- Letters with a link for a new password are made by the worker; whoever was removed and is invited again may ask for one.
grant execute on function invitations_of(text) to tidings_worker;
