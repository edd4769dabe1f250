import type { SystemTx, Tx } from '../platform/db/pool.ts';
import { Internal } from '../platform/errors.ts';
import type { WorkspaceId } from '../platform/ids.ts';

export type Workspace = {
  readonly id: WorkspaceId;
  readonly name: string;
  readonly country: string;
  readonly timeZone: string;
  /** What may leave: everything, everything but campaigns, or nothing. */
  readonly sending: 'all' | 'no_marketing' | 'none';
  /** To which texts may go: the home country alone, unless somebody said otherwise. */
  readonly countries: readonly string[];
  readonly hasOwnCountries: boolean;
};

type Row = { id: string; name: string; country: string; time_zone: string } & Pick<Workspace, 'sending'> & {
    countries: string[] | null;
  };

/** The workspace this transaction is in. */
export async function getWorkspace(tx: Tx): Promise<Workspace> {
  const { rows } = await tx.query<Row>({
    name: 'get_workspace',
    text: 'select id, name, country, time_zone, sending, countries from workspace where id = current_workspace()',
  });
  const row = rows[0];
  if (!row) throw new Internal('workspace.missing', 'The workspace of this request does not exist.');
  return {
    id: row.id as WorkspaceId,
    name: row.name,
    country: row.country,
    timeZone: row.time_zone,
    sending: row.sending,
    countries: row.countries ?? [row.country],
    hasOwnCountries: row.countries !== null,
  };
}

/** Every workspace of the installation, for chores that visit each in turn. */
export async function listWorkspaceIds(tx: SystemTx | Tx): Promise<WorkspaceId[]> {
  const { rows } = await tx.query<{ id: string }>('select list_workspace_ids() as id');
  return rows.map((row) => row.id as WorkspaceId);
}

export async function saveCountries(tx: Tx, countries: readonly string[] | null): Promise<void> {
  await tx.query('update workspace set countries = $1 where id = current_workspace()', [countries]);
}

export type NewWorkspace = Pick<Workspace, 'id' | 'name' | 'country' | 'timeZone'>;

export async function insertWorkspace(tx: Tx, workspace: NewWorkspace): Promise<void> {
  await tx.query('insert into workspace (id, name, country, time_zone) values ($1, $2, $3, $4)', [
    workspace.id,
    workspace.name,
    workspace.country,
    workspace.timeZone,
  ]);
}

export async function getNeedsSecondFactor(tx: Tx): Promise<boolean> {
  const { rows } = await tx.query<{ needs_second_factor: boolean }>(
    'select needs_second_factor from workspace where id = current_workspace()',
  );
  return rows[0]?.needs_second_factor ?? false;
}

export async function saveNeedsSecondFactor(tx: Tx, isNeeded: boolean): Promise<void> {
  await tx.query('update workspace set needs_second_factor = $1 where id = current_workspace()', [isNeeded]);
}
