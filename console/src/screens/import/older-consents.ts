import type { Import } from './draft.ts';

/** How many rows say that somebody agreed before the program was made, and nobody has said yet what shows it. */
export const olderConsents = ({ counts }: Pick<Import, 'counts'>): number => counts.dates_before_program ?? 0;
