import { enrol, type Stage } from '../../../e2e/stage/stage.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { createCampaign, simulationJobs, startSimulation } from '../../../server/src/campaigns/index.ts';
import { createList } from '../../../server/src/contacts/index.ts';
import { timeOf } from '../measure.ts';
import { watchMemory } from '../memory.ts';
import { defineScenario } from '../scenario.ts';
import { openServingContext, openStageIn } from '../stage.ts';

const body =
  'Proof: hello {{ first_name | default: "there" }}, the harbour store opens on Saturday. Reply STOP to end';

export const simulate = defineScenario({
  name: 'simulate',
  about:
    'Flies a campaign of a million people, under a cap of spending a day that lasts for three quarters of them and with an approval that nobody has given, through the rehearsal carrier as a library: everybody is judged and copied into the schema of simulations, then each text is judged at its own virtual hour, paced, handed over and added up into the report.',
  figures: {
    people: 'people of the audience',
    seconds: 'from the beginning of the job to the report',
    held: 'people who waited, most of them for the cap of the day',
    virtualHours: 'that pass from the launch to the last text',
    peakMiB: 'the most that the process takes meanwhile',
  },
  limits: 'Nobody else asks anything of the database or of the processor meanwhile.',
  async run({ isQuick, size, workplace, say }) {
    const people = size ?? (isQuick ? 2_000 : 1_000_000);
    const stage = await openStageIn(workplace);
    say(`making ${people} people who agreed`);
    const { workspaceId, program, sender } = await enrol(stage.ctx, people);
    const ctx = openServingContext(stage, workplace);
    const scope = systemScope(workspaceId, 'bench');
    const list = await createList(ctx, scope, { name: 'Everybody' });
    await stage.ctx.db.tx(workspaceId, (tx) =>
      tx.query(
        'insert into list_member (workspace_id, list_id, contact_id) select $1, $2, id from contact where workspace_id = $1',
        [workspaceId, list.id],
      ),
    );
    const campaign = await createCampaign(ctx, scope, {
      ...{ name: 'Opening', programId: program.id, senderId: sender.id, body },
      ...{ include: { lists: [list.id], tags: [] }, exclude: { lists: [], tags: [] } },
    });
    await limit(stage, workspaceId, people);
    const launchAt = new Date('2026-11-24T22:00:00Z');
    const wish = { launchAt, seed: 1, profile: undefined, carrierPartsPerSecond: undefined };
    const { id } = await startSimulation(ctx, scope, campaign.id, wish);
    say('flying');
    const memory = watchMemory(process.pid);
    const work = simulationJobs(() => null)['campaigns.work_simulation'];
    const never = new AbortController().signal;
    const seconds = await timeOf(
      async () => await work?.(stage.ctx, { workspaceId, simulationId: id }, never),
    );
    const peakMiB = memory.takePeakMiB();
    memory.stop();
    const { rows } = await ctx.db.tx(workspaceId, (tx) =>
      tx.query<{ last: Date; status: string; held: number }>(
        `select (report ->> 'finishes_at')::timestamptz as last, status, (report #>> '{held,people}')::int as held
         from campaign_simulation where id = $1`,
        [id],
      ),
    );
    if (rows[0]?.status !== 'finished') throw new Error(`The simulation is ${rows[0]?.status}.`);
    return {
      people,
      seconds,
      held: rows[0].held,
      virtualHours: (rows[0].last.getTime() - launchAt.getTime()) / 3_600_000,
      peakMiB,
    };
  },
});

/** A cent a part, money for three quarters of the people a day, and somebody who has to approve. */
async function limit(stage: Stage, workspaceId: string, people: number): Promise<void> {
  await stage.ctx.db.tx(workspaceId, async (tx) => {
    await tx.query(
      `insert into spend_budget (workspace_id, currency, day_cap) values (current_workspace(), 'USD', $1)`,
      [people * 0.0075],
    );
    await tx.query('insert into price (workspace_id, per_part) values (current_workspace(), 0.01)');
    await tx.query(
      `insert into approval_policy (workspace_id, needed, over_people, purposes, valid_hours)
       values (current_workspace(), 1, null, null, 24)`,
    );
  });
}
