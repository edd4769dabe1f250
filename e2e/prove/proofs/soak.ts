import { setTimeout as sleep } from 'node:timers/promises';
import { carrierFlags, usualFaults } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { breaches, judgeRun } from '../ground/verdict.ts';
import { waitFor } from '../ground/waiting.ts';
import type { Order, Proof, Report } from '../proof.ts';

// What workers may take more at the end than in the middle: garbage that has not been collected yet. In a run of less than
// ten minutes they are still growing to their size.
const memoryGrowthMiB = (seconds: number) => (seconds < 600 ? 120 : 60);
// Chunks, unknown texts and parked receipts come and go; what they leave behind on the disk is not to pile up.
const queueBytesPerText = 400;
const queueBytesAtLeast = 8 * 1024 * 1024;
const looks = 12;

/**
 * `--texts` spread evenly over `--seconds`, with faults, and with every worker replaced now and then. All the while
 * everybody is in exactly one place: in a chunk that waits, or on record.
 */
export const soak: Proof = {
  shows:
    'moderate load with faults for long: everybody in exactly one place at every look, memory and tables do not grow',
  controls: ['closed-too-soon'],
  sizes: {
    short: { texts: 6_000, kills: 1, seconds: 30 },
    usual: { texts: 24_000, kills: 3, seconds: 120 },
    nightly: { texts: 1_800_000, kills: 12, seconds: 3_600 },
  },
  prove: (order) => {
    const partsPerSecond = Math.max(1, Math.ceil(order.texts / order.seconds));
    const carrier = carrierFlags([...usualFaults, 'throttle=0.02'], '--reply', 'stop=0.01');
    return onField(order, { carrier, partsPerSecond }, (field) => run(order, field));
  },
};

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed, seconds, kills } = order;
  const { stage, cast, carrier } = field;
  const { runId, tag } = await field.launch();
  const crew = field.hire(2);
  const memory: number[] = [];
  let misplaced = 0;
  const killAt = new Set(
    Array.from({ length: kills }, (_, at) => Math.floor((looks * (at + 1)) / (kills + 2))),
  );
  for (let look = 0; look < looks; look += 1) {
    await sleep((seconds * 1_000) / looks);
    memory.push(crew.memoryMiB());
    misplaced = Math.max(misplaced, await countMisplaced(field, runId));
    if (killAt.has(look)) await crew.killOne(look);
  }
  const isFinished = await field.untilDone(runId);
  misplaced = Math.max(misplaced, await countMisplaced(field, runId));
  const verdict = await judgeRun(stage.ctx, cast, runId, tag, carrier.ledger, texts);
  // The last quarter against the middle third, in which whoever took the place of a killed one has come to its size.
  const growthMiB = Math.round(
    Math.max(...memory.slice(-3)) - Math.max(...memory.slice(looks / 3, (2 * looks) / 3)),
  );
  const queueBytes = await measureQueue(field);
  const queueAtMost = Math.max(queueBytesAtLeast, queueBytesPerText * texts);
  const found = misplaced + breaches(verdict, isFinished);
  const passed =
    isFinished && found === 0 && growthMiB <= memoryGrowthMiB(seconds) && queueBytes <= queueAtMost;
  const memoryMiB = Math.round(memory.at(-1) ?? 0);
  return {
    ...{ texts, seed, kills, ...verdict, misplaced, memoryMiB, growthMiB },
    ...{ queueMiB: Math.round(queueBytes / 104_857.6) / 10, isFinished, found, passed },
  };
}

/** The law of conservation, asked in one statement and so of one moment: who is nowhere, or in two places? */
async function countMisplaced({ stage, cast }: Field, runId: string): Promise<number> {
  let misplaced = 0;
  await waitFor(async () => {
    const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
      tx.query<{ misplaced: number }>(
        `with place as (
           select contact_id, id from message where campaign_id = $1
           union
           select r.contact_id, c.base_id + r.position - 1 from send_chunk c
             cross join unnest(c.recipients) with ordinality as r (contact_id, position)
             where c.run_id = $1 and c.state <> 'done' and r.contact_id > 0
         ), counted as (select contact_id, count(*) as places from place group by contact_id)
         select count(*)::integer as misplaced from contact c left join counted k on k.contact_id = c.id
           where k.places is distinct from 1`,
        [runId],
      ),
    );
    misplaced = rows[0]?.misplaced ?? 0;
    return true;
  }, 30_000);
  return misplaced;
}

async function measureQueue({ stage, cast }: Field): Promise<number> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ bytes: number }>(
      `select sum(pg_total_relation_size(name))::bigint as bytes
       from unnest(array['send_chunk', 'send_intent', 'unknown_text', 'receipt_parked']::regclass[]) as name`,
    ),
  );
  return Number(rows[0]?.bytes ?? 0);
}
