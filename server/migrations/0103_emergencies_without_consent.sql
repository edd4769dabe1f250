-- Whom emergencies reach: people who have joined their program, or, where the law asks for no consent in danger, whoever is known.
alter table policy_setting add column emergency_reach text not null default 'joined' check (emergency_reach in ('joined', 'known'));

-- As it stood when it was declared, for the second person to see; a drill is no emergency in law.
alter table emergency add column reach text not null default 'joined' check (reach in ('joined', 'known'));
alter table emergency add check (reach = 'joined' or not is_drill);

-- Words that two people have released for that, and nothing else, go without consent.
alter table word_ruling add column is_without_consent boolean not null default false;
alter table word_ruling add check (kind = 'emergency' or not is_without_consent);
