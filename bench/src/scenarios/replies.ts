import { wordings } from '@tidings/carrier';
import { readReply } from '@tidings/sms';
import { measureRates } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

const chatter = [
  'ok thanks, see you on saturday then',
  'Can you stop by the harbour store and keep two rolls for me?',
  'Who is this?? I never signed up for anything',
  'Liked “Corner Bakery: fresh rolls until six today”',
  'no puedo hoy, mañana por la tarde',
];
const short = [...Object.values(wordings).flat(), ...chatter];
// As long as anything that is read; made of the words that make the reader look twice.
const long = 'do not stop texting me if they stop, please take me off '.repeat(40).slice(0, 1_600);

export const replies = defineScenario({
  name: 'replies',
  about:
    'Reads what people send back for STOP, START, HELP and YES in many wordings (`readReply` of `sms/`).',
  figures: {
    repliesPerSecond: 'replies as people type them, read in a second',
    longestRepliesPerSecond:
      'replies of 1,600 characters full of half-matches, as somebody with bad intentions would send',
  },
  limits: 'One thread, warm. Taking a reply in costs a transaction besides; see `stop`.',
  async run({ isQuick, say }) {
    say('reading replies');
    const stops = short.filter((text) => readReply(text).intent === 'stop').length;
    const rates = await measureRates(
      {
        short() {
          const found = short.filter((text) => readReply(text).intent === 'stop').length;
          if (found !== stops) throw new Error('The same replies were read in two ways.');
          return short.length;
        },
        long() {
          if (readReply(long).intent === 'start') throw new Error('Nobody asked to start.');
          return 1;
        },
      },
      isQuick,
    );
    return { repliesPerSecond: rates.short, longestRepliesPerSecond: rates.long };
  },
});
