-- Words for a mail program can be kept beside those for texts. Texts are written from templates of the channel text alone.
alter table template add column channel text not null default 'text'
  check (channel in ('text', 'commercial_email', 'relationship_email'));
