import { sealedColumn } from '../platform/sealed-column.queries.ts';
import { placeOf } from './open-gateways.ts';

/** The credentials of carrier accounts. */
export const sealedGatewaySecrets = sealedColumn({ table: 'gateway', column: 'sealed_secret' }, placeOf);
