export type { TextAtCarrier } from './asking.ts';
export { bandwidth } from './bandwidth/bandwidth.ts';
export { bird } from './bird/bird.ts';
export { birdChannels } from './bird-channels/bird-channels.ts';
export type {
  Callback,
  CallbackRequest,
  CarrierReceipt,
  Hear,
  Inbound,
  InboundPart,
  NumberFault,
  PartCoding,
  ToldByAccount,
  Verification,
} from './callback.ts';
export { readInboundParts } from './callback.ts';
export { type CallbackHealth, openCallbackHealth } from './callback-health.ts';
export type { CapabilityClass } from './capabilities.ts';
export { clicksend } from './clicksend/clicksend.ts';
export { type ErrorClass, errorClasses } from './errors/classes.ts';
export { classOfCode } from './errors/code-table.ts';
export {
  blockGateway,
  clearGateway,
  type GatewayRow,
  type GatewayState,
  getGatewayRow,
  listGatewayRows,
  listGatewaysOfKinds,
  saveDrain,
} from './gateway.queries.ts';
export type {
  Gateway,
  GatewayAdapter,
  GatewaySettings,
  LookUp,
  LostText,
  Submission,
  SubmitLimits,
  SubmitOutcome,
} from './gateway.ts';
export { gatewayRoutes } from './gateways.routes.ts';
export { httpGateway } from './http-gateway/http-gateway.ts';
export { findMediaOrigin, type MediaHeaders, mediaHeadersWith } from './media-origin.ts';
export { messagebird } from './messagebird/messagebird.ts';
export {
  changeGateway,
  createGateway,
  type NewGateway,
  type OpenGateways,
  openGateways,
} from './open-gateways.ts';
export { plivo } from './plivo/plivo.ts';
export {
  askedForHours,
  type Polled,
  pauseAfter,
  statesListedForMs,
  textsAskedAtOnce,
} from './polling/polled.ts';
export {
  type DuePoll,
  endPoll,
  listKnownReplies,
  listOpenTexts,
  listTextsById,
  saveAsked,
  saveCursor,
  takeDuePolls,
} from './polling/polling.queries.ts';
export { messageOfReference, referenceOf } from './reference.ts';
export { rehearsal } from './rehearsal/rehearsal.ts';
export { rehearsalTwin } from './rehearsal-twin.ts';
export { sealedGatewaySecrets } from './sealed-secrets.ts';
export { simpletexting } from './simpletexting/simpletexting.ts';
export { sinch } from './sinch/sinch.ts';
export { rehearsalSmpp, smpp } from './smpp/smpp.ts';
export { tatango } from './tatango/tatango.ts';
export { telnyx } from './telnyx/telnyx.ts';
export { textmagic } from './textmagic/textmagic.ts';
export { twilio } from './twilio/twilio.ts';
export { vonage } from './vonage/vonage.ts';
export { vonageSms } from './vonage-sms/vonage-sms.ts';
