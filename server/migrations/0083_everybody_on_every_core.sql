-- Segments are counted as tidings_readonly where the caller is kept to no list and no number: the policies that keep others to theirs look
-- up each row, and PostgreSQL plans what refers to such a look-up for one core. That role must not become a way around them. So where
-- somebody is kept to anything, it sees nothing of what they narrow.
do $$
declare narrowed regclass;
begin
  for narrowed in select polrelid from pg_policy where polname = 'within_reach' loop
    execute format('create policy only_unnarrowed on %s as restrictive for select to tidings_readonly
      using ((select reach_lists()) is null and (select reach_senders()) is null)', narrowed);
  end loop;
end $$;
