/** A field that the text names and that some people have no value for; a fallback, where there is one, stands in for it. */
export type MissingValue = {
  readonly field: string;
  readonly people: number;
  /** A few of them, to look at. */
  readonly contactIds: readonly number[];
};

const examplesKept = 10;

/** Counts people without a value for the fields of a text. */
export function openMissing(fields: readonly string[]) {
  const missing = new Map<string, { people: number; contactIds: number[] }>();
  return {
    /** True where the person lacks at least one. */
    add(contactId: number, values: Readonly<Record<string, unknown>>): boolean {
      let lacks = false;
      for (const field of fields) {
        const value = values[field];
        if (value !== null && value !== undefined && String(value).trim() !== '') continue;
        lacks = true;
        const known = missing.get(field) ?? { people: 0, contactIds: [] };
        missing.set(field, known);
        known.people += 1;
        if (known.contactIds.length < examplesKept) known.contactIds.push(contactId);
      }
      return lacks;
    },
    result: (): MissingValue[] =>
      [...missing]
        .map(([field, found]) => ({ field, ...found }))
        .sort((one, other) => other.people - one.people),
  };
}
