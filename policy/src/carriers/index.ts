export { type CarrierId, type CarrierModel, carrierOf, carriers } from './carriers.ts';
