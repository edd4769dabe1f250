import {
  type Answer,
  connect,
  listen,
  type Outcome,
  readReceipt,
  receiptFields,
  type Session,
  type SmppServer,
} from '@tidings/smpp';
import { defineScenario } from '../scenario.ts';

const windowSize = 2_000;
const shortMessage = Buffer.from(
  'Corner Bakery: fresh rolls until six today, two for one with this text, come by. Reply STOP to end 00',
);
const doneAt = new Date('2026-08-01T09:31:00Z');

export const smppSession = defineScenario({
  name: 'smpp-session',
  about:
    'Sends texts through one SMPP bind to a server of our own over loopback: each is submitted and answered, and its receipt delivered, read and answered (`connect` and `listen` of `smpp/`).',
  figures: {
    texts: 'texts sent, each of which is four PDUs',
    textsPerSecond: 'texts whose four PDUs were written, sent, read and told, in a second',
    cpuMicrosecondsPerText:
      'processor time of both ends for one text, the making and reading of its receipt included',
  },
  limits:
    'Both ends share one thread, so one end alone takes about half of the time. A window of 2,000 is more than carriers allow; with a window of 10 the way to the carrier and back decides, not the processor.',
  async run({ isQuick, say }) {
    const warmUp = isQuick ? 2_000 : 50_000;
    const texts = isQuick ? 20_000 : 500_000;
    const stage = await open();
    try {
      await sendAll(stage, warmUp);
      say(`sending ${texts} texts`);
      const cpuBefore = process.cpuUsage();
      const begun = performance.now();
      await sendAll(stage, texts);
      const seconds = (performance.now() - begun) / 1_000;
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        texts,
        textsPerSecond: texts / seconds,
        cpuMicrosecondsPerText: (user + system) / texts,
      };
    } finally {
      await stage.client.close();
      await stage.server.close();
    }
  },
});

interface Stage {
  readonly server: SmppServer;
  readonly client: Session;
  /** Called with each receipt that the client has answered. */
  onReceipt: () => void;
}

async function open(): Promise<Stage> {
  let ids = 0;
  const stage = { onReceipt: () => {} };
  const waiting: (() => void)[] = [];
  const server = await listen(
    { port: 0 },
    {
      ...{ systemId: 'SMSC1', authenticate: () => 0, window: windowSize, mostUnanswered: windowSize },
      handlers: {
        requests: {
          submit_sm(pdu, answer: Answer<'submit_sm'>, session) {
            const messageId = String(++ids);
            answer(0, { messageId });
            const receipt = receiptFields({ messageId, status: 'delivered', submittedAt: doneAt, doneAt });
            const addresses = { sourceAddr: pdu.destinationAddr, destinationAddr: pdu.sourceAddr };
            const deliver = () => session.send('deliver_sm', { ...addresses, ...receipt }, expectAnswer);
            if (session.canSend) deliver();
            else waiting.push(deliver);
          },
        },
        onReady(session) {
          while (session.canSend && waiting.length > 0) waiting.pop()?.();
        },
      },
    },
  );
  const outcome = await connect({
    ...{ host: '127.0.0.1', port: server.port, systemId: 'acme', password: 's3cret' },
    ...{ window: windowSize, mostUnanswered: windowSize },
    handlers: {
      requests: {
        deliver_sm(pdu, answer) {
          if (readReceipt(pdu)?.status !== 'delivered') throw new Error('A receipt was not understood.');
          answer();
          stage.onReceipt();
        },
      },
    },
  });
  if (outcome.kind !== 'bound') throw new Error(outcome.kind);
  return Object.assign(stage, { server, client: outcome.session });
}

function sendAll(stage: Stage, texts: number): Promise<void> {
  const { client } = stage;
  return new Promise((resolve) => {
    let sent = 0;
    let received = 0;
    const fill = () => {
      while (client.canSend && sent < texts) {
        sent += 1;
        const destinationAddr = `1555${String(sent).padStart(7, '0')}`;
        client.send('submit_sm', { sourceAddr: '15005550006', destinationAddr, shortMessage }, told);
      }
    };
    const told = (answered: Outcome<'submit_sm'>) => {
      expectAnswer(answered);
      fill();
    };
    stage.onReceipt = () => {
      received += 1;
      if (received === texts) resolve();
    };
    fill();
  });
}

function expectAnswer(outcome: Outcome): void {
  if (outcome.kind !== 'answered' || outcome.pdu.status !== 0)
    throw new Error(`A request was ${outcome.kind}.`);
}
