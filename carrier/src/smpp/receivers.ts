import type { Outcome, Session } from '@tidings/smpp';
import type { Carrier } from '../carrier.ts';
import type { Receiver } from '../deliveries.ts';
import type { CarrierEvent } from '../rows.ts';
import { type DeliverBody, inboundBodies, receiptBody } from './deliver-bodies.ts';

/** Makes a receiver of events of a session that is bound for receiving. */
export function createReceiver(carrier: Carrier, session: Session, nextNumber: () => number): Receiver {
  let window = carrier.settings.smpp_receipt_window;

  return {
    get room() {
      const { smpp_receipt_window: wanted } = carrier.settings;
      if (wanted !== window) session.resize(wanted);
      window = wanted;
      return session.freeSlots;
    },
    send(event, done) {
      if (event.type === 'receipt') {
        session.send('deliver_sm', bodyOf(carrier, event), (outcome) => done(isTaken(outcome)));
        return;
      }
      // A long one may need more room than there is, so each part waits for its own.
      const asked = inboundBodies(event, nextNumber()).map((body) => session.ask('deliver_sm', body));
      void Promise.all(asked).then((outcomes) => done(outcomes.every(isTaken)));
    },
  };
}

function bodyOf(carrier: Carrier, event: Extract<CarrierEvent, { type: 'receipt' }>): DeliverBody {
  const text = carrier.findText(event.id);
  if (!text) throw new Error(`There is no text ${event.id} to tell of.`);
  return receiptBody(event, text, carrier.settings);
}

function isTaken(outcome: Outcome<'deliver_sm'>): boolean {
  return outcome.kind === 'answered' && outcome.pdu.status === 0;
}
