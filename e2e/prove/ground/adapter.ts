import { type Gateway, type GatewayAdapter, rehearsal } from '../../../server/src/gateways/index.ts';
import type { Mistake } from './mistakes.ts';

/** The rehearsal carrier's adapter, as a proof wants it; `around` goes around whatever else it is. */
export function adapterFor(
  isBlind: boolean,
  mistake: Mistake,
  around: (gateway: Gateway) => Gateway = (gateway) => gateway,
): GatewayAdapter {
  return {
    ...rehearsal,
    open(settings, secret) {
      const gateway = rehearsal.open(settings, secret);
      const seen = isBlind ? blinded(gateway) : gateway;
      return around(mistake.gateway?.(seen) ?? seen);
    },
  };
}

/** A carrier of class E: it answers no question, and its receipts know nothing of our reference. */
function blinded(gateway: Gateway): Gateway {
  return {
    ...gateway,
    capability: 'E',
    reconcile: async () => ({ kind: 'cannot_say', sentence: 'This carrier answers no questions.' }),
    readCallback(request) {
      const { receipts, inbound } = gateway.readCallback(request);
      return { inbound, receipts: receipts.map((one) => ({ ...one, reference: null })) };
    },
  };
}
