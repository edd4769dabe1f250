import type { ItemOf } from '@tidings/sdk';

/** A line of the register of breaches. */
export type Breach = ItemOf<'/v1/breaches'>;
