import type { Outcome, Session } from '@tidings/smpp';
import type { Carrier } from '../carrier.ts';
import type { Receiver } from '../deliveries.ts';
import { isPlain } from '../news.ts';
import { inboundBodies, type ReceiptBody } from './deliver-bodies.ts';
import { receiptText } from './receipt-words.ts';

/** Makes a receiver of events of a session that is bound for receiving. */
export function createReceiver(
  carrier: Carrier,
  session: Session,
  receiptBody: ReceiptBody,
  nextNumber: () => number,
): Receiver {
  let window = carrier.settings.smpp_receipt_window;

  return {
    get room() {
      const { smpp_receipt_window: wanted } = carrier.settings;
      if (wanted !== window) session.resize(wanted);
      window = wanted;
      return session.freeSlots;
    },
    send(news, done) {
      if (isPlain(news) || news.type === 'receipt') {
        const facts = carrier.factsOf(news);
        const beginning = carrier.beginningOf(facts.text, receiptText);
        const body = receiptBody(facts, beginning, carrier.settings);
        session.send('deliver_sm', body, (outcome) => done(isTaken(outcome)));
        return;
      }
      // A long one may need more room than there is, so each part waits for its own.
      const asked = inboundBodies(news, nextNumber()).map((body) => session.ask('deliver_sm', body));
      void Promise.all(asked).then((outcomes) => done(outcomes.every(isTaken)));
    },
  };
}

function isTaken(outcome: Outcome<'deliver_sm'>): boolean {
  return outcome.kind === 'answered' && outcome.pdu.status === 0;
}
