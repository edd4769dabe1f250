/** What a correction does not change, and where that is done. */
export const changedElsewhere = {
  number:
    'The number is who they are and never changes: what was agreed to on it is not agreed to on another. Add the other number as a person of its own.',
  consent:
    'What they agreed to is recorded with its proof: by an import, by a form or a keyword, with the person when they are added (POST /v1/contacts), or later (POST /v1/contacts/{id}/consents); POST /v1/contacts/{id}/opt-out takes them out.',
  tracking:
    'Whether clicks may be kept is what they said themselves: PUT /v1/contacts/{id}/tracking takes it down.',
  lists:
    'Lists are changed by POST /v1/bulk-changes (add_to_list, remove_from_list), for one person as for many.',
  tags: 'Tags are changed by POST /v1/bulk-changes (add_tag, remove_tag), for one person as for many.',
} as const;
export type Elsewhere = keyof typeof changedElsewhere;
