import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';

/** The number that texts come from. `partsPerSecond` is what the carrier allows it, counted in parts, not in texts. */
export type Sender = {
  id: string;
  gatewayId: string;
  number: string;
  kind: SenderKind;
  partsPerSecond: number;
};
export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

const columns = `id, gateway_id as "gatewayId", number, kind, parts_per_second as "partsPerSecond"`;

export async function getSender(tx: Tx, id: string): Promise<Sender> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_get',
    text: `select ${columns} from sender where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  if (!rows[0])
    throw new NotFound(
      'sender.not_found',
      'There is no such sender in this workspace. List the senders to see which there are.',
    );
  return rows[0];
}

export async function findSenderByNumber(tx: Tx, number: string): Promise<Sender | null> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_by_number',
    text: `select ${columns} from sender where workspace_id = current_workspace() and number = $1`,
    values: [number],
  });
  return rows[0] ?? null;
}

export async function listSenders(tx: Tx): Promise<Sender[]> {
  const { rows } = await tx.query<Sender>(
    `select ${columns} from sender where workspace_id = current_workspace() order by created_at, id`,
  );
  return rows;
}

export async function insertSender(tx: Tx, sender: Sender): Promise<void> {
  await tx.query(
    `insert into sender (workspace_id, id, gateway_id, number, kind, parts_per_second) values (current_workspace(), $1, $2, $3, $4, $5)`,
    [sender.id, sender.gatewayId, sender.number, sender.kind, sender.partsPerSecond],
  );
}

/**
 * Books `parts` at the sender's pace and says how many milliseconds to wait before they may go. One row is the bucket
 * for all workers of all machines: it holds the instant at which the next part may leave, on the database's clock.
 * A booking that is never used (its worker died) costs the sender that much time and nothing else.
 */
export async function reservePace(tx: Tx, senderId: string, parts: number): Promise<number> {
  const { rows } = await tx.query<{ wait_ms: number }>({
    name: 'senders_reserve_pace',
    text: `update sender set next_free_at = greatest(next_free_at, clock_timestamp()) + make_interval(secs => $2::float8 / parts_per_second)
           where workspace_id = current_workspace() and id = $1
           returning extract(epoch from next_free_at - clock_timestamp())::float8 * 1000 - $2::float8 / parts_per_second * 1000 as wait_ms`,
    values: [senderId, parts],
  });
  return Math.max(0, rows[0]?.wait_ms ?? 0);
}
