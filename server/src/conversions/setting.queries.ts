import type { Tx } from '../platform/db/pool.ts';
import { type AttributionSetting, usualAttribution } from './attribution.ts';
import type { MonthPlace } from './conversion.queries.ts';

export async function readAttributionSetting(tx: Tx): Promise<AttributionSetting> {
  const { rows } = await tx.query<AttributionSetting>({
    name: 'conversions_setting',
    text: `select model, click_hours as "clickHours", delivery_hours as "deliveryHours", conversions, reversals,
             accepts_script as "acceptsScript" from attribution_setting where workspace_id = current_workspace()`,
    values: [],
  });
  return rows[0] ?? usualAttribution;
}

export async function saveAttributionSetting(
  tx: Tx,
  setting: AttributionSetting,
  changed: { readonly by: string; readonly at: Date },
): Promise<void> {
  await tx.query(
    `insert into attribution_setting (workspace_id, model, click_hours, delivery_hours, conversions, reversals, accepts_script, changed_by, changed_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id) do update set model = excluded.model, click_hours = excluded.click_hours,
       delivery_hours = excluded.delivery_hours, conversions = excluded.conversions, reversals = excluded.reversals,
       accepts_script = excluded.accepts_script, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    [
      setting.model,
      setting.clickHours,
      setting.deliveryHours,
      setting.conversions,
      setting.reversals,
      setting.acceptsScript,
      changed.by,
      changed.at,
    ],
  );
}

export type AttributionState = {
  /** Events that came until then are done; null before the first time. */
  readonly until: Date | null;
  /** The month that a recount is at, as its first day; null where there is none. */
  readonly month: string | null;
  readonly place: MonthPlace | null;
};

const stateColumns = `until, to_char(month, 'YYYY-MM-DD') as month, place`;

export async function readAttributionState(tx: Tx): Promise<AttributionState> {
  const { rows } = await tx.query<AttributionState>(
    `select ${stateColumns} from attribution_state where workspace_id = current_workspace()`,
  );
  return rows[0] ?? { until: null, month: null, place: null };
}

/** For whoever does the next piece of the work; null while somebody else is at it. */
export async function lockAttributionState(tx: Tx): Promise<AttributionState | null> {
  await tx.query(
    'insert into attribution_state (workspace_id) values (current_workspace()) on conflict do nothing',
  );
  const { rows } = await tx.query<AttributionState>(
    `select ${stateColumns} from attribution_state where workspace_id = current_workspace() for update skip locked`,
  );
  return rows[0] ?? null;
}

/** Waits until nobody puts down, and holds them up until the end of the transaction. */
export async function waitForAttribution(tx: Tx): Promise<void> {
  await tx.query(
    'insert into attribution_state (workspace_id) values (current_workspace()) on conflict do nothing',
  );
  await tx.query('select from attribution_state where workspace_id = current_workspace() for update');
}

export async function saveAttributionState(tx: Tx, state: AttributionState): Promise<void> {
  await tx.query(
    `insert into attribution_state (workspace_id, until, month, place) values (current_workspace(), $1, $2::date, $3::jsonb)
     on conflict (workspace_id) do update set until = excluded.until, month = excluded.month, place = excluded.place`,
    [state.until, state.month, state.place === null ? null : JSON.stringify(state.place)],
  );
}

/** From this month on everything is put down anew; an earlier one that waits already stays. */
export async function askForRecount(tx: Tx, month: string): Promise<void> {
  await tx.query(
    `insert into attribution_state (workspace_id, month) values (current_workspace(), $1::date)
     on conflict (workspace_id) do update set place = null, month = least(attribution_state.month, excluded.month)`,
    [month],
  );
}
