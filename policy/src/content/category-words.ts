import type { Category } from './category.ts';
import { money } from './words-of-money.ts';
import { substances } from './words-of-substances.ts';
import { vice } from './words-of-vice.ts';

export type { Category } from './category.ts';

/** Every category, in the order in which they are asked. */
export const categories: readonly Category[] = [...vice, ...substances, ...money];
