import { measureCarrier } from '../carrier-cost.ts';
import { createHttpLoad, openListener } from '../carrier-over-http.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';

// As many as the adapter of the service opens.
const connections = 128;
// A fresh process compiles its hot code while it works; after this many texts it costs what it will cost from then on.
const warmUpTexts = 20_000;

export const carrierHttp = defineScenario({
  name: 'carrier-http',
  about:
    'What the rehearsal carrier takes of the processors that it shares with everything measured beside it: texts over HTTP on 128 connections, each written down, receipted and reported in signed callbacks. Answered after 5 to 20 ms, as in the other scenarios, and then as fast as it can.',
  figures: {
    texts: 'texts sent each time',
    cpuUsPerText:
      'processor time of the carrier for each text when it answers after 5 to 20 ms, in microseconds',
    textsPerSecond: 'texts accepted in a second meanwhile',
    busyCpuUsPerText: 'the same when it answers at once and never rests',
    busyTextsPerSecond: 'texts accepted in a second meanwhile',
    eventsPerCallback: 'events in a callback, on average',
  },
  limits:
    'Time in the kernel is included. The sender is as small as can be and the receiver looks at nothing, but both work on the same cores.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 100_000);
    const listener = await openListener(workplace);
    const carrier = await openCarrier(workplace, listener.url, '--profile', 'plain');
    const load = createHttpLoad(carrier, connections);
    say('warming up');
    await measureCarrier(carrier, isQuick ? 1_000 : warmUpTexts, load);
    say(`sending ${texts} texts`);
    const usual = await measureCarrier(carrier, texts, load);
    await carrier.change({ latency_ms: { min: 0, max: 0 } });
    say(`sending ${texts} texts to a carrier that never rests`);
    const busy = await measureCarrier(carrier, texts, load);
    return {
      texts,
      cpuUsPerText: usual.cpuUsPerText,
      textsPerSecond: usual.textsPerSecond,
      busyCpuUsPerText: busy.cpuUsPerText,
      busyTextsPerSecond: busy.textsPerSecond,
      eventsPerCallback: listener.countEvents() / listener.countRequests(),
    };
  },
});
