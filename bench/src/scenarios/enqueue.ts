import type { Cast, Stage } from '../../../e2e/stage/stage.ts';
import { enrol } from '../../../e2e/stage/stage.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { checkCampaign, createCampaign, launchCampaign } from '../../../server/src/campaigns/index.ts';
import { createList } from '../../../server/src/contacts/index.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import { timeOf } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openServingContext, openStageIn, walPosition } from '../stage.ts';

const body =
  'Proof: hello {{ first_name | default: "there" }}, the harbour store opens on Saturday. Reply STOP to end';

export const enqueue = defineScenario({
  name: 'enqueue',
  about:
    'Checks and launches a campaign to everybody on a list of a million people who agreed: the text is rendered and counted for each, then the audience is taken as of one moment, standings are settled, and everybody is queued in chunks of 500.',
  figures: {
    people: 'people on the list, all of whom will receive the text',
    checkSeconds: 'reading, rendering and counting parts for everybody, as the check of a campaign does',
    launchSeconds: 'the launch, from the call to its commit: one transaction',
    launchWalBytes: 'written to the write-ahead log meanwhile',
    launchWalBytesPerPerson: 'the same for each person',
  },
  limits:
    'Nobody else writes meanwhile. Nobody on this list is left out; people who are, are written down with the reason, a row each.',
  async run({ isQuick, workplace, say }) {
    const people = isQuick ? 20_000 : 1_000_000;
    const stage = await openStageIn(workplace);
    say(`making ${people} people who agreed`);
    const cast = await enrol(stage.ctx, people);
    const ctx = openServingContext(stage, workplace);
    const id = await draft(stage, ctx, cast);
    const scope = systemScope(cast.workspaceId, 'bench');
    say('checking');
    const checkSeconds = await timeOf(() => checkCampaign(ctx, scope, id));
    say('launching');
    const walBefore = await walPosition(stage);
    const launchSeconds = await timeOf(() => launchCampaign(ctx, scope, id, { confirmCount: people }));
    const launchWalBytes = (await walPosition(stage)) - walBefore;
    return {
      people,
      checkSeconds,
      launchSeconds,
      launchWalBytes,
      launchWalBytesPerPerson: launchWalBytes / people,
    };
  },
});

async function draft(stage: Stage, ctx: Context, cast: Cast): Promise<string> {
  const { workspaceId, program, sender } = cast;
  const scope = systemScope(workspaceId, 'bench');
  const list = await createList(ctx, scope, { name: 'Everybody' });
  await stage.ctx.db.tx(workspaceId, (tx) =>
    tx.query(
      'insert into list_member (workspace_id, list_id, contact_id) select $1, $2, id from contact where workspace_id = $1',
      [workspaceId, list.id],
    ),
  );
  const campaign = await createCampaign(ctx, scope, {
    name: 'Opening',
    programId: program.id,
    senderId: sender.id,
    body,
    include: { lists: [list.id], tags: [] },
    exclude: { lists: [], tags: [] },
  });
  return campaign.id;
}
