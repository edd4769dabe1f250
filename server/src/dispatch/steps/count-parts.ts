import { countParts } from '@tidings/sms';
import { partsOfMms } from '../../templates/index.ts';
import { type Batch, going } from '../chunk.ts';

/** Pace and price count parts, so every text knows its own before it goes. */
export function countTextParts(batch: Batch): void {
  for (const text of going(batch)) text.parts = text.mms ? partsOfMms : countParts(text.body).parts;
}
