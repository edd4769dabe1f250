import { textArray, timeArray } from '../../platform/db/arrays.ts';
import type { Tx } from '../../platform/db/pool.ts';
import {
  type NumberCheck,
  type NumberFinding,
  type UnreachableReason,
  unreachableBy,
} from './number-check.ts';

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
        failures = case when excluded.number = any($10) then 0 else known.failures end,
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
       disconnected_at as "disconnectedAt", verified_at as "verifiedAt", failures, failed_at as "failedAt", source, checked_at as "checkedAt"
     from number_check where workspace_id = $1 and number = $2`,
    [tx.workspaceId, number],
  );
  return rows[0];
}

/** Everything that is known of numbers, by number, a page at a time; all of them, or those that no text reaches. */
export async function listNumberChecks(
  tx: Tx,
  {
    isUnreachable,
    after,
    limit,
  }: { readonly isUnreachable: boolean; readonly after: string; readonly limit: number },
): Promise<NumberCheck[]> {
  const { rows } = await tx.query<NumberCheck>(
    `select number, line_type as "lineType", unreachable_reason as "unreachableReason", unreachable_until as "unreachableUntil",
       disconnected_at as "disconnectedAt", verified_at as "verifiedAt", failures, failed_at as "failedAt", source, checked_at as "checkedAt"
     from number_check where workspace_id = $1 and number > $2 and (not $3 or unreachable_reason is not null)
     order by number limit $4`,
    [tx.workspaceId, after, isUnreachable, limit],
  );
  return rows;
}

/** What a carrier said of a text: that the number is none, or a landline. Counted, and believed until something newer is known. */
export async function noteFailures(
  tx: Tx,
  failures: readonly { readonly number: string; readonly reason: UnreachableReason }[],
  at: Date,
): Promise<void> {
  const once = [...new Map(failures.map((one) => [one.number, one])).values()];
  const found = once.map(({ reason }) =>
    unreachableBy(
      { lineType: reason === 'landline' ? 'landline' : null, isInvalid: reason === 'invalid_number' },
      at,
    ),
  );
  await tx.query({
    name: 'note_number_failures',
    text: `insert into number_check as known (workspace_id, number, line_type, unreachable_reason, unreachable_until, failures, failed_at,
        source, checked_at)
      select $1, n.number, case when n.reason = 'landline' then n.reason end, n.reason, n.until, 1, $5, 'carrier receipt', $5
      from unnest($2::text[], $3::text[], $4::timestamptz[]) as n (number, reason, until)
      order by n.number
      on conflict (workspace_id, number) do update set
        line_type = coalesce(excluded.line_type, known.line_type),
        unreachable_reason = excluded.unreachable_reason, unreachable_until = excluded.unreachable_until,
        failures = known.failures + 1, failed_at = excluded.failed_at, source = excluded.source, checked_at = excluded.checked_at`,
    values: [
      ...[tx.workspaceId, textArray(once.map(({ number }) => number)), once.map(({ reason }) => reason)],
      ...[timeArray(found.map((one) => one?.until ?? null)), at],
    ],
  });
}

/** Somebody texted from these numbers: whatever was said of them, a text reaches them. */
export async function noteAlive(tx: Tx, numbers: readonly string[], at: Date): Promise<void> {
  await tx.query({
    name: 'note_numbers_alive',
    text: `update number_check set unreachable_reason = null, unreachable_until = null, failures = 0,
        line_type = nullif(line_type, 'landline'), source = 'text from the number', checked_at = $3
      where workspace_id = $1 and number = any($2) and unreachable_reason is not null`,
    values: [tx.workspaceId, textArray(numbers), at],
  });
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
