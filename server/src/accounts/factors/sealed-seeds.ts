import type { SystemTx } from '../../platform/db/pool.ts';
import { sealedColumn } from '../../platform/sealed-column.queries.ts';
import { placeOfSeed } from './check-code.ts';

/** The seeds of authenticator apps. They are people's, so they belong to the installation and not to a workspace. */
export const sealedAuthenticatorSeeds = sealedColumn<SystemTx>(
  { table: 'authenticator', column: 'secret', key: 'account_id', isOfAll: true },
  placeOfSeed,
);
