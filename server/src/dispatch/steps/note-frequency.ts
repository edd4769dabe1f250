import { writeMarks } from '../../compliance/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { going, type Text } from '../chunk.ts';
import { retry } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';
import { isItsTurn } from './wait-for-pace.ts';

/**
 * What is about to leave counts from here, in the transaction of its intent; a text that the carrier then refuses has been
 * tried and counts too. Whoever was never texted before may be noted by two at once: the second is judged anew.
 */
export async function noteFrequency(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (wave.stop || !isItsTurn(wave)) return;
  const byNumber = Map.groupBy(going(wave).filter(isCapped), (text) => text.number);
  if (byNumber.size === 0) return;
  const tallies = [...byNumber].map(([number, texts]) => ({
    number,
    marks: writeMarks(
      texts[0]?.tally.earlier ?? [],
      texts.map(({ tally }) => tally.mark),
    ),
    isNew: texts[0]?.tally.isNew ?? true,
  }));
  const raced = await tools.store.noteTallies(tx, tallies, tools.ctx.clock.now());
  for (const number of raced)
    for (const text of byNumber.get(number) ?? []) text.verdict = retry(0, 'frequency.raced');
}

type CappedText = Text & { tally: NonNullable<Text['tally']> };
const isCapped = (text: Text): text is CappedText => text.tally !== null;
