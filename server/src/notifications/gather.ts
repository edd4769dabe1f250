import { getWorkspace } from '../accounts/index.ts';
import { listToApprove } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { dayIn, findBudget, readSpend, writeMoney } from '../spending/index.ts';
import { gatherNews, listTold } from './gather.queries.ts';
import type { News } from './notification.queries.ts';

/** Everything that is new in a workspace since the last look. */
export async function gather(tx: Tx, ctx: Context): Promise<News[]> {
  return [
    ...(await gatherNews(tx, ctx.clock.now())),
    ...(await approvalsAsked(tx, ctx)),
    ...(await spendReached(tx, ctx)),
  ];
}

/** Of exactly these words and people: whoever changes them and checks again asks again. */
async function approvalsAsked(tx: Tx, ctx: Context): Promise<News[]> {
  const news = (await listToApprove(ctx, tx)).flatMap(
    ({ campaign: { id, name }, standing, subject }): News[] =>
      standing?.state !== 'waiting' || subject === null
        ? []
        : [
            {
              kind: 'approval.asked',
              key: `${id}:${subject.contentHash.toString('hex')}:${subject.people}`,
              subject: publicId('cmp', id),
              facts: { name, people: subject.people },
              to: null,
              // Nobody approves their own words, so there is nothing in it for them to do.
              except: [...subject.authors],
            },
          ],
  );
  const told = await listTold(
    tx,
    'approval.asked',
    news.map(({ key }) => key),
  );
  return news.filter(({ key }) => !told.has(key));
}

// The first leaves time to raise a cap before texts are held; the second says why they are.
const spendLevels = [100, 80] as const;

async function spendReached(tx: Tx, ctx: Pick<Context, 'clock'>): Promise<News[]> {
  const budget = await findBudget(tx);
  if (budget === null || (budget.caps.day === null && budget.caps.month === null)) return [];
  const day = dayIn((await getWorkspace(tx)).timeZone, ctx.clock.now());
  const spend = await readSpend(tx, day, null);
  return (['day', 'month'] as const).flatMap((state): News[] => {
    const cap = budget.caps[state];
    if (cap === null || cap === 0n) return [];
    const percent = Number((spend[state] * 100n) / cap);
    const level = spendLevels.find((one) => percent >= one);
    if (level === undefined) return [];
    return [
      {
        kind: 'spend.reached',
        key: `${state}:${state === 'day' ? day : day.slice(0, 7)}:${level}`,
        subject: null,
        facts: {
          ...{ state, percent, spent: writeMoney(spend[state]), cap: writeMoney(cap) },
          currency: budget.currency,
        },
        to: null,
      },
    ];
  });
}
