/** A tag for those who have another already. */
export const bulkOf = (tag: string) => ({ act: 'add_tag', tag, whom: { tag } });

export const bulkBodies = (ids: Readonly<Record<string, string>>): Record<string, object> => ({
  'POST /v1/bulk-changes': {
    ...{ act: 'add_to_list', list_id: ids.list ?? '', whom: { list: ids.list ?? '' } },
  },
  'POST /v1/bulk-changes/suppressions': { reason: 'phone', whom: { contacts: [ids.contacts ?? ''] } },
  'POST /v1/bulk-changes/erasures': { note: 'A test', whom: { contacts: [ids.contacts ?? ''] } },
  'POST /v1/bulk-changes/:id/begin': {},
  'POST /v1/contacts/:id/consents': {
    ...{ program_id: ids.alarms ?? '', method: 'paper', occurred_at: '2026-11-01T10:00:00Z' },
    attestation: 'Signed card 17, in the office',
  },
});
