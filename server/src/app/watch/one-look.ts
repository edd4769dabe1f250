import type { Context } from '../../platform/context.ts';
import type { Reading } from './watch.queries.ts';

export type NewReading = Omit<Reading, 'since' | 'ageSeconds'>;

/** One check of the round: what it found the last time goes in, what it finds now comes out. */
export type Look = { readonly name: string; look(ctx: Context, before: Reading | null): Promise<NewReading> };
