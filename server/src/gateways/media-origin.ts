import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getGatewayRow } from './gateway.queries.ts';
import type { GatewayAdapter, MediaCredentials } from './gateway.ts';
import { openSecret, placeOfGateway } from './open-gateways.ts';

/**
 * Where the pictures of a rehearsal lie: on this machine and in the open, where nothing else may be fetched from. Null for
 * every real carrier, whose pictures lie at public addresses.
 */
export async function findMediaOrigin(tx: Tx, gatewayId: string): Promise<string | null> {
  const { kind, settings } = await getGatewayRow(tx, gatewayId);
  const near = kind === 'rehearsal' ? settings.url : kind.startsWith('rehearsal_') ? settings.origin : null;
  return typeof near === 'string' ? (URL.parse(near)?.origin ?? null) : null;
}

/**
 * What a carrier wants to see before it hands out a picture: `authorization`, for its own hosts and no others. The account is read in
 * the transaction; what may have to be asked for over the wire is asked once that has ended.
 */
export type MediaHeaders = (
  ctx: Context,
  tx: Tx,
  gatewayId: string,
  url: string,
) => Promise<() => Promise<MediaCredentials>>;

export const mediaHeadersWith =
  (adapters: readonly GatewayAdapter[]): MediaHeaders =>
  async (ctx, tx, gatewayId, url) => {
    const row = await getGatewayRow(tx, gatewayId);
    const adapter = adapters.find((one) => one.kind === row.kind);
    return async () =>
      (await adapter?.mediaHeaders?.(
        url,
        row.settings,
        openSecret(ctx, row),
        placeOfGateway(ctx, adapter, row),
      )) ?? {};
  };
