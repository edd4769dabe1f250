import { enrol } from '../../../e2e/stage/stage.ts';
import { blast } from '../blast.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier } from '../sending.ts';
import { blastFigures } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';
import { openCallbacks } from '../stops.ts';

export const sendHttp = defineScenario({
  name: 'send-http',
  about:
    'The same over HTTP, one request a text: one worker process with its usual settings, the rehearsal carrier, which answers after 5 to 20 ms and reports each text by signed callbacks to the service’s own route, in the measuring process.',
  figures: blastFigures,
  limits:
    'Loopback has no distance and no TLS. The carrier and the receiving process take their share of the same processors.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 5_000 : 200_000);
    const stage = await openStageIn(workplace);
    const callbacks = await openCallbacks(stage, workplace);
    say(`making ${texts} people who agreed`);
    const cast = await enrol(stage.ctx, texts);
    const address = `${callbacks}/callbacks/${cast.gatewayId}`;
    const carrier = await openCarrier(workplace, address, '--sent-receipts', 'off', '--profile', 'plain');
    await connectCarrier(stage, cast, carrier);
    say('sending');
    return blast(stage, workplace, cast, carrier, texts);
  },
});
