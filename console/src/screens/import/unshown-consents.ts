import type { Import } from './draft.ts';

type Found = Pick<Import, 'counts'>;

/** How many rows say that somebody agreed before the program was made, and nobody has said yet what shows it. */
export const olderConsents = ({ counts }: Found): number => counts.dates_before_program ?? 0;

/** How many rows have a day and nothing that shows an agreement in writing, where texts of the program need one. */
export const unwrittenConsents = ({ counts }: Found): number =>
  (counts.weak_consent ?? 0) > 0 ? (counts.unshown_consents ?? 0) : 0;

/** How many consents count, or count for more, once somebody says what shows them. */
export const unshownConsents = (found: Found): number => olderConsents(found) + unwrittenConsents(found);
