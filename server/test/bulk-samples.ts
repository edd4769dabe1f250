/** A tag for those who have another already. */
export const bulkOf = (tag: string) => ({ act: 'add_tag', tag, whom: { tag } });

export const bulkBodies = (ids: Readonly<Record<string, string>>): Record<string, object> => ({
  'POST /v1/bulk-changes': {
    ...{ act: 'add_to_list', list_id: ids.list ?? '', whom: { list: ids.list ?? '' } },
  },
  'POST /v1/bulk-changes/suppressions': { reason: 'phone', whom: { contacts: [ids.contacts ?? ''] } },
  'POST /v1/bulk-changes/erasures': { note: 'A test', whom: { contacts: [ids.contacts ?? ''] } },
  'POST /v1/bulk-changes/:id/begin': {},
});
