import { blast } from '../blast.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { blastFigures, openSmppCast } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';

export const sendSmpp = defineScenario({
  name: 'send-smpp',
  about:
    'A campaign over SMPP with everything durable: one worker process with its usual settings on one session, the rehearsal carrier, and PostgreSQL on one machine. Each text passes every step of the pipeline and gets one receipt, which is applied before it counts. The people were there before: their tables are vacuumed, and a checkpoint has passed; the worker stands ready when the campaign begins.',
  figures: blastFigures,
  limits: 'Loopback has no distance and no TLS. The carrier takes its share of the same processors.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 10_000 : 1_000_000);
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      '--sent-receipts',
      'off',
      '--smpp-port',
      '0',
      '--profile',
      'plain',
    );
    say(`making ${texts} people who agreed`);
    const cast = await openSmppCast(stage, carrier, texts);
    say('sending');
    return blast(stage, workplace, cast, carrier, texts);
  },
});
