import pg from 'pg';
import type { Cast, Stage } from '../../../e2e/stage/stage.ts';
import { enqueueRun, startRun } from '../../../server/src/dispatch/index.ts';
import { insertLinks } from '../../../server/src/links/index.ts';
import { blast, type Launch } from '../blast.ts';
import { defineScenario } from '../scenario.ts';
import { openCarrier } from '../sending.ts';
import { blastFigures, openSmppCast } from '../smpp-cast.ts';
import { openStageIn } from '../stage.ts';

const variants = ['rolls', 'cake', 'bread'];
const address = 'https://bakery.example/';
const shortDomain = 'https://go.bakery.example/';
const wordsOf = (variant: string) =>
  `Bakery: {{ first_name }}, ${variant} kept for you by {{ coupon.bench }}: ${address}${variant} Reply STOP to end`;

export const sendRich = defineScenario({
  name: 'send-rich',
  about:
    'The same as send-smpp with all that a campaign that sells has in its texts: three variants, each a campaign to its third of the people, a short link of each person’s own, and a coupon code that nobody else has, from a pool with as many codes as people.',
  figures: blastFigures,
  limits:
    'Loopback has no distance and no TLS. The carrier takes its share of the same processors. Nobody opens the links.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 9_000 : 600_000);
    const stage = await openStageIn(workplace);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      '--sent-receipts',
      'off',
      '--smpp-port',
      '0',
      '--profile',
      'plain',
    );
    say(`making ${texts} people who agreed, and a code for each`);
    const cast = await openSmppCast(stage, carrier, texts);
    await makePool(stage, cast, texts);
    say('sending');
    return blast(stage, workplace, cast, carrier, texts, launchVariants);
  },
});

/** By the superuser: workers may only give codes away. */
async function makePool({ embedded }: Stage, { workspaceId }: Cast, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: embedded.superuserUrl });
  await client.connect();
  await client.query(
    `with pool as (
       insert into coupon_pool (workspace_id, id, name, made_by, created_at, changed_at)
       values ('${workspaceId}', gen_random_uuid(), 'bench', 'bench', now(), now()) returning id)
     insert into coupon_code (workspace_id, pool_id, code)
     select '${workspaceId}', pool.id, 'SAVE-' || upper(substr(md5(n::text), 1, 8)) || n from pool, generate_series(1, ${count}) n order by n`,
  );
  await client.query('vacuum analyze coupon_code');
  await client.end();
}

// In one transaction, so that all three are there when the first text leaves.
const launchVariants: Launch = (ctx, { workspaceId, program, sender }) =>
  ctx.db.tx(workspaceId, async (tx) => {
    const ids: string[] = [];
    for (const [place, variant] of variants.entries()) {
      const [runId, linkId] = [ctx.ids.uuid(), ctx.ids.uuid()];
      const at = ctx.clock.now();
      const url = address + variant;
      const made = { label: null, campaignId: null, expiresAt: null, madeBy: 'bench' };
      await insertLinks(tx, [{ id: linkId, url, state: 'on', createdAt: at, changedAt: at, ...made }]);
      await startRun(tx, {
        ...{ id: runId, programId: program.id, brandId: program.brandId, purpose: program.purpose },
        ...{ senderId: sender.id, body: wordsOf(variant) },
        links: { begins: shortDomain, each: [{ id: linkId, written: url }] },
      });
      await enqueueRun(tx, {
        ...{ runId, lane: 'marketing', senderId: sender.id, notBefore: at },
        audienceSql: {
          text: `select id from contact where workspace_id = $1 and id % ${variants.length} = $2`,
          values: [workspaceId, place],
        },
      });
      ids.push(runId);
    }
    return ids;
  });
