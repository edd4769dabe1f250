-- Whoever changes the rules locks their row first; where nothing was chosen yet it is made with the version that stands for that.
alter table policy_setting drop constraint policy_setting_version_check, add check (version >= 0);
