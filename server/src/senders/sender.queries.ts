import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { savePace } from './pace.queries.ts';

/** The number that texts come from. `partsPerSecond` is what the carrier allows it, counted in parts, not in texts. */
export type Sender = {
  id: string;
  gatewayId: string;
  number: string;
  kind: SenderKind;
  partsPerSecond: number;
  /** What carriers know its texts by, such as the id of a 10DLC campaign: numbers that share one are counted together. */
  registration: string | null;
};
export type SenderKind = 'long_code' | 'toll_free' | 'short_code' | 'alphanumeric';

const columns = `s.id, s.gateway_id as "gatewayId", s.number, s.kind, p.parts_per_second as "partsPerSecond", s.registration`;
const from = `from sender s join pace p on p.workspace_id = s.workspace_id and p.level = 'sender' and p.subject = s.id::text
  where s.workspace_id = current_workspace()`;

export async function getSender(tx: Tx, id: string): Promise<Sender> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_get',
    text: `select ${columns} ${from} and s.id = $1`,
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
    text: `select ${columns} ${from} and s.number = $1`,
    values: [number],
  });
  return rows[0] ?? null;
}

/** Those of these numbers that are ours, by number. */
export async function findSendersByNumber(tx: Tx, numbers: readonly string[]): Promise<Map<string, Sender>> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_by_numbers',
    text: `select ${columns} ${from} and s.number = any($1::text[])`,
    values: [numbers],
  });
  return new Map(rows.map((sender) => [sender.number, sender]));
}

export async function listSenders(tx: Tx): Promise<Sender[]> {
  const { rows } = await tx.query<Sender>({
    name: 'senders_list',
    text: `select ${columns} ${from} order by s.created_at, s.id`,
    values: [],
  });
  return rows;
}

export async function insertSender(tx: Tx, sender: Sender): Promise<void> {
  await tx.query(
    `insert into sender (workspace_id, id, gateway_id, number, kind, registration) values (current_workspace(), $1, $2, $3, $4, $5)`,
    [sender.id, sender.gatewayId, sender.number, sender.kind, sender.registration],
  );
  await savePace(tx, 'sender', sender.id, sender.partsPerSecond);
}

/** The carrier does not know this number: its texts wait, those of other numbers of the account go on. */
export async function blockSender(tx: Tx, id: string, detail: string, forMs: number): Promise<void> {
  await tx.query({
    name: 'senders_block',
    text: `update sender set state_since = case when state = 'misconfigured' then state_since else clock_timestamp() end,
             state = 'misconfigured', state_detail = $2, blocked_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
           where workspace_id = current_workspace() and id = $1`,
    values: [id, detail, forMs],
  });
}

export async function clearSender(tx: Tx, id: string): Promise<void> {
  await tx.query({
    name: 'senders_clear',
    text: `update sender set state = 'ok', state_detail = null, state_since = clock_timestamp(), blocked_until = null
           where workspace_id = current_workspace() and id = $1 and state <> 'ok'`,
    values: [id],
  });
}
