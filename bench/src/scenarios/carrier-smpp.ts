import { measureCarrier } from '../carrier-cost.ts';
import { openSmppLoad } from '../carrier-over-smpp.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';

const window = 500;
// Nothing is told over HTTP, so nobody need listen.
const nobody = 'http://127.0.0.1:9/';
const warmUpTexts = 50_000;

export const carrierSmpp = defineScenario({
  name: 'carrier-smpp',
  about:
    'What the rehearsal carrier takes of the processors over SMPP: texts on one bind with a window of 500, each submitted, written down, answered, receipted and its receipt acknowledged. Answered after 5 to 20 ms, as in the other scenarios, and then as fast as it can.',
  figures: {
    texts: 'texts sent each time',
    cpuUsPerText:
      'processor time of the carrier for each text when it answers after 5 to 20 ms, in microseconds',
    textsPerSecond: 'texts accepted in a second meanwhile',
    busyCpuUsPerText: 'the same when it answers at once and never rests',
    busyTextsPerSecond: 'texts accepted in a second meanwhile',
    receiptsPerText: 'receipts that came for each text',
  },
  limits:
    'Time in the kernel is included. The client builds and reads every PDU on the same cores, and takes about as much of them as the carrier.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 300_000);
    const carrier = await openCarrier(workplace, nobody, '--smpp-port', '0', '--profile', 'plain');
    const load = await openSmppLoad(carrier, workplace, window);
    say('warming up');
    await measureCarrier(carrier, isQuick ? 1_000 : warmUpTexts, load.send);
    say(`sending ${texts} texts`);
    const before = load.countReceipts();
    const usual = await measureCarrier(carrier, texts, load.send);
    const receipts = load.countReceipts() - before;
    await carrier.change({ latency_ms: { min: 0, max: 0 } });
    say(`sending ${texts} texts to a carrier that never rests`);
    const busy = await measureCarrier(carrier, texts, load.send);
    return {
      texts,
      cpuUsPerText: usual.cpuUsPerText,
      textsPerSecond: usual.textsPerSecond,
      busyCpuUsPerText: busy.cpuUsPerText,
      busyTextsPerSecond: busy.textsPerSecond,
      receiptsPerText: receipts / texts,
    };
  },
});
