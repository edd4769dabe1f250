-- Segments are counted as tidings_readonly where the caller is kept to no list and no number: the policies that keep others to theirs look
-- up each row, and PostgreSQL plans what refers to such a look-up for one core. That role must not become a way around them. So where
-- somebody is kept to anything, it sees nothing of what they narrow.

-- True or null, and not true or false: of "is null" the planner believes that it holds for one row of two hundred, and then has the
-- largest table looked through for each row of the smallest; of "is not null" it believes the contrary.
create function reaches_everything() returns boolean language sql stable parallel safe
  as $$ select nullif(reach_lists() is null and reach_senders() is null, false) $$;

do $$
declare narrowed regclass;
begin
  for narrowed in select polrelid from pg_policy where polname = 'within_reach' loop
    execute format('create policy only_unnarrowed on %s as restrictive for select to tidings_readonly
      using ((select reaches_everything()) is not null)', narrowed);
  end loop;
end $$;
