import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { optOut } from '../../../server/src/contacts/index.ts';
import { enqueueRun, startRun, stopQueuedFor } from '../../../server/src/dispatch/index.ts';
import type { Tools } from '../../../server/src/dispatch/steps/step.ts';
import { workChunk } from '../../../server/src/dispatch/work-chunk.ts';
import { type OpenGateways, openGateways } from '../../../server/src/gateways/index.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { seededRandom } from '../../stage/random.ts';
import { adapterFor } from '../ground/adapter.ts';
import { type Field, onField, waitFor } from '../ground/field.ts';
import { mistakeOf, withStatements } from '../ground/mistakes.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import { toolsFor } from '../ground/tools.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import type { Order, Proof, Report } from '../proof.ts';

const together = 20;
const racesAtOnce = 3;
// Every moment in which a chunk of twenty is decided, announced, sent and recorded is to be hit. How long that takes is the
// machine's affair, so each race spreads its STOPs over the time that the ones before it took.
const firstWithinMs = 30;

type Person = { id: number; number: string };

/**
 * Each text is a race: a worker takes up a chunk of twenty, and within the milliseconds of its decision each of the twenty
 * says STOP. Who comes first may be either; but no word may commit after the STOP of its person did. PostgreSQL keeps the
 * moment of each commit for this proof (track_commit_timestamp), so nothing is guessed from clocks of ours.
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
  const mistake = mistakeOf(control);
  const ctx = withStatements(stage.ctx, mistake);
  const tools = toolsFor(ctx, mistake);
  const gateways = openGateways(ctx, [adapterFor(false, mistake)]);
  const runId = randomUUID();
  await openRun(field, runId);
  const people = await listPeople(field);
  const random = seededRandom(seed);
  let next = 0;
  let withinMs = firstWithinMs;
  const lane = async () => {
    while (next < people.length) {
      const group = people.slice(next, next + together);
      next += together;
      const tookMs = await race(
        field,
        { ctx, tools, gateways, runId },
        group,
        () => random() * withinMs * spread,
      );
      withinMs = (withinMs + tookMs) / 2;
    }
  };
  await Promise.all(Array.from({ length: racesAtOnce }, lane));
  await tools.late.drain();
  await gateways.close();
  const verdict = await judgeRun(stage.ctx, cast, runId, publicId('cmp', runId), carrier.ledger, texts);
  const { afterStop, stops } = await judgeByCommits(field, runId);
  // Where one side wins every race, nothing was raced.
  const isRace = verdict.accepted > texts / 50 && verdict.suppressed > texts / 50;
  const found = afterStop + breaches(verdict, true);
  const passed = found === 0 && stops === texts && isRace;
  const { accepted, suppressed, duplicates, lost } = verdict;
  return {
    ...{ texts, seed, stops, accepted, suppressed, duplicates, lost },
    announcedAfterStop: afterStop,
    isRace,
    found,
    passed,
  };
}

type Sending = { ctx: Context; tools: Tools; gateways: OpenGateways; runId: string };

/** Answers how long the chunk took, in milliseconds. */
async function race(
  field: Field,
  { ctx, tools, gateways, runId }: Sending,
  group: readonly Person[],
  momentMs: () => number,
): Promise<number> {
  const { sender, workspaceId } = field.cast;
  await ctx.db.tx(workspaceId, (tx) =>
    enqueueRun(tx, {
      runId,
      lane: 'marketing',
      senderId: sender.id,
      notBefore: ctx.clock.now(),
      audienceSql: { text: 'select unnest($1::bigint[])', values: [group.map(({ id }) => id)] },
    }),
  );
  const leases = await ctx.db.system((tx) =>
    tools.store.leaseChunks(tx, {
      ...{ worker: 'racer', at: ctx.clock.now(), lanes: ['marketing'], most: 1 },
      ...{ leaseMs: tools.timing.leaseMs, deaf: [] },
    }),
  );
  const stops = group.map(async (person) => {
    await sleep(momentMs());
    await sayStop(field, ctx, person);
  });
  const work = async () => {
    const begunAt = performance.now();
    for (const lease of leases) await workChunk(tools, gateways, lease);
    return performance.now() - begunAt;
  };
  const [tookMs] = await Promise.all([work(), ...stops]);
  return tookMs;
}

/** The opt-out and the end of all that waits, in one transaction, as a reply is taken in. */
async function sayStop({ cast }: Field, ctx: Context, { id: contactId, number }: Person): Promise<void> {
  const { brandId } = cast.program;
  await ctx.db.tx(cast.workspaceId, async (tx) => {
    await optOut(tx, ctx, {
      ...{ number, brandId, method: 'reply', actor: 'system:inbound', evidence: {} },
      occurredAt: ctx.clock.now(),
    });
    await stopQueuedFor(tx, ctx, { contactId, brandId });
  });
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
