export {
  blockGateway,
  clearGateway,
  findWorkspaceOfGateway,
  type GatewayRow,
  type GatewayState,
  getGatewayRow,
  listGatewayRows,
  listGatewaysOfKinds,
} from './gateway.queries.ts';
export type {
  Callback,
  CapabilityClass,
  CarrierReceipt,
  Gateway,
  GatewayAdapter,
  GatewaySettings,
  Hear,
  Inbound,
  InboundPart,
  LookUp,
  PartCoding,
  Submission,
  SubmitLimits,
  SubmitOutcome,
} from './gateway.ts';
export { readInboundParts } from './gateway.ts';
export { gatewayRoutes } from './gateways.routes.ts';
export { findMediaOrigin } from './media-origin.ts';
export {
  changeGateway,
  createGateway,
  type NewGateway,
  type OpenGateways,
  openGateways,
} from './open-gateways.ts';
export { messageOfReference, referenceOf } from './reference.ts';
export { rehearsal } from './rehearsal/rehearsal.ts';
export { rehearsalSmpp, smpp } from './smpp/smpp.ts';
