import {
  bird,
  birdChannels,
  type GatewayAdapter,
  messagebird,
  rehearsal,
  rehearsalSmpp,
  rehearsalTwin,
  smpp,
  twilio,
} from '../gateways/index.ts';

/** Carriers that are spoken to over HTTP. Each has a twin that speaks the same to a pretend carrier on this machine. */
const overHttp: readonly GatewayAdapter[] = [twilio, messagebird, birdChannels, bird];

/** The carriers that this version speaks to. A new one is written in gateways/<carrier>/ and named here. */
export const adapters: readonly GatewayAdapter[] = [
  rehearsal,
  rehearsalSmpp,
  smpp,
  ...overHttp.flatMap((adapter) => [adapter, rehearsalTwin(adapter)]),
];
