import { connect, type OutgoingBody, type Session, tlv } from '@tidings/smpp';
import type { CarrierProcess } from '../../e2e/stage/carrier.ts';
import type { Workplace } from './workplace.ts';

export type SmppLoad = {
  send(texts: number): Promise<void>;
  countReceipts(): number;
};

/** A client on one bind, which keeps its window full and takes every receipt without a look at it. */
export async function openSmppLoad(
  carrier: CarrierProcess,
  workplace: Workplace,
  window: number,
): Promise<SmppLoad> {
  let receipts = 0;
  let made = 0;
  let onReady = () => {};
  if (!carrier.smpp) throw new Error('The carrier has no SMPP face.');
  const outcome = await connect({
    host: '127.0.0.1',
    ...carrier.smpp,
    // The key of the carrier, which is longer than SMPP has it.
    password: carrier.key,
    areLimitsLenient: true,
    window,
    handlers: {
      requests: {
        deliver_sm(_pdu, answer) {
          receipts += 1;
          answer();
        },
      },
      onReady: () => onReady(),
    },
  });
  if (outcome.kind !== 'bound') throw new Error(`The carrier did not let us bind: ${outcome.sentence}`);
  const { session } = outcome;
  workplace.atEnd(async () => {
    await session.close(1_000);
  });
  return {
    countReceipts: () => receipts,
    send: (texts) =>
      new Promise((resolve, reject) => {
        let left = texts;
        let unanswered = texts;
        onReady = () => {
          while (left > 0 && session.canSend) {
            left -= 1;
            submit(session, made++, (problem) => {
              unanswered -= 1;
              if (problem) reject(new Error(problem));
              else if (unanswered === 0) resolve();
            });
          }
        };
        onReady();
      }),
  };
}

function submit(session: Session, n: number, done: (problem: string | null) => void): void {
  session.send('submit_sm', bodyOf(n), (outcome) => {
    const isAccepted = outcome.kind === 'answered' && outcome.pdu.status === 0;
    done(isAccepted ? null : `A text was ${outcome.kind}, not accepted.`);
  });
}

function bodyOf(n: number): OutgoingBody<'submit_sm'> {
  return {
    ...{ sourceAddrTon: 1, sourceAddrNpi: 1, sourceAddr: '12025550100' },
    ...{ destAddrTon: 1, destAddrNpi: 1, destinationAddr: `1${2_015_550_100 + (n % 1_000_000)}` },
    registeredDelivery: 1,
    shortMessage: Buffer.from(
      `Hello Person ${n}, the harbour store opens on Saturday at nine. Reply STOP to end`,
      'latin1',
    ),
    tlvs: [
      tlv(0x1400, Buffer.from(`k3x9q2.${n.toString(36)}`, 'latin1')),
      tlv(0x1401, Buffer.from('cmp_01h8xgj5m3v8q', 'latin1')),
    ],
  };
}
