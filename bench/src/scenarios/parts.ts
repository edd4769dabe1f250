import { countParts } from '@tidings/sms';
import { SegmentedMessage } from 'sms-segments-calculator';
import { measureRates, type Work } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

const kinds = {
  one: variants(
    'Corner Bakery: fresh rolls until six today, two for one with this text, come by. Reply STOP to end',
  ),
  three: variants('The harbour store opens again on Saturday at nine with coffee for everybody. '.repeat(4)),
  emoji: variants('Corner Bakery: fresh rolls from seven tomorrow, see you there 🥐👋 Reply STOP to end'),
};

export const parts = defineScenario({
  name: 'parts',
  about:
    'Counts the parts of texts (`countParts` of `sms/`), against the calculator that Twilio publishes (sms-segments-calculator).',
  figures: {
    onePartPerSecond: 'texts of some 100 characters in GSM-7, counted by us in a second',
    onePartTheirsPerSecond: 'the same by the other calculator',
    onePartRatio: 'ours by theirs',
    threePartsPerSecond: 'texts of some 310 characters in GSM-7',
    threePartsTheirsPerSecond: 'the same by the other calculator',
    threePartsRatio: 'ours by theirs',
    emojiPerSecond: 'texts of two parts in UCS-2, with emoji',
    emojiTheirsPerSecond: 'the same by the other calculator',
    emojiRatio: 'ours by theirs',
  },
  comparisons: [
    comparison('one part, GSM-7, texts a second', 'onePart'),
    comparison('three parts, GSM-7, texts a second', 'threeParts'),
    comparison('two parts, UCS-2, texts a second', 'emoji'),
  ],
  limits:
    'One thread, warm. Both say the same number of parts for these texts. Theirs also lists what stands in each part, character by character; ours tells where each part begins and ends.',
  async run({ isQuick, say }) {
    say('counting parts');
    const rates = await measureRates(
      {
        one: ours(kinds.one),
        oneTheirs: theirs(kinds.one),
        three: ours(kinds.three),
        threeTheirs: theirs(kinds.three),
        emoji: ours(kinds.emoji),
        emojiTheirs: theirs(kinds.emoji),
      },
      isQuick,
    );
    return {
      onePartPerSecond: rates.one,
      onePartTheirsPerSecond: rates.oneTheirs,
      onePartRatio: rates.one / rates.oneTheirs,
      threePartsPerSecond: rates.three,
      threePartsTheirsPerSecond: rates.threeTheirs,
      threePartsRatio: rates.three / rates.threeTheirs,
      emojiPerSecond: rates.emoji,
      emojiTheirsPerSecond: rates.emojiTheirs,
      emojiRatio: rates.emoji / rates.emojiTheirs,
    };
  },
});

function comparison<Kind extends string>(what: string, kind: Kind) {
  return {
    what,
    ours: `${kind}PerSecond`,
    theirs: `${kind}TheirsPerSecond`,
    ratio: `${kind}Ratio`,
    against: 'sms-segments-calculator',
  } as const;
}

/** A hundred different texts, so that nothing is counted twice in a row. */
function variants(text: string): readonly string[] {
  return Array.from({ length: 100 }, (_, at) => `${text} ${String(at).padStart(2, '0')}`);
}

function ours(texts: readonly string[]): Work {
  return () =>
    counted(
      texts,
      texts.reduce((sum, text) => sum + countParts(text).parts, 0),
    );
}

function theirs(texts: readonly string[]): Work {
  return () =>
    counted(
      texts,
      texts.reduce((sum, text) => sum + new SegmentedMessage(text).segmentsCount, 0),
    );
}

/** All texts of a kind have equally many parts; anything else means that a counter is wrong, however fast. */
function counted(texts: readonly string[], sum: number): number {
  const expected = texts.length * countParts(texts[0] ?? '').parts;
  if (sum !== expected) throw new Error(`A counter found ${sum} parts where there are ${expected}.`);
  return texts.length;
}
