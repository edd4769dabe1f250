import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { enqueueRun, startRun } from '../../../server/src/dispatch/index.ts';
import { workChunk } from '../../../server/src/dispatch/work-chunk.ts';
import { openGateways } from '../../../server/src/gateways/index.ts';
import { roles } from '../../../server/src/platform/db/roles.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { seededRandom } from '../../stage/random.ts';
import { openContext, type Stage } from '../../stage/stage.ts';
import { adapterFor } from '../ground/adapter.ts';
import { type Field, onField } from '../ground/field.ts';
import { type Mistake, mistakeOf, withStatements } from '../ground/mistakes.ts';
import { drawMoment, openVoices, type Person, stoppingAt } from '../ground/stop-race.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import { toolsFor } from '../ground/tools.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import { waitFor } from '../ground/waiting.ts';
import type { Order, Proof, Report } from '../proof.ts';

// No more than a context has connections: each of them may wait for the worker with one in hand.
const together = 20;
const racesAtOnce = 3;
// Of those who say STOP at any time, every moment in which a chunk is decided, announced, sent and recorded is to be hit. How long
// that takes is the machine's affair, so each race spreads them over the time that the ones before it took.
const firstWithinMs = 30;

/**
 * Each text is a race: a worker takes up a chunk of twenty, and each of the twenty says STOP. In every other chunk they say it at
 * any time while it is worked on; in the others at a chosen moment each, with the worker standing still until PostgreSQL shows that
 * their STOP has been saved or waits for the worker. Who comes first may be either; but no word may commit after the STOP of its person did.
 * PostgreSQL keeps the moment of each commit for this proof (track_commit_timestamp), so nothing is guessed from clocks of ours.
 */
export const stop: Proof = {
  shows: 'STOP races the sender for every text: no text is announced after the commit of its STOP',
  controls: ['no-row-lock'],
  sizes: {
    short: { texts: 1_500, kills: 0, seconds: 0 },
    usual: { texts: 5_000, kills: 0, seconds: 0 },
    nightly: { texts: 100_000, kills: 0, seconds: 0 },
  },
  prove: (order) => onField(order, { carrier: ['--latency-ms', '0-5'] }, (field) => run(order, field)),
};

// A STOP takes its time as well; said no later than a chunk takes, it would win nearly every race on a fast machine.
const spread = 1.5;

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed, control } = order;
  const { stage, cast, carrier } = field;
  await keepCommitTimes(field);
  const runId = randomUUID();
  await openRun(field, runId);
  const inGaps = await raceAll(field, mistakeOf(control), runId, seed);
  const verdict = await judgeRun(stage.ctx, cast, runId, publicId('cmp', runId), carrier.ledger, texts);
  const { afterStop, stops } = await judgeByCommits(field, runId);
  // Where one side wins every race, or nobody spoke between decision and word, nothing was raced.
  const isRace = [verdict.accepted, verdict.suppressed, inGaps].every((count) => count > texts / 50);
  const found = afterStop + breaches(verdict, true);
  const passed = found === 0 && stops === texts && isRace;
  const { accepted, suppressed, duplicates, lost } = verdict;
  return {
    ...{ texts, seed, stops, accepted, suppressed, duplicates, lost, inGaps },
    announcedAfterStop: afterStop,
    isRace,
    found,
    passed,
  };
}

type Voices = ReturnType<typeof openVoices>;

/** Everybody's race, some at once. Returns how many STOPs began between the decision about their text and its word. */
async function raceAll(field: Field, mistake: Mistake, runId: string, seed: number): Promise<number> {
  const { stage, cast } = field;
  const people = await listPeople(field);
  const random = seededRandom(seed);
  let next = 0;
  let inGaps = 0;
  let withinMs = firstWithinMs;
  const inTurn = openTurns();
  const runLane = async (lane: Lane) => {
    while (next < people.length) {
      const isFree = (next / together) % 2 === 0;
      const group = people.slice(next, next + together);
      next += together;
      const leases = await inTurn(() => leaseGroup(field, lane, group));
      const voices = openVoices({ ...lane.speech, cast }, group, () => (isFree ? 'any' : drawMoment(random)));
      // A chunk is decided about in its first moments, and STOPs are saved one after another; begun at once it would win nearly
      // every race.
      const beginAfterMs = isFree ? random() * withinMs * 2 * spread : 0;
      const tookMs = await race(lane, leases, voices, beginAfterMs, () => random() * withinMs * spread);
      // Where the worker stands still it says nothing about the machine.
      if (isFree) withinMs = (withinMs + tookMs) / 2;
      inGaps += voices.inGaps();
    }
  };
  const lanes = await Promise.all(Array.from({ length: racesAtOnce }, () => openLane(stage, mistake, runId)));
  try {
    await Promise.all(lanes.map(runLane));
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
  }
  return inGaps;
}

type Lane = Awaited<ReturnType<typeof openLane>>;

