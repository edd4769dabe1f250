import type { Scenario } from './scenario.ts';
import { apiAccept } from './scenarios/api-accept.ts';
import { audit } from './scenarios/audit.ts';
import { callbacks } from './scenarios/callbacks.ts';
import { carrierHttp } from './scenarios/carrier-http.ts';
import { carrierSmpp } from './scenarios/carrier-smpp.ts';
import { consolePages } from './scenarios/console.ts';
import { enqueue } from './scenarios/enqueue.ts';
import { events } from './scenarios/events.ts';
import { exporting } from './scenarios/export.ts';
import { flight } from './scenarios/flight.ts';
import { gateways } from './scenarios/gateways.ts';
import { growth } from './scenarios/growth.ts';
import { importing } from './scenarios/import.ts';
import { ledger } from './scenarios/ledger.ts';
import { links } from './scenarios/links.ts';
import { numbers } from './scenarios/numbers.ts';
import { otp } from './scenarios/otp.ts';
import { pace } from './scenarios/pace.ts';
import { parts } from './scenarios/parts.ts';
import { peers } from './scenarios/peers.ts';
import { policy } from './scenarios/policy.ts';
import { receipts } from './scenarios/receipts.ts';
import { rendering } from './scenarios/render.ts';
import { replies } from './scenarios/replies.ts';
import { segment } from './scenarios/segment.ts';
import { send } from './scenarios/send.ts';
import { sendHttp } from './scenarios/send-http.ts';
import { sendRich } from './scenarios/send-rich.ts';
import { sendSmpp } from './scenarios/send-smpp.ts';
import { simulate } from './scenarios/simulate.ts';
import { smppCodec } from './scenarios/smpp-codec.ts';
import { smppSession } from './scenarios/smpp-session.ts';
import { stop } from './scenarios/stop.ts';

/** In the order of the page: pure functions first, then the way of a campaign, then what the witness costs. */
export const scenarios: readonly Scenario[] = [
  parts,
  rendering,
  numbers,
  replies,
  policy,
  smppCodec,
  smppSession,
  importing,
  segment,
  events,
  enqueue,
  flight,
  simulate,
  send,
  sendHttp,
  sendSmpp,
  sendRich,
  gateways,
  peers,
  growth,
  pace,
  receipts,
  callbacks,
  stop,
  links,
  exporting,
  apiAccept,
  otp,
  ledger,
  audit,
  consolePages,
  carrierHttp,
  carrierSmpp,
];
