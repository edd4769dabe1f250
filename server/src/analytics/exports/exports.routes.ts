import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { recordAudit, requirePermission } from '../../accounts/index.ts';
import { getCampaign, readCampaignId } from '../../campaigns/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { type DatasetName, datasets, type Filter } from './dataset.queries.ts';
import { exportRows, formats, writerOf } from './export-rows.ts';

const Query = Type.Object({
  format: Type.Optional(Type.Enum([...formats], { description: 'csv unless told.' })),
  campaign_id: Type.Optional(Type.String({ maxLength: 40, description: 'cmp_…: of this campaign alone.' })),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'From this instant on.' })),
  until: Type.Optional(Type.String({ format: 'date-time', description: 'Before this instant.' })),
  spreadsheet: Type.Optional(
    Type.Boolean({ description: 'Of csv: keeps spreadsheets from running what people wrote as a formula.' }),
  ),
});

/** Whole tables as files, streamed: however many rows there are, a few thousand are in memory. */
export function exportRoutes(http: Http, ctx: Context): void {
  for (const name of Object.keys(datasets) as DatasetName[]) exportRoute(http, ctx, name);
}

function exportRoute(http: Http, ctx: Context, name: DatasetName): void {
  const dataset = datasets[name];
  http.get(
    `/v1/exports/${name}`,
    {
      config: { permission: 'campaigns.read', needsFreshSignIn: true },
      schema: {
        summary: `Export: ${dataset.summary.charAt(0).toLowerCase()}${dataset.summary.slice(1)}`,
        tags: ['exports'],
        querystring: Query,
        produces: ['text/csv', 'application/x-ndjson', 'application/vnd.apache.parquet'],
        response: { 200: Type.String() },
      },
    },
    async ({ query, scope }, reply) => {
      // With numbers and words of people in them; reports alone have neither.
      requirePermission(scope, 'messages.read');
      const filter = readFilter(query);
      await ctx.db.tx(scope.workspaceId, async (tx) => {
        if (filter.campaignId !== null) await getCampaign(tx, filter.campaignId);
        await recordAudit(tx, scope, {
          act: `${name}.exported`,
          object: 'workspace',
          after: { format: query.format ?? 'csv', ...(query.campaign_id && { campaign: query.campaign_id }) },
        });
      });
      const writer = writerOf(dataset, query.format ?? 'csv', query.spreadsheet);
      const rows = exportRows(ctx, scope.workspaceId, { name, filter, writer });
      return reply
        .type(writer.contentType)
        .header('content-disposition', `attachment; filename="${name}.${writer.extension}"`)
        .header('cache-control', 'no-store')
        .serializer((payload: string) => payload)
        .send(Readable.from(rows, { objectMode: false }) as never);
    },
  );
}

function readFilter(query: { campaign_id?: string; from?: string; until?: string }): Filter {
  const filter = {
    campaignId: query.campaign_id === undefined ? null : readCampaignId(query.campaign_id),
    from: query.from === undefined ? null : new Date(query.from),
    until: query.until === undefined ? null : new Date(query.until),
  };
  if (filter.from && filter.until && filter.from >= filter.until)
    throw new Invalid('export.bad_span', 'The first instant is not before the second.');
  return filter;
}
