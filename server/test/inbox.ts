import { randomUUID } from 'node:crypto';
import { openReplyDesk } from '../src/inbound/index.ts';
import { settleReplies } from '../src/inbound/settle-replies.ts';
import { inboxJobs, type SettledReplies, takeReplies } from '../src/inbox/index.ts';
import { type Announcement, drainJobs, type Task } from '../src/platform/jobs/index.ts';
import type { Outside, OutsideRequest } from '../src/platform/outside/outside.ts';
import { testApp } from './app.ts';
import { type ColleagueDraft, newColleague } from './colleagues.ts';
import type { TestDatabase } from './database.ts';
import { stage, workAll } from './dispatching.ts';

/**
 * A workspace whose people write and whose colleagues answer: with its HTTP face, its jobs, and a carrier inside the test. Who is called
 * takes it, or `reach` says what comes of it.
 */
export async function inboxStage(database: TestDatabase, people = 3, reach?: Outside) {
  const on = await stage(database, people);
  const { ctx, fixture } = on;
  const { workspaceId, sender, gatewayId } = fixture;
  const app = await testApp(database, {}, { ...ctx, db: database.db });
  const calls: OutsideRequest[] = [];
  const letters: { to: string; text: string }[] = [];
  const outside: Outside = async (wanted) => {
    calls.push(wanted);
    if (reach) return reach(wanted);
    return { kind: 'answer', status: 200, url: wanted.url, contentType: null, body: Buffer.from('') };
  };
  const mailer = {
    send: async (letter: { to: string; subject: string; text: string }) => {
      letters.push(letter);
    },
  };
  const post = { mailer: mailer as never, origin: 'https://texts.example.com' };
  const jobs = inboxJobs({ outside, post });
  const settle: Task = (c, payload) => settleReplies(c, (payload as { workspaceId: string }).workspaceId);
  const event: Task = async (c, payload) => {
    const { workspaceId: where, type, data } = payload as Announcement;
    if (type === 'replies.settled') await takeReplies(c, where, data.replies as SettledReplies);
  };
  const quiet: Task = async () => {};
  const tasks = {
    ...jobs,
    'inbound.settle': settle,
    event,
    'inbound.fetch_media': quiet,
    'inbound.call_out': quiet,
  };
  const person = (at = 0) => {
    const found = fixture.people[at];
    if (!found) throw new Error('nobody');
    return found;
  };
  return {
    ...on,
    ...{ app, calls, letters, tasks, person },
    colleague: (draft: ColleagueDraft = { role: 'agent' }) => newColleague(app, workspaceId, draft),
    /** Somebody writes, and the house sees to it. */
    async write(body: string, { from = person().number, to = sender.number, ageMs = 0 } = {}) {
      const reply = { providerId: randomUUID(), from, to, body, ageMs };
      await openReplyDesk(ctx).receive(workspaceId, gatewayId, [reply]);
      await drainJobs(ctx, tasks);
    },
    tend: () => jobs['inbox.tend']?.(ctx, {}, new AbortController().signal),
    /** Everything that may leave now, leaves. */
    send: () => workAll(on),
    bodies: () => on.carrier.accepted.map(({ body }) => body),
    rows: async <T extends object>(sql: string, values: unknown[] = []) =>
      (await on.in((tx) => tx.query<T>(sql, values))).rows,
    /** The id of the conversation with this number. */
    async talk(number = person().number): Promise<string> {
      const { rows } = await on.in((tx) =>
        tx.query<{ id: number }>(
          'select id from conversation where workspace_id = current_workspace() and number = $1 order by id desc',
          [number],
        ),
      );
      return `cnv_${rows[0]?.id}`;
    },
  };
}
export type InboxStage = Awaited<ReturnType<typeof inboxStage>>;
