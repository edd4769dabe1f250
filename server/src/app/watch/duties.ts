import { listWorkspaceIds } from '../../accounts/index.ts';
import { countPapersToMend } from '../../compliance/index.ts';
import { countBreaches, countCases } from '../../desk/index.ts';
import { countOverdueCases } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { countOverdue } from '../../rights/index.ts';
import type { Look } from './one-look.ts';

/** What people of the business have to do by a time. A warning and no more: texts go on, and no machine can do it for them. */
type Duty = {
  readonly name: string;
  readonly count: (tx: Tx, now: Date) => Promise<number>;
  readonly done: string;
  readonly late: (overdue: number) => string;
};

const duties: readonly Duty[] = [
  {
    name: 'replies',
    count: countOverdueCases,
    done: 'No reply has waited too long to be judged.',
    late: (overdue) =>
      `Replies that wait to be judged for more than a business day: ${overdue}. Their writers get no marketing until then; \`tidings replies cases\` lists them.`,
  },
  {
    name: 'data_requests',
    count: countOverdue,
    done: 'No request about personal data is late.',
    late: (overdue) =>
      `Requests about personal data whose time to answer is over: ${overdue}. See \`tidings requests --overdue\`.`,
  },
  {
    name: 'papers',
    count: countPapersToMend,
    done: 'What is sent is like what was registered, and no number is about to lose its grace.',
    late: (overdue) =>
      `Registrations under which something else is sent, or numbers whose grace ends within a week: ${overdue}. See \`tidings registration\` and \`tidings registration numbers\`.`,
  },
  {
    name: 'cases',
    count: async (tx, now) => (await countCases(tx, now)).overdue,
    done: 'No case is late.',
    late: (overdue) =>
      `Cases (complaints, threats, inquiries) whose term is over: ${overdue}. See \`tidings cases --overdue\`.`,
  },
  {
    name: 'breaches',
    count: async (tx, now) => (await countBreaches(tx, now)).alarming,
    done: 'No breach of personal data is near the end of its 72 hours.',
    late: (alarming) =>
      `Breaches of personal data whose 72 hours end within a day, or are over, and of which no authority was told: ${alarming}. See \`tidings breaches\`.`,
  },
];

const lookOf = ({ name, count, done, late }: Duty): Look => ({
  name,
  async look(ctx) {
    const overdue = await countEverywhere(ctx, count);
    const status = overdue === 0 ? 'ok' : 'warning';
    return { name, status, sentence: overdue === 0 ? done : late(overdue), figures: { overdue } };
  },
});

async function countEverywhere(ctx: Context, count: Duty['count']): Promise<number> {
  const now = ctx.clock.now();
  let all = 0;
  for (const workspaceId of await ctx.db.system(listWorkspaceIds))
    all += await ctx.db.tx(workspaceId, (tx) => count(tx, now));
  return all;
}

export const dutyLooks: readonly Look[] = duties.map(lookOf);
export const isDuty = (name: string): boolean => duties.some((duty) => duty.name === name);
