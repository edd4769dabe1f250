import { countSegment, loadCatalogue } from '../../../server/src/audiences/index.ts';
import { readRule } from '../../../server/src/audiences/segments/segment.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { settleSegmentPeople } from '../segment-people.ts';
import { type Shape, shapes } from '../segment-shapes.ts';
import { openServingContext, openStageIn } from '../stage.ts';

const rounds = { quick: 3, full: 10 };
const goalMs = 300;
const patience = '20s';

const shapeFigures = Object.fromEntries(
  shapes.map(({ name, text }) => [
    `${name}Ms`,
    `ninety-five in a hundred counts of: ${text.replaceAll('|', '/')}`,
  ]),
);

export const segment = defineScenario({
  name: 'segment',
  about:
    'Counts twenty segments over a million people with five million events over a year, half a million texts and fifty thousand replies, as the API does: the rule is read, checked against the workspace, compiled, and asked as the role that serves. Beside each the statement that somebody who knows the tables would write by hand, with the same answer, as the same role.',
  figures: {
    people: 'people of the workspace',
    p95Ms: 'ninety-five in a hundred counts of all shapes are answered within this',
    shapesWithin300Ms:
      'of the twenty shapes, those of which ninety-five in a hundred counts take less than 300 ms',
    medianMs: 'the middle of the medians of the shapes',
    medianByHandMs: 'the same for the statements by hand',
    ratioToHandWritten: 'how many times as long the statements by hand take for all shapes together',
    differing: 'shapes whose two answers differ',
    ...shapeFigures,
  },
  comparisons: [
    {
      what: 'median milliseconds',
      ours: 'medianMs',
      theirs: 'medianByHandMs',
      ratio: 'ratioToHandWritten',
      against: 'SQL by hand',
    },
  ],
  limits:
    'Everything is in memory and nobody else asks. A statement by hand that takes longer than 20 s is ended and counts as that. Texts have no total of their own, so what was received is read from the texts of all months that are kept.',
  async run({ isQuick, size, workplace, say }) {
    const people = size ?? (isQuick ? 10_000 : 1_000_000);
    const stage = await openStageIn(workplace);
    const workspaceId = await settleSegmentPeople(stage, people, say);
    const ctx = openServingContext(stage, workplace);
    const [ours, theirs] = [new Map<string, number[]>(), new Map<string, number[]>()];
    let differing = 0;
    for (const shape of shapes) {
      const [counted, byHand] = [
        await countOurs(ctx, workspaceId, shape),
        await countByHand(ctx, workspaceId, shape),
      ];
      if (byHand.count !== null && counted.count !== byHand.count) {
        differing += 1;
        say(`${shape.name}: ${counted.count} and by hand ${byHand.count}`);
      }
      const isSlow = byHand.ms > 3_000;
      const times = await measure(ctx, workspaceId, shape, isQuick ? rounds.quick : rounds.full, isSlow);
      ours.set(shape.name, times.ours);
      theirs.set(shape.name, isSlow ? [byHand.ms] : times.theirs);
      say(
        `${shape.name}: ${counted.count} people, ${Math.round(percentile(times.ours, 0.95))} ms, by hand ${Math.round(percentile(theirs.get(shape.name) ?? [], 0.5))} ms`,
      );
    }
    const medians = (of: Map<string, number[]>) => [...of.values()].map((times) => percentile(times, 0.5));
    const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
    const ninetyFive = [...ours].map(([name, times]) => [`${name}Ms`, percentile(times, 0.95)] as const);
    return {
      people,
      p95Ms: percentile([...ours.values()].flat(), 0.95),
      shapesWithin300Ms: ninetyFive.filter(([, ms]) => ms < goalMs).length,
      medianMs: percentile(medians(ours), 0.5),
      medianByHandMs: percentile(medians(theirs), 0.5),
      ratioToHandWritten: sum(medians(theirs)) / sum(medians(ours)),
      differing,
      ...Object.fromEntries(ninetyFive),
    };
  },
});

type Counted = { readonly count: number | null; readonly ms: number };

async function measure(ctx: Context, workspaceId: string, shape: Shape, times: number, isOursAlone: boolean) {
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < times; round += 1) {
    ours.push((await countOurs(ctx, workspaceId, shape)).ms);
    if (!isOursAlone) theirs.push((await countByHand(ctx, workspaceId, shape)).ms);
  }
  return { ours, theirs };
}

async function countOurs(ctx: Context, workspaceId: string, { text }: Shape): Promise<Counted> {
  const from = performance.now();
  const count = await ctx.db.tx(workspaceId, async (tx) => {
    const catalogue = await loadCatalogue(tx);
    const read = readRule({ text }, catalogue);
    if (!read.ok) throw new Error(`${text}: ${read.problems[0]?.sentence}`);
    return countSegment(tx, { rule: read.rule, catalogue, moment: { now: new Date(), zone: 'UTC' } });
  });
  return { count, ms: performance.now() - from };
}

async function countByHand(ctx: Context, workspaceId: string, { byHand }: Shape): Promise<Counted> {
  const from = performance.now();
  try {
    const count = await ctx.db.tx(workspaceId, async (tx) => {
      await tx.query(`set local statement_timeout = '${patience}'`);
      return (await tx.query<{ count: number }>(byHand)).rows[0]?.count ?? 0;
    });
    return { count, ms: performance.now() - from };
  } catch (error) {
    if (!/timeout|in time|too long/i.test(String(error))) throw error;
    return { count: null, ms: performance.now() - from };
  }
}
