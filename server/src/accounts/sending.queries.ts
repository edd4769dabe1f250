import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { Internal } from '../platform/errors.ts';
import { installationSwitchLock } from '../platform/installation.queries.ts';
import type { Sending, SendingSwitch } from './sending.ts';

/** Where a change of any switch is told to workers, so that they hold back what has not left. */
export const switchChannel = 'tidings_switches';

/*
 * Every intent takes the rows of both switches FOR SHARE, so that none commits after a switch did. Rows alone would not let
 * the switch in: whoever shares a row does not queue behind somebody who waits to change it, and with eight workers a change
 * waited up to six seconds (measured). The advisory locks beside them are given in the order in which they were asked for.
 */
const ownSwitchLock = `hashtextextended('switch of ' || current_workspace(), 0)`;

/** What is allowed right now, and stays so until this transaction ends. Held after a restore counts as nothing. */
export async function shareSending(
  tx: Tx,
): Promise<{ workspace: Sending; installation: Sending; isHeld: boolean } | null> {
  const { rows } = await tx.query<{ workspace: Sending; installation: Sending; isHeld: boolean }>({
    name: 'accounts_share_sending',
    text: `select pg_advisory_xact_lock_shared(${installationSwitchLock}), pg_advisory_xact_lock_shared(${ownSwitchLock}),
             w.sending as workspace, i.sending as installation, i.held_reason is not null as "isHeld"
           from workspace w cross join installation i where w.id = current_workspace() for share`,
    values: [],
  });
  return rows[0] ?? null;
}

/** The switch of this workspace, for whoever changes it: everybody who has shared it has ended by then. */
export async function lockWorkspaceSwitch(tx: Tx): Promise<SendingSwitch> {
  await tx.query(`select pg_advisory_xact_lock(${ownSwitchLock})`);
  return findWorkspaceSwitch(tx);
}

export async function findWorkspaceSwitch(tx: Tx): Promise<SendingSwitch> {
  const { rows } = await tx.query<SendingSwitch>(
    'select sending, sending_by as by, sending_reason as reason, sending_since as since from workspace where id = current_workspace()',
  );
  if (!rows[0]) throw new Internal('workspace.missing', 'The workspace of this request does not exist.');
  return rows[0];
}

export async function saveWorkspaceSwitch(tx: Tx, change: SendingSwitch): Promise<void> {
  await tx.query(
    'update workspace set sending = $1, sending_by = $2, sending_reason = $3, sending_since = $4 where id = current_workspace()',
    [change.sending, change.by, change.reason, change.since],
  );
}

/** Tells the workers, as soon as this commits. */
export async function notifySwitch(tx: Tx): Promise<void> {
  await tx.query(`select pg_notify('${switchChannel}', '')`);
}

export type SwitchState = {
  readonly installation: Sending;
  /** Of those workspaces that do not send everything. */
  readonly workspaces: ReadonlyMap<string, Sending>;
};

/** Every switch of the installation, for a worker that asks before each text. */
export async function listSendingSwitches(tx: SystemTx): Promise<SwitchState> {
  const { rows } = await tx.query<{ workspace_id: string | null; sending: Sending }>({
    name: 'accounts_list_switches',
    text: `select null::uuid as workspace_id, case when held_reason is null then sending else 'none' end as sending from installation
           union all select workspace_id, sending from list_sending_switches()`,
    values: [],
  });
  const own = rows.flatMap((row): [string, Sending][] =>
    row.workspace_id === null ? [] : [[row.workspace_id, row.sending]],
  );
  // Without an installation nothing may leave, as at the intent.
  const installation = rows.find((row) => row.workspace_id === null)?.sending ?? 'none';
  return { installation, workspaces: new Map(own) };
}
