import type { Tx } from '../platform/db/pool.ts';
import { getGatewayRow } from './gateway.queries.ts';

/**
 * Where the pictures of a rehearsal lie: on this machine and in the open, where nothing else may be fetched from. Null for
 * every real carrier, whose pictures lie at public addresses.
 */
export async function findMediaOrigin(tx: Tx, gatewayId: string): Promise<string | null> {
  const { kind, settings } = await getGatewayRow(tx, gatewayId);
  if (kind !== 'rehearsal' || typeof settings.url !== 'string') return null;
  return URL.parse(settings.url)?.origin ?? null;
}
