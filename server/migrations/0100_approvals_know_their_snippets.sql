-- Which version of each snippet the words held when somebody judged them. Null for words of before, which are said with the latest.
alter table template_verdict add column snippets jsonb;
