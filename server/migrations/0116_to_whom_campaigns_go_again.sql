-- To whom of a campaign another one goes again. A draft to others than those is nobody's to give up.
alter table campaign add column again_to text check (again_to in ('failed', 'not_clicked', 'not_replied'));
update campaign c set again_to = a.after ->> 'to' from audit_entry a
where c.again_of is not null and a.workspace_id = c.workspace_id and a.act = 'campaign.sent_again'
  and a.after ->> 'campaign' = 'cmp_' || replace(c.id::text, '-', '');
