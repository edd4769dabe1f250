import type { SystemTx, Tx } from '../db/pool.ts';

/** Where a public address leads. `kind` says whose object it is. */
export type PublicAddress = {
  readonly workspaceId: string;
  readonly kind: string;
  readonly objectId: string;
};

/** Nobody is known at a public address, so its workspace is found by the address itself. */
export async function findPublicAddress(tx: SystemTx, address: string): Promise<PublicAddress | null> {
  const { rows } = await tx.query<PublicAddress>({
    name: 'pages_find_address',
    text: `select workspace_id as "workspaceId", kind, object_id as "objectId" from find_public_address($1)`,
    values: [address],
  });
  return rows[0] ?? null;
}

export async function insertPublicAddress(
  tx: Tx,
  address: string,
  { kind, objectId }: Pick<PublicAddress, 'kind' | 'objectId'>,
): Promise<void> {
  await tx.query(
    'insert into public_address (workspace_id, address, kind, object_id) values (current_workspace(), $1, $2, $3)',
    [address, kind, objectId],
  );
}

/** The address of this object, made when it has none yet. */
export async function ensurePublicAddress(
  tx: Tx,
  token: (bytes?: number) => string,
  of: Pick<PublicAddress, 'kind' | 'objectId'>,
): Promise<string> {
  await tx.query(
    `insert into public_address (workspace_id, address, kind, object_id) values (current_workspace(), $1, $2, $3)
     on conflict (workspace_id, kind, object_id) do nothing`,
    [newPublicAddress(token), of.kind, of.objectId],
  );
  return (await findAddressOf(tx, of)) ?? '';
}

export async function findAddressOf(
  tx: Tx,
  { kind, objectId }: Pick<PublicAddress, 'kind' | 'objectId'>,
): Promise<string | null> {
  const { rows } = await tx.query<{ address: string }>({
    name: 'pages_address_of',
    text: 'select address from public_address where workspace_id = current_workspace() and kind = $1 and object_id = $2',
    values: [kind, objectId],
  });
  return rows[0]?.address ?? null;
}

/** Unguessable enough that nobody walks through them, short enough for a poster: ten letters and digits without look-alikes. */
export function newPublicAddress(token: (bytes?: number) => string): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const bytes = Buffer.from(token(16), 'base64url');
  return Array.from(bytes.subarray(0, 10), (byte) => letters[byte % letters.length]).join('');
}
