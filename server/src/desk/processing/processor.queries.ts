import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';

/** Somebody who processes on behalf of the business. Days are written as YYYY-MM-DD. */
export type Processor = {
  readonly id: string;
  readonly name: string;
  /** What they do for the business. */
  readonly service: string;
  readonly gatewayId: string | null;
  readonly gatewayKind: string | null;
  readonly country: string | null;
  readonly contractOn: string | null;
  /** When the agreement of GDPR art. 28(3) was made, and where it is kept. */
  readonly dpaOn: string | null;
  readonly dpaPlace: string | null;
  readonly subProcessors: readonly string[];
  /** By what data may go to another country (GDPR art. 44 to 49). */
  readonly safeguard: string | null;
  readonly endedOn: string | null;
};

const columns = `p.id, p.name, p.service, p.gateway_id as "gatewayId", g.kind as "gatewayKind", p.country,
  p.contract_on::text as "contractOn", p.dpa_on::text as "dpaOn", p.dpa_place as "dpaPlace",
  p.sub_processors as "subProcessors", p.safeguard, p.ended_on::text as "endedOn"`;
const processors = `processor p left join gateway g on g.workspace_id = p.workspace_id and g.id = p.gateway_id
  where p.workspace_id = current_workspace()`;

/** Those that are in use first. */
export async function listProcessors(tx: Tx): Promise<Processor[]> {
  const { rows } = await tx.query<Processor>(
    `select ${columns} from ${processors} order by p.ended_on is not null, p.name, p.id`,
  );
  return rows;
}

export async function getProcessor(tx: Tx, id: string, shown: string): Promise<Processor> {
  const { rows } = await tx.query<Processor>(`select ${columns} from ${processors} and p.id = $1`, [id]);
  if (rows[0]) return rows[0];
  throw processorNotFound(shown);
}

export const processorNotFound = (shown: string): NotFound =>
  new NotFound('processor.not_found', `There is no processor ${shown.slice(0, 60)} in this workspace.`);

/** Makes it, or changes what is said of it. Conflict where the gateway has one already. */
export async function saveProcessor(tx: Tx, one: Processor): Promise<void> {
  if (one.gatewayId !== null && one.endedOn === null) {
    const { rows } = await tx.query(
      `select 1 from processor where workspace_id = current_workspace() and gateway_id = $1 and id <> $2 and ended_on is null`,
      [one.gatewayId, one.id],
    );
    if (rows.length > 0)
      throw new Conflict(
        'processor.of_gateway_exists',
        'This gateway stands in the register already. Change that entry.',
      );
  }
  await tx.query(
    `insert into processor (workspace_id, id, name, service, gateway_id, country, contract_on, dpa_on, dpa_place, sub_processors,
       safeguard, ended_on)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (workspace_id, id) do update set name = excluded.name, service = excluded.service, gateway_id = excluded.gateway_id,
       country = excluded.country, contract_on = excluded.contract_on, dpa_on = excluded.dpa_on, dpa_place = excluded.dpa_place,
       sub_processors = excluded.sub_processors, safeguard = excluded.safeguard, ended_on = excluded.ended_on`,
    [
      ...[one.id, one.name, one.service, one.gatewayId, one.country, one.contractOn, one.dpaOn, one.dpaPlace],
      ...[one.subProcessors, one.safeguard, one.endedOn],
    ],
  );
}

export type GatewayInUse = { readonly id: string; readonly name: string; readonly kind: string };

/** Gateways through which texts really leave to a company outside: all but the rehearsal. */
export async function listOutsideGateways(tx: Tx): Promise<GatewayInUse[]> {
  const { rows } = await tx.query<GatewayInUse>(
    `select id, name, kind from gateway where workspace_id = current_workspace() and kind <> 'rehearsal' order by name, id`,
  );
  return rows;
}
