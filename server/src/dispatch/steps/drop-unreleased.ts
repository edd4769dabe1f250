import { isReleased } from '../../compliance/index.ts';
import { type Batch, going } from '../chunk.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/** An emergency passes hours and caps, so two people answer for it: a campaign is approved before its launch, other texts by their words. */
export function dropUnreleased({ run, rulings, ...batch }: Batch, { ctx }: Pick<Tools, 'ctx'>): void {
  if (run?.kind === 'campaign') return;
  const now = ctx.clock.now();
  for (const text of going(batch)) {
    if (text.purpose !== 'emergency' || text.mayHaveLeft) continue;
    if (run && isReleased(rulings, { programId: run.programId, body: text.body }, now)) continue;
    text.verdict = drop('text.emergency_alone', emergencyAlone);
  }
}

export const emergencyAlone = 'An emergency needs two people, and nobody else has released these words.';
