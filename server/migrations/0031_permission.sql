-- Permission by purpose: what the consent on file is worth, how much of what the law accepts a workspace wants, and why each text
-- was allowed.

-- Follows from the event that a consent rests on (contacts/consent-level.ts). Null until it has been worked out, which a job does
-- for consents of before this migration; texts that need a level wait meanwhile.
alter table consent add column level text, add column level_expires_at timestamptz;
create index consent_without_level on consent (workspace_id, program_id, number) where level is null and status = 'opted_in';

alter table policy_setting add column permission_standard text not null default 'relationship'
  check (permission_standard in ('relationship', 'written', 'proven'));

-- Beside the hour, which rule about consent let a text go: {"rule": …, "version": …, "sentence": …}. Null in answers of before.
alter table hours_answer add column permission jsonb;
