import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getWorkspace, type Post, recordAudit, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import { lockDue, moveOn } from './subscription.queries.ts';
import { nextTime, type Subscription, spanOf } from './subscription.ts';
import { type WrittenReport, writeReport } from './write-report.ts';

export type ReportWays = {
  readonly post: Post | null;
  /** Where files of reports lie, a folder for each workspace; null where this installation keeps none. */
  readonly folder: string | null;
};

/** A mail server that is away for a day gets the report of that day no more; the next one comes. */
const givesUpAfterMs = 24 * 3_600_000;

/**
 * Sends what is due in a workspace. The row is kept locked while it is sent, so no other process sends it too; one that dies in between sends it
 * again, which is better than never. What could not be sent to somebody is tried again in the next round, for them alone.
 */
export async function sendDueReports(ctx: Context, workspaceId: string, ways: ReportWays): Promise<number> {
  const began = ctx.clock.now();
  for (let sent = 0; ; ) {
    const was = await ctx.db.tx(workspaceId, async (tx) => {
      const now = ctx.clock.now();
      const due = await lockDue(tx, now, began);
      if (!due) return 'none';
      const { timeZone: zone } = await getWorkspace(tx);
      const report = await writeReport(tx, ctx, due.report, { ...spanOf(due.every, due.nextAt, zone), zone });
      const { trouble, told } = await send(ctx, ways, workspaceId, due, report);
      const isLate = now.getTime() - due.nextAt.getTime() > givesUpAfterMs;
      const isOver = trouble === null || isLate;
      const nextAt = isOver ? nextTime(due, now, zone) : due.nextAt;
      await moveOn(tx, due.id, { nextAt, lastAt: now, trouble, told: isOver ? [] : told });
      if (trouble === null)
        await recordAudit(tx, systemScope(workspaceId, 'reports'), {
          act: 'report.sent',
          object: publicId('rps', due.id),
          after: { report: due.report, people: due.emails.length, file: due.toFile ? report.fileName : null },
        });
      else ctx.log.warn({ workspaceId, trouble }, 'A report could not be sent.');
      return isOver ? 'over' : 'left';
    });
    if (was === 'none') return sent;
    if (was === 'over') sent += 1;
  }
}

type Sent = { readonly trouble: string | null; readonly told: readonly string[] };

async function send(
  ctx: Pick<Context, 'ids'>,
  { post, folder }: ReportWays,
  workspaceId: string,
  due: Subscription,
  report: WrittenReport,
): Promise<Sent> {
  const nobody = (trouble: string | null): Sent => ({ trouble, told: due.told });
  if (due.toFile) {
    if (folder === null) return nobody('This installation keeps no files of reports.');
    const own = join(folder, workspaceId);
    await mkdir(own, { recursive: true });
    // Whoever reads the folder never meets half a file.
    const draft = join(own, `.${ctx.ids.uuid()}`);
    await writeFile(draft, report.csv);
    await rename(draft, join(own, report.fileName));
  }
  if (due.emails.length === 0) return nobody(null);
  if (!post) return nobody('No mail goes out from this installation: TIDINGS_SMTP_URL is not set.');
  const attachments = [{ name: report.fileName, contentType: 'text/csv', content: report.csv }];
  const told = [...due.told];
  let trouble: string | null = null;
  for (const to of due.emails.filter((email) => !due.told.includes(email))) {
    const failed = await post.mailer
      .send({ to, subject: report.subject, text: report.text, attachments })
      .catch((error: Error) => error);
    if (failed instanceof Error) trouble ??= failed.message;
    else told.push(to);
  }
  return { trouble, told };
}
