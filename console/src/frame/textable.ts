/** How many people of an import a campaign of its program would take: their consent is on record, and enough for its texts. */
export const textableOf = (counts: Readonly<Record<string, number>>): number =>
  (counts.with_consent ?? 0) - (counts.weak_consent ?? 0);
