export { type CarrierId, type CarrierModel, carrierOf, carriers, nameOfCarrier } from './carriers.ts';
