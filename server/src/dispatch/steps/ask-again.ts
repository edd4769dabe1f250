import type { Tx } from '../../platform/db/pool.ts';
import { going, type Text } from '../chunk.ts';
import { retry } from '../verdict.ts';
import { dropWithoutConsent } from './drop-without-consent.ts';
import { endsTooSoon } from './hold-before-closing.ts';
import { holdOverFrequency } from './hold-over-frequency.ts';
import type { Tools, Wave } from './step.ts';

/**
 * The last moment to say no. The first wave of a chunk was decided in this very transaction; every other one has waited
 * since, so consent is asked again with the rows locked, and a window that has closed meanwhile sends its text back to be
 * judged anew, not out late. The transaction may run again after a deadlock: what the first try decided is decided anew.
 */
export async function askAgain(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  for (const text of wave.texts) text.verdict = null;
  await dropWithoutConsent(wave, tools, tx);
  await holdOverFrequency(wave, tools, tx);
  // Whoever has to wait since is given an hour where the whole chunk is decided about.
  for (const text of wave.texts)
    if (text.verdict?.kind === 'hold') text.verdict = retry(0, text.verdict.reason);
  const { clock } = tools.ctx;
  const now = clock.now();
  const isTooLate = (text: Text) => !clock.isRehearsal && endsTooSoon(text, wave.gateway, now, tools.timing);
  for (const text of going(wave))
    if (text.closesAt && (now >= text.closesAt || isTooLate(text)))
      text.verdict = retry(0, 'quiet_hours.closed');
}
