import { sealedColumn } from '../platform/sealed-column.queries.ts';
import { placeOfSeed } from './save-contest.ts';

/** The seeds of draws; those of contests that were drawn are public since, and stay sealed beside. */
export const sealedContestSeeds = sealedColumn({ table: 'contest', column: 'seed_sealed' }, placeOfSeed);
