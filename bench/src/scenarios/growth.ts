import { type Blast, blast } from '../blast.ts';
import { addHistory } from '../history.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { openSmppCast } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';

const fewTexts = 1_000;
const usualMostTexts = 10_000_000;

export const growth = defineScenario({
  name: 'growth',
  about:
    'The campaign of `send-smpp` three times over on one database, which has a thousand texts on record at first, then a tenth of the most, then the most: as many rows of the same month, with their chunks and intents.',
  figures: {
    mostTexts: 'texts on record before the last campaign, those of the campaigns before it aside',
    sentTexts: 'texts that each campaign sends',
    textsPerSecond:
      'with the most on record, from the first acceptance to the last receipt applied in the database',
    textsPerSecondWithFew: 'the same with a thousand on record',
    textsPerSecondWithSome: 'the same with a tenth of the most',
    databaseUsWithFew:
      'processor time that PostgreSQL took for a text, in microseconds, with a thousand on record',
    databaseUsWithMost: 'the same with the most',
    walBytesWithFew: 'bytes of write-ahead log a text with a thousand on record',
    walBytesWithMost: 'the same with the most',
    fall: 'share by which the speed with the most lies below that with a thousand; below zero it rose',
  },
  limits:
    'The history is written by SQL and vacuumed, and everybody in it was texted many times. People and consents do not grow. The carrier, which remembers every text of the run, takes its share of the same processors.',
  async run({ isQuick, size, workplace, say }) {
    const mostTexts = Math.max(size ?? (isQuick ? 20_000 : usualMostTexts), 10 * fewTexts);
    const sentTexts = isQuick ? 5_000 : Math.min(600_000, Math.max(20_000, mostTexts / 10));
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      ...['--sent-receipts', 'off', '--profile', 'plain', '--smpp-port', '0'],
    );
    say(`making ${sentTexts} people who agreed`);
    const cast = await openSmppCast(stage, carrier, sentTexts);
    const blasts: Blast[] = [];
    let onRecord = 0;
    for (const wanted of [fewTexts, Math.round(mostTexts / 10), mostTexts]) {
      say(`putting ${wanted} texts on record`);
      await addHistory(stage, cast, wanted - onRecord);
      onRecord = wanted;
      say('sending');
      blasts.push(await blast(stage, workplace, cast, carrier, sentTexts));
    }
    const [few, some, most] = blasts as [Blast, Blast, Blast];
    return {
      mostTexts,
      sentTexts,
      textsPerSecond: most.textsPerSecond,
      textsPerSecondWithFew: few.textsPerSecond,
      textsPerSecondWithSome: some.textsPerSecond,
      databaseUsWithFew: few.databaseUsPerText,
      databaseUsWithMost: most.databaseUsPerText,
      walBytesWithFew: few.walBytesPerText,
      walBytesWithMost: most.walBytesPerText,
      fall: 1 - most.textsPerSecond / few.textsPerSecond,
    };
  },
});
