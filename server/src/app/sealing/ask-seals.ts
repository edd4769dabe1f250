import type { Context } from '../../platform/context.ts';
import type { Question } from '../checks.ts';
import { judgeSeals } from './seal-words.ts';
import { countAllSeals } from './sealed-columns.ts';

/** How many sealed values still need an older key: as long as there are some, it cannot be taken away. */
export const askSeals = (ctx: Pick<Context, 'db' | 'secrets'>): Question => ({
  name: 'sealed_values',
  ask: async () => judgeSeals(await countAllSeals(ctx)),
});
