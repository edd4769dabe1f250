import {
  checkCampaign,
  createCampaign,
  finishCampaign,
  getCampaign,
  noMediaKnown,
} from '../src/campaigns/index.ts';
import { defineExperiment, getExperiment } from '../src/experiments/define-experiment.ts';
import { listArms } from '../src/experiments/experiment.queries.ts';
import type { Plan, Variant } from '../src/experiments/experiment.ts';
import { startExperiment } from '../src/experiments/start-experiment.ts';
import { tendExperiments } from '../src/experiments/tend-experiments.ts';
import type { Tx } from '../src/platform/db/pool.ts';
import { addPerson, type Shop } from './shop.ts';

export const body = (word: string) => `Harbor Coffee: ${word} from 7. Reply STOP to opt out`;
export const variant = (name: string, more: Partial<Variant> = {}): Variant => ({
  ...{ name, body: body(name), senderId: null, local: null },
  ...more,
});
export const plan = (more: Partial<Plan> = {}): Plan => ({
  variants: [variant('rolls'), variant('cake')],
  ...{ metric: 'replies', testShare: 6_000, controlShare: 1_000, waitMinutes: 60 },
  ...{ certainty: 0.95, leastEach: 20, fallback: 'hold' },
  ...more,
});
/** The same words at ten and at three, on the day after the shop opens. */
export const hours = [
  variant('ten', { body: null, local: '2026-11-25T10:00' }),
  variant('three', { body: null, local: '2026-11-25T15:00' }),
];
export const people = 240;

/** Experiments in the shop of the test that runs. */
export function experimenting(shopNow: () => Shop) {
  const inShop = <T>(work: (tx: Tx) => Promise<T>) => shopNow().ctx.db.tx(shopNow().workspaceId, work);
  return {
    inShop,
    /** The campaign that leads one, checked and planned. */
    async root(wish: Plan = plan()): Promise<string> {
      const shop = shopNow();
      await inShop(async (tx) => {
        // A hundred numbers in an area code; 204 is in Canada.
        for (let n = 0; n < people; n += 1) await addPerson(tx, shop, { n: n < 100 ? n : n + 100 });
      });
      const { id } = await createCampaign(shop.ctx, shop.scope, {
        ...{ name: 'Spring', programId: shop.programId, senderId: shop.senderId, body: body('bread') },
        include: { lists: [shop.listId], tags: [] },
        exclude: { lists: [], tags: [] },
      });
      await checkCampaign(shop.ctx, shop.scope, id);
      await defineExperiment(shop.ctx, shop.scope, id, wish);
      return id;
    },
    start: (id: string) => startExperiment(shopNow().ctx, shopNow().scope, id, noMediaKnown),
    tend: () => tendExperiments(shopNow().ctx, noMediaKnown),
    find: (id: string) => inShop((tx) => getExperiment(tx, id)),
    statusOf: async (id: string) => (await inShop((tx) => getCampaign(tx, id))).status,
    arms: (id: string) => inShop((tx) => listArms(tx, id)),
    async receivers(id: string): Promise<number[]> {
      const { rows } = await inShop((tx) =>
        tx.query<{ contact: number }>(
          'select unnest(recipients) as contact from send_chunk where run_id = $1',
          [id],
        ),
      );
      return rows.map(({ contact }) => contact);
    },
    /** As if a carrier had taken every text of a campaign, and some of its people had written back. */
    async handOver(id: string, replies: number, stops = 0): Promise<void> {
      const shop = shopNow();
      const now = shop.ctx.clock.now();
      await inShop(async (tx) => {
        await tx.query(
          `insert into message (id, workspace_id, campaign_id, contact_id, sender_id, number, purpose, kind, body, parts, status, queued_at, accepted_at)
           select c.base_id + r.place - 1, c.workspace_id, c.run_id, r.contact, c.sender_id, p.number, 'marketing', 'campaign', 'x', 1, 'delivered', $2, $2
           from send_chunk c cross join unnest(c.recipients) with ordinality r (contact, place)
           join contact p on p.workspace_id = c.workspace_id and p.id = r.contact where c.run_id = $1`,
          [id, now],
        );
        await tx.query(`update send_chunk set state = 'done' where run_id = $1`, [id]);
        await tx.query(
          `insert into inbound_message (workspace_id, gateway_id, provider_id, number, body, intent, campaign_id, received_at)
           select workspace_id, $2::uuid, 'r' || id, number, 'hello', case when n <= $4 then 'stop' else 'other' end, $1::uuid, $5::timestamptz
           from (select *, row_number() over (order by id) as n from message where campaign_id = $1) m where n <= $3::int + $4::int`,
          [id, shop.gatewayId, replies, stops, now],
        );
      });
      await finishCampaign(shop.ctx, shop.workspaceId, id);
    },
  };
}
