import { countParts } from '@tidings/sms';
import { type Batch, going } from '../chunk.ts';

/** Pace and price count parts, so every text knows its own before it goes. */
export function countTextParts(batch: Batch): void {
  for (const text of going(batch)) text.parts = countParts(text.body).parts;
}
