import type { Tx } from '../../platform/db/pool.ts';
import { type InboxSetting, usualSetting } from './setting.ts';

export async function readSetting(tx: Tx): Promise<InboxSetting> {
  const { rows } = await tx.query<InboxSetting>({
    name: 'inbox_read_setting',
    text: `select hours, closed_days::text[] as "closedDays", away_body as "awayBody", answer_within_minutes as "answerWithinMinutes",
             assigns, closes_after_days as "closesAfterDays", rating_body as "ratingBody"
           from inbox_setting where workspace_id = current_workspace()`,
    values: [],
  });
  return rows[0] ?? usualSetting;
}

export async function saveSetting(tx: Tx, setting: InboxSetting, at: Date): Promise<void> {
  await tx.query(
    `insert into inbox_setting (workspace_id, hours, closed_days, away_body, answer_within_minutes, assigns, closes_after_days, rating_body, updated_at)
     values (current_workspace(), $1, $2::date[], $3, $4, $5, $6, $7, $8)
     on conflict (workspace_id) do update set hours = excluded.hours, closed_days = excluded.closed_days, away_body = excluded.away_body,
       answer_within_minutes = excluded.answer_within_minutes, assigns = excluded.assigns, closes_after_days = excluded.closes_after_days,
       rating_body = excluded.rating_body, updated_at = excluded.updated_at`,
    [
      ...[setting.hours && JSON.stringify(setting.hours), setting.closedDays, setting.awayBody],
      ...[setting.answerWithinMinutes, setting.assigns, setting.closesAfterDays, setting.ratingBody, at],
    ],
  );
}
