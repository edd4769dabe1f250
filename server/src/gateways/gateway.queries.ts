import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';

export type GatewayState = 'ok' | 'unreachable' | 'misconfigured' | 'no_funds';

export type GatewayRow = {
  id: string;
  kind: string;
  name: string;
  settings: Record<string, unknown>;
  sealedSecret: Buffer | null;
  state: GatewayState;
  stateDetail: string | null;
  stateSince: Date;
  heardAt: Date | null;
  refusedAt: Date | null;
  refusedBecause: string | null;
  /** Since when an operator lets nothing more leave by it. */
  drainedSince: Date | null;
};

const columns = `id, kind, name, settings, sealed_secret as "sealedSecret", state, state_detail as "stateDetail", state_since as "stateSince",
  heard_at as "heardAt", refused_at as "refusedAt", refused_because as "refusedBecause", drained_since as "drainedSince"`;

export async function getGatewayRow(tx: Tx, id: string): Promise<GatewayRow> {
  const { rows } = await tx.query<GatewayRow>({
    name: 'gateways_get',
    text: `select ${columns} from gateway where workspace_id = current_workspace() and id = $1`,
    values: [id],
  });
  if (!rows[0]) throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
  return rows[0];
}

export async function listGatewayRows(tx: Tx): Promise<GatewayRow[]> {
  const { rows } = await tx.query<GatewayRow>(
    `select ${columns} from gateway where workspace_id = current_workspace() order by created_at, id`,
  );
  return rows;
}

export async function insertGateway(
  tx: Tx,
  gateway: Pick<GatewayRow, 'id' | 'kind' | 'name' | 'settings' | 'sealedSecret'>,
): Promise<void> {
  await tx.query(
    `insert into gateway (workspace_id, id, kind, name, settings, sealed_secret) values (current_workspace(), $1, $2, $3, $4, $5)`,
    [gateway.id, gateway.kind, gateway.name, gateway.settings, gateway.sealedSecret],
  );
}

export async function noteHeard(tx: Tx, id: string): Promise<void> {
  await tx.query(
    'update gateway set heard_at = clock_timestamp() where workspace_id = current_workspace() and id = $1',
    [id],
  );
}

export async function noteRefused(tx: Tx, id: string, because: string): Promise<void> {
  await tx.query(
    `update gateway set refused_at = clock_timestamp(), refused_because = $2
     where workspace_id = current_workspace() and id = $1`,
    [id, because],
  );
}

/** From the next question for work on nothing more is claimed for it; null ends that. */
export async function saveDrain(tx: Tx, id: string, isDrained: boolean): Promise<void> {
  await tx.query(
    `update gateway set drained_since = case when $2 then coalesce(drained_since, clock_timestamp()) end
     where workspace_id = current_workspace() and id = $1`,
    [id, isDrained],
  );
}

export async function renameGateway(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('update gateway set name = $2 where workspace_id = current_workspace() and id = $1', [
    id,
    name,
  ]);
}

/** New settings and secret, as when the rehearsal carrier has started on another port. The state starts afresh. */
export async function updateGatewaySettings(
  tx: Tx,
  id: string,
  settings: Record<string, unknown>,
  sealedSecret: Buffer,
): Promise<void> {
  await tx.query(
    `update gateway set settings = $2, sealed_secret = $3, state = 'ok', state_detail = null, state_since = clock_timestamp(), blocked_until = null
     where workspace_id = current_workspace() and id = $1`,
    [id, settings, sealedSecret],
  );
}

/**
 * Notes what is wrong with a carrier account. While it is blocked no chunk of its senders is leased, so nothing burns
 * tries against a carrier that is down; the first lease after the pause is the probe.
 */
export async function blockGateway(
  tx: Tx,
  id: string,
  state: GatewayState,
  detail: string,
  forMs: number,
): Promise<void> {
  await tx.query({
    name: 'gateways_block',
    text: `update gateway set state_since = case when state = $2 then state_since else clock_timestamp() end, state = $2, state_detail = $3,
             -- The longer it lasts, the rarer the probe, up to a minute; chance keeps workers from probing together.
             blocked_until = clock_timestamp() + (0.75 + random() / 2) * greatest(make_interval(secs => $4::float8 / 1000),
               case when state = $2 and state <> 'ok' then least((clock_timestamp() - state_since) / 4, interval '1 minute') else interval '0' end)
           where workspace_id = current_workspace() and id = $1`,
    values: [id, state, detail, forMs],
  });
}

/** What is wrong with an account is over; where `detail` is given, only that. */
export async function clearGateway(tx: Tx, id: string, detail: string | null = null): Promise<void> {
  await tx.query({
    name: 'gateways_clear',
    text: `update gateway set state = 'ok', state_detail = null, state_since = clock_timestamp(), blocked_until = null
           where workspace_id = current_workspace() and id = $1 and state <> 'ok' and ($2::text is null or state_detail = $2)`,
    values: [id, detail],
  });
}

/** The accounts of these kinds in all workspaces, for whoever keeps their lines open. */
export async function listGatewaysOfKinds(
  tx: SystemTx,
  kinds: readonly string[],
): Promise<{ workspaceId: string; gatewayId: string }[]> {
  const { rows } = await tx.query<{ workspaceId: string; gatewayId: string }>({
    name: 'gateways_of_kinds',
    text: 'select workspace_id as "workspaceId", id as "gatewayId" from gateways_of_kinds($1)',
    values: [kinds],
  });
  return rows;
}

/** Which workspaces these accounts belong to; those that do not exist are left out. */
export async function findWorkspacesOfGateways(
  tx: SystemTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await tx.query<{ id: string; owner: string | null }>({
    name: 'gateways_owners',
    text: 'select id, workspace_of_gateway(id) as owner from unnest($1::uuid[]) as id',
    values: [ids],
  });
  return new Map(rows.flatMap(({ id, owner }) => (owner === null ? [] : [[id, owner]])));
}