/** A worker of its own, whose store and gateway tell the people of the chunk in its hands how far it is; and connections for them. */
async function openLane({ ctx: opened, embedded }: Stage, mistake: Mistake, runId: string) {
  const ctx = withStatements(opened, mistake);
  const spoken = openContext(embedded.url(roles.worker, 'postgres'));
  const watch = new pg.Client({ connectionString: embedded.superuserUrl });
  await watch.connect();
  let voices: Voices | null = null;
  const tools = toolsFor(ctx, mistake);
  Object.assign(
    tools.store,
    stoppingAt({ ...tools.store }, async (moment, tx) => voices?.at(moment, tx)),
  );
  const adapter = adapterFor(false, mistake, (gateway) => ({
    ...gateway,
    submit(texts, limits) {
      const answers = gateway.submit(texts, limits);
      voices?.heardOf(texts.map(({ to }) => to));
      return answers;
    },
  }));
  const gateways = openGateways(ctx, [adapter]);
  return {
    ...{ ctx, tools, gateways, runId, speech: { ctx: withStatements(spoken, mistake), watch } },
    hear: (some: Voices) => {
      voices = some;
    },
    async close() {
      await tools.late.drain();
      await gateways.close();
      await spoken.db.close();
      await watch.end();
    },
  };
}

/** One after another, so that each lane leases the chunk that it has made. */
function openTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

async function leaseGroup(
  { cast: { sender, workspaceId } }: Field,
  { ctx, tools, runId }: Lane,
  group: readonly Person[],
) {
  await ctx.db.tx(workspaceId, (tx) =>
    enqueueRun(tx, {
      runId,
      lane: 'marketing',
      senderId: sender.id,
      notBefore: ctx.clock.now(),
      audienceSql: { text: 'select unnest($1::bigint[])', values: [group.map(({ id }) => id)] },
    }),
  );
  return ctx.db.system((tx) =>
    tools.store.leaseChunks(tx, {
      ...{ worker: 'racer', at: ctx.clock.now(), lanes: ['marketing'], most: 1 },
      ...{ leaseMs: tools.timing.leaseMs, deaf: [] },
    }),
  );
}

/** Answers how long the chunk took, in milliseconds. */
async function race(
  { tools, gateways, hear }: Lane,
  leases: Awaited<ReturnType<typeof leaseGroup>>,
  voices: Voices,
  beginAfterMs: number,
  momentMs: () => number,
): Promise<number> {
  hear(voices);
  await voices.sayBefore();
  const work = async () => {
    await sleep(beginAfterMs);
    const begunAt = performance.now();
    for (const lease of leases) await workChunk(tools, gateways, lease);
    return performance.now() - begunAt;
  };
  const [tookMs] = await Promise.all([work(), voices.sayAnyTime(momentMs)]);
  await voices.sayRest();
  return tookMs;
}

async function openRun({ stage, cast }: Field, runId: string): Promise<void> {
  const { program, sender, workspaceId } = cast;
  const body = 'Proof: hello {{ first_name }}. Reply STOP to end';
  await stage.ctx.db.tx(workspaceId, (tx) =>
    startRun(tx, {
      ...{ id: runId, programId: program.id, brandId: program.brandId, purpose: program.purpose },
      ...{ senderId: sender.id, body },
    }),
  );
}

async function listPeople({ stage, cast }: Field): Promise<Person[]> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<Person>('select id, number from contact order by id'),
  );
  return rows;
}

async function keepCommitTimes({ stage, cast }: Field): Promise<void> {
  await askAsSuperuser(stage.embedded.superuserUrl, 'alter system set track_commit_timestamp = on');
  await stage.embedded.crash();
  const isBack = await waitFor(async () => {
    const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
      tx.query<{ on: boolean }>(`select current_setting('track_commit_timestamp') = 'on' as on`),
    );
    return rows[0]?.on === true;
  }, 30_000);
  if (!isBack) throw new Error('The database did not come back with the moments of its commits.');
}

/** Words that were committed later than the STOP of the person they are for. */
async function judgeByCommits({ stage, cast }: Field, runId: string) {
  const [row] = await askAsSuperuser<{ after_stop: number; stops: number }>(
    stage.embedded.superuserUrl,
    `with stopped as (
       select c.id, pg_xact_commit_timestamp(s.xmin) as at from suppression s
         join contact c on c.workspace_id = s.workspace_id and c.number = s.number
       where s.workspace_id = $1
     ), announced as (
       select k.recipients[p.position + 1] as id, pg_xact_commit_timestamp(i.xmin) as at from send_intent i
         join send_chunk k on k.workspace_id = i.workspace_id and k.id = i.chunk_id and k.run_id = $2
         cross join unnest(i.positions) as p (position)
       where i.workspace_id = $1
     )
     select (select count(*)::integer from stopped) as stops,
       (select count(*)::integer from announced a join stopped s using (id) where a.at > s.at) as after_stop`,
    [cast.workspaceId, runId],
  );
  if (!row) throw new Error('The moments of the commits could not be read.');
  return { afterStop: row.after_stop, stops: row.stops };
}
