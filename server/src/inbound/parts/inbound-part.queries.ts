import type { PartCoding } from '../../gateways/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { KeptPart, NewPart } from './long-text.ts';

type PartRow = {
  textId: string;
  part: number;
  gatewayId: string;
  from: string;
  to: string;
  reference: string;
  total: number;
  octets: Buffer;
  coding: PartCoding;
  receivedAt: Date;
  takenAt: Date | null;
};

const columns = `p.text_id as "textId", p.part, p.gateway_id as "gatewayId", p.number as "from", p.to_number as "to", p.reference, p.total,
  p.octets, p.coding, p.received_at as "receivedAt", p.taken_at as "takenAt"`;

const toPart = ({ part, ...row }: PartRow): KeptPart => ({ ...row, number: part });

/** The parts on record of the texts that these may belong to. */
export async function loadSiblings(tx: Tx, parts: readonly NewPart[]): Promise<KeptPart[]> {
  const { rows } = await tx.query<PartRow>({
    name: 'inbound_part_siblings',
    text: `select ${columns} from inbound_part p
           join (select distinct * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::smallint[])) k (number, gateway_id, reference, to_number, total)
             using (number, gateway_id, reference, to_number, total)
           where p.workspace_id = current_workspace() order by p.text_id, p.part`,
    values: [
      parts.map(({ from }) => from),
      parts.map(({ gatewayId }) => gatewayId),
      parts.map(({ reference }) => reference),
      parts.map(({ to }) => to),
      parts.map(({ total }) => total),
    ],
  });
  return rows.map(toPart);
}

export async function insertParts(tx: Tx, parts: readonly KeptPart[]): Promise<void> {
  if (parts.length === 0) return;
  await tx.query({
    name: 'inbound_part_insert',
    text: `insert into inbound_part (workspace_id, text_id, part, gateway_id, number, to_number, reference, total, octets, coding, received_at)
           select current_workspace(), * from unnest($1::uuid[], $2::smallint[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::smallint[],
             $8::bytea[], $9::jsonb[], $10::timestamptz[])`,
    values: [
      parts.map(({ textId }) => textId),
      parts.map(({ number }) => number),
      parts.map(({ gatewayId }) => gatewayId),
      parts.map(({ from }) => from),
      parts.map(({ to }) => to),
      parts.map(({ reference }) => reference),
      parts.map(({ total }) => total),
      parts.map(({ octets }) => Buffer.from(octets)),
      parts.map(({ coding }) => JSON.stringify(coding)),
      parts.map(({ receivedAt }) => receivedAt),
    ],
  });
}

export async function markTaken(tx: Tx, textIds: readonly string[], at: Date): Promise<void> {
  if (textIds.length === 0) return;
  await tx.query(
    `update inbound_part set taken_at = $2 where workspace_id = current_workspace() and text_id = any($1::uuid[]) and taken_at is null`,
    [textIds, at],
  );
}

/** Numbers with texts that wait for parts since before an hour, in their order. */
export async function listWaitingNumbers(
  tx: Tx,
  before: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>(
    `select distinct number from inbound_part
     where workspace_id = current_workspace() and taken_at is null and received_at < $1 and number > $2 order by number limit $3`,
    [before, after, limit],
  );
  return rows.map(({ number }) => number);
}

/** The parts of one number whose texts wait. */
export async function loadWaiting(tx: Tx, number: string): Promise<KeptPart[]> {
  const { rows } = await tx.query<PartRow>(
    `select ${columns} from inbound_part p where p.workspace_id = current_workspace() and p.number = $1 and p.taken_at is null
     order by p.text_id, p.part`,
    [number],
  );
  return rows.map(toPart);
}

/** Forgets parts whose texts were taken so long ago that no carrier brings them again. */
export async function dropTaken(tx: Tx, before: Date): Promise<void> {
  await tx.query(`delete from inbound_part where workspace_id = current_workspace() and taken_at < $1`, [
    before,
  ]);
}
