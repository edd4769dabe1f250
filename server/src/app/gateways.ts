import { type GatewayAdapter, rehearsal, rehearsalSmpp, smpp } from '../gateways/index.ts';

/** The carriers that this version speaks to. A new one is written in gateways/<carrier>/ and named here. */
export const adapters: readonly GatewayAdapter[] = [rehearsal, rehearsalSmpp, smpp];
