-- Addresses in single texts become short links, too: one link for an address, however many texts have it.
create index link_of_texts on link (workspace_id, md5(url)) where made_by = 'texts';
