import {
  bandwidth,
  bird,
  birdChannels,
  classOfCode as classAmong,
  clicksend,
  type ErrorClass,
  type GatewayAdapter,
  httpGateway,
  messagebird,
  plivo,
  rehearsal,
  rehearsalSmpp,
  rehearsalTwin,
  simpletexting,
  sinch,
  smpp,
  tatango,
  telnyx,
  textmagic,
  twilio,
  vonage,
  vonageSms,
} from '../gateways/index.ts';
import type { MediaLimits } from '../templates/index.ts';

/** Carriers that are spoken to over HTTP. Each has a twin that speaks the same to a pretend carrier on this machine. */
const overHttp: readonly GatewayAdapter[] = [
  twilio,
  vonage,
  vonageSms,
  plivo,
  messagebird,
  birdChannels,
  bird,
  clicksend,
  textmagic,
  telnyx,
  simpletexting,
  tatango,
  sinch,
  bandwidth,
  httpGateway,
];

/** The carriers that this version speaks to. A new one is written in gateways/<carrier>/ and named here. */
export const adapters: readonly GatewayAdapter[] = [
  rehearsal,
  rehearsalSmpp,
  smpp,
  ...overHttp.flatMap((adapter) => [adapter, rehearsalTwin(adapter)]),
];

/** What a code of a carrier's means, of whichever of these kinds knows it first. */
export const classOfCode = (kinds: readonly string[], code: string): ErrorClass | null =>
  classAmong(adapters, kinds, code);

/** What the gateways of a kind take along with a text; null for nothing, and of a kind that this version does not speak. */
export const mediaOf = (kind: string): MediaLimits | null =>
  adapters.find((adapter) => adapter.kind === kind)?.capabilities.media ?? null;
