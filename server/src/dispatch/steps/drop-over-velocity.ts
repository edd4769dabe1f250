import { refuseOverVelocity, type VelocityText } from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { quietly } from '../../platform/db/together.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { earlyIn, velocityAhead } from '../early.ts';
import type { Lane } from '../lane.ts';
import { drop } from '../verdict.ts';
import type { Tools } from './step.ts';

/**
 * Passwords that a form is made to send by the hundred are refused, whichever path they came on; nothing else is counted.
 * Two at the same moment may both be let through, so that real people never wait for each other.
 */
export async function dropOverVelocity(batch: Batch, { store }: Tools, tx: Tx): Promise<void> {
  const texts = countedTexts(batch, going(batch));
  if (texts.length === 0) return;
  const early = earlyIn(batch, tx);
  const asked = velocityAhead(early, texts) ?? askVelocity(store, tx, texts);
  const [limits, counts] = await Promise.all([asked.limits, asked.counts]);
  const refused = refuseOverVelocity(texts, counts, limits);
  for (const text of texts) {
    const refusal = refused.get(text.id);
    if (refusal) text.verdict = drop(refusal.reason, refusal.detail);
  }
  const letThrough = texts.filter((text) => text.verdict === null);
  if (letThrough.length === 0) return;
  const noted = store.noteVelocity(tx, letThrough);
  if (early) early.later.push(quietly(noted));
  else await noted;
}

/** Asks how many passwords went where, and how many may. */
export function askVelocity(
  store: Pick<Tools['store'], 'findVelocityLimits' | 'countVelocity'>,
  tx: Tx,
  texts: readonly VelocityText[],
) {
  const limits = quietly(store.findVelocityLimits(tx));
  return { texts: texts.length, limits, counts: quietly(store.countVelocity(tx, texts)) };
}

/** Whom it asks about, of these. */
export const countedTexts = ({ run, chunk }: Pick<Batch, 'run' | 'chunk'>, texts: readonly Text[]): Text[] =>
  run ? texts.filter((text) => isOfVelocity(chunk.lane, text.purpose) && !text.mayHaveLeft) : [];

export const isOfVelocity = (lane: Lane, purpose: string): boolean => lane === 'otp' && purpose === 'otp';
