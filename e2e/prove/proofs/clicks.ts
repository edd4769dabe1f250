import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { tokensOfTexts } from '../../stage/links.ts';
import { killProcess, readyLine, startProcess } from '../../stage/processes.ts';
import { seededRandom } from '../../stage/random.ts';
import { enrol, openStage, type Stage } from '../../stage/stage.ts';
import type { Order, Proof, Report } from '../proof.ts';

/**
 * People open links while the process that sends them on is killed, and the database crashes in between. Whoever was sent on
 * with the word that the click is stored must be on record: each visitor has a name of their own in the agent, and the
 * table is asked for it at the end.
 */
export const clicks: Proof = {
  shows: 'the service is killed while people open links: whoever was sent on as stored is on record',
  controls: ['answer-first'],
  sizes: {
    short: { texts: 3_000, kills: 4, seconds: 0 },
    usual: { texts: 20_000, kills: 15, seconds: 0 },
    nightly: { texts: 500_000, kills: 200, seconds: 0 },
  },
  prove,
};

const underWay = 32;

async function prove(order: Order): Promise<Report> {
  const { folder, texts, kills, seed, control } = order;
  const stage = await openStage(folder);
  try {
    const cast = await enrol(stage.ctx, 0);
    const tokens = await tokensOfTexts(stage, cast, Math.min(texts, 20_000));
    const doors = openDoors(stage, control === 'answer-first' ? 'nothing' : 'storage');
    await doors.open();
    const random = seededRandom(seed);
    const sentOn = new Set<number>();
    let next = 0;
    let refused = 0;
    const visit = async () => {
      while (next < texts) {
        const visitor = next++;
        const isStored = await doors.follow(
          tokens[visitor % tokens.length] ?? '',
          `visitor-${visitor} Mobile`,
        );
        if (isStored) sentOn.add(visitor);
        else refused += 1;
      }
    };
    const falls = fall(
      kills,
      texts,
      () => next,
      random,
      async (nth) => {
        // Every fourth time it is the database that falls.
        if (nth % 4 === 3) await stage.embedded.crash();
        else await doors.kill();
      },
    );
    await Promise.all([...Array.from({ length: underWay }, visit), falls]);
    await doors.close();
    await untilBack(stage);
    const onRecord = await namesOnRecord(stage, cast.workspaceId);
    const found = [...sentOn].filter((visitor) => !onRecord.has(visitor)).length;
    return {
      ...{ texts, seed, sentOn: sentOn.size, notSentOn: refused, onRecord: onRecord.size, kills },
      ...{ lost: found, found, passed: found === 0 && sentOn.size > texts / 2 },
    };
  } finally {
    await stage.close();
  }
}

async function fall(
  kills: number,
  texts: number,
  progress: () => number,
  random: () => number,
  strike: (nth: number) => Promise<void>,
): Promise<void> {
  const points = Array.from({ length: kills }, () => (0.02 + random() * 0.93) * texts).toSorted(
    (a, b) => a - b,
  );
  for (const [nth, at] of points.entries()) {
    while (progress() < at) await sleep(2);
    await strike(nth);
  }
}

/** The process that sends people on, and its next one after each kill. */
function openDoors(stage: Stage, waitFor: 'storage' | 'nothing') {
  const url = stage.embedded.url(roles.app, 'postgres');
  const start = () => startProcess('e2e/prove/link-server.ts', [JSON.stringify({ url, waitFor })]);
  let child = start();
  let pool: Pool | null = null;
  const open = async () => {
    pool = new Pool((await readyLine(child)).url ?? '', { connections: underWay, pipelining: 1 });
  };
  return {
    open,
    /** True when the person was sent on and told that the click is stored. */
    async follow(token: string, agent: string): Promise<boolean> {
      while (!pool) await sleep(5);
      try {
        const answer = await pool.request({
          path: `/l/${token}`,
          method: 'GET',
          headers: { 'user-agent': agent },
        });
        await answer.body.dump();
        return answer.statusCode === 302 && answer.headers['tidings-click'] === 'stored';
      } catch {
        return false;
      }
    },
    async kill() {
      const dead = pool;
      pool = null;
      await killProcess(child, 'SIGKILL');
      void dead?.destroy();
      child = start();
      await open();
    },
    async close() {
      await pool?.close();
      await killProcess(child, 'SIGTERM');
    },
  };
}

/** The last fall may have been a moment ago. */
async function untilBack({ ctx }: Stage): Promise<void> {
  const isBack = () => ctx.db.system(async (tx) => (await tx.query('select 1')).rowCount === 1);
  while (!(await isBack().catch(() => false))) await sleep(100);
}

async function namesOnRecord({ ctx }: Stage, workspaceId: string): Promise<Set<number>> {
  const { rows } = await ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ agent: string }>('select agent from click where workspace_id = current_workspace()'),
  );
  return new Set(rows.map(({ agent }) => Number(/^visitor-(\d+)/.exec(agent)?.[1])));
}
