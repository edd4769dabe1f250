import { type Static, Type } from 'typebox';
import { CampaignParams, getCampaign, readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { sumTextsOfCampaigns } from './benchmark.queries.ts';
import { type Benchmark, benchmarkOf, type PlainShares } from './benchmark.ts';

const Share = nullable(Type.Number({ description: '0 to 1.' }));
const SharesAnswer = Type.Object(
  {
    reached: Type.Integer({
      minimum: 0,
      description: 'Delivered, or taken by the carrier without a last word.',
    }),
    delivered: Share,
    clicked: Share,
    replied: Share,
    opted_out: Share,
  },
  { title: 'PlainShares' },
);

const BenchmarkAnswer = Type.Object(
  {
    object: Type.Literal('campaign_benchmark'),
    campaign_id: Type.String(),
    own: nullable(SharesAnswer),
    previous: nullable(
      Type.Object({
        ...{ id: Type.String(), name: Type.String() },
        launched_at: Type.String({ format: 'date-time' }),
        shares: SharesAnswer,
      }),
    ),
    median: nullable(Type.Object({ campaigns: Type.Integer(), shares: SharesAnswer })),
  },
  { title: 'CampaignBenchmark' },
);

// Longer ago people, offers and carriers were others.
const days = 365;

export function benchmarkRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/campaigns/:id/results/benchmark',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'Read a campaign beside the one before it, and beside the middle of all others of a year',
        description:
          'From the counts by the hour, which are some minutes old. Campaigns that fewer than twenty people got are in no middle, and of fewer than three there is none.',
        tags: ['results'],
        params: CampaignParams,
        response: { 200: BenchmarkAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readCampaignId(params.id);
      const from = new Date(ctx.clock.now().getTime() - days * 86_400_000);
      return ctx.db.tx(scope.workspaceId, async (tx) => {
        await getCampaign(tx, id);
        return toBenchmark(id, benchmarkOf(await sumTextsOfCampaigns(tx, from), id));
      });
    },
  );
}

const toShares = ({ optedOut, ...shares }: PlainShares) => ({ ...shares, opted_out: optedOut });

const toBenchmark = (id: string, { own, previous, median }: Benchmark): Static<typeof BenchmarkAnswer> => ({
  object: 'campaign_benchmark',
  campaign_id: publicId('cmp', id),
  own: own && toShares(own),
  previous: previous && {
    ...{ id: publicId('cmp', previous.id), name: previous.name },
    launched_at: previous.launchedAt.toISOString(),
    shares: toShares(previous.shares),
  },
  median: median && { campaigns: median.campaigns, shares: toShares(median.shares) },
});
