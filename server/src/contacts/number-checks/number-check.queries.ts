import { textArray, timeArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { type NumberCheck, type NumberFinding, unreachableBy } from './number-check.ts';

/**
 * Lays what a source says over what is known. The newest word about a line counts, so a mobile that was a landline is texted again;
 * a disconnection or a verification only moves forward.
 */
export async function saveFindings(
  tx: Tx,
  findings: readonly NumberFinding[],
  { source, at }: { readonly source: string; readonly at: Date },
): Promise<void> {
  const unreachable = findings.map((one) => unreachableBy(one, at));
  const lineIsKnown = findings.map((one) => one.lineType !== null || one.isInvalid);
  await tx.query({
    name: 'save_number_findings',
    text: `insert into number_check as known (workspace_id, number, line_type, unreachable_reason, unreachable_until, disconnected_at,
        verified_at, source, checked_at)
      select $1, n.number, n.line_type, n.reason, n.until, n.disconnected_at, n.verified_at, $2, $3
      from unnest($4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::timestamptz[])
        as n (number, line_type, reason, until, disconnected_at, verified_at)
      order by n.number
      on conflict (workspace_id, number) do update set
        line_type = coalesce(excluded.line_type, known.line_type),
        unreachable_reason = case when excluded.number = any($10) then excluded.unreachable_reason else known.unreachable_reason end,
        unreachable_until = case when excluded.number = any($10) then excluded.unreachable_until else known.unreachable_until end,
        disconnected_at = greatest(excluded.disconnected_at, known.disconnected_at),
        verified_at = greatest(excluded.verified_at, known.verified_at),
        source = excluded.source, checked_at = excluded.checked_at`,
    values: [
      ...[tx.workspaceId, source, at, textArray(findings.map((one) => one.number))],
      findings.map((one) => one.lineType),
      unreachable.map((one) => one?.reason ?? null),
      timeArray(unreachable.map((one) => one?.until ?? null)),
      timeArray(findings.map((one) => one.disconnectedAt)),
      timeArray(findings.map((one) => one.verifiedAt)),
      textArray(findings.flatMap((one, nth) => (lineIsKnown[nth] ? [one.number] : []))),
    ],
  });
}

export async function findNumberCheck(tx: Tx, number: string): Promise<NumberCheck | undefined> {
  const { rows } = await tx.query<NumberCheck>(
    `select number, line_type as "lineType", unreachable_reason as "unreachableReason", unreachable_until as "unreachableUntil",
       disconnected_at as "disconnectedAt", verified_at as "verifiedAt", source, checked_at as "checkedAt"
     from number_check where workspace_id = $1 and number = $2`,
    [tx.workspaceId, number],
  );
  return rows[0];
}

/** When these numbers were last given up for good, of those of which somebody has said so. */
export async function listDisconnections(tx: Tx, numbers: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await tx.query<{ number: string; at: Date }>({
    name: 'list_disconnections',
    text: `select number, disconnected_at as at from number_check
      where workspace_id = $1 and number = any($2) and disconnected_at is not null`,
    values: [tx.workspaceId, textArray(numbers)],
  });
  return new Map(rows.map(({ number, at }) => [number, at]));
}
