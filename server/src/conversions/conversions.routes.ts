import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import { badCursor, PageQuery, pageOf, readCursor, toPage } from '../platform/http/pages.ts';
import type { Http } from '../platform/http/server.ts';
import { readNumberId, readUuidId } from '../platform/ids.ts';
import { type CreditPlace, listCredits } from './brought.queries.ts';
import {
  AttributionAnswer,
  AttributionBody,
  ConversionAnswer,
  PreviewAnswer,
  readBody,
  toAttribution,
  toConversion,
  toPreview,
} from './conversions.schemas.ts';
import { previewAttribution, recount, setAttribution } from './set-attribution.ts';
import { readAttributionSetting, readAttributionState } from './setting.queries.ts';

const tags = ['conversions'];

export function conversionRoutes(http: Http, ctx: Context): void {
  settingRoutes(http, ctx);
  http.get(
    '/v1/conversions',
    {
      config: { permission: 'campaigns.read' },
      schema: {
        summary: 'List what is put down to texts, event by event, latest first',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          campaign_id: Type.Optional(Type.String({ maxLength: 40, description: 'cmp_…' })),
          contact_id: Type.Optional(Type.String({ maxLength: 40, description: 'con_…' })),
        }),
        response: { 200: pageOf(ConversionAnswer) },
      },
    },
    async ({ query, scope }) => {
      const limit = query.limit ?? 50;
      const asked = {
        campaignId: readCampaign(query.campaign_id),
        contactId: readContact(query.contact_id),
        before: readPlace(query.cursor),
        limit: limit + 1,
      };
      const rows = await ctx.db.tx(scope.workspaceId, (tx) => listCredits(tx, asked));
      return toPage(
        rows,
        limit,
        (row) => ({ at: row.occurredAt.toISOString(), key: row.eventKey, message: row.messageId }),
        toConversion,
      );
    },
  );

  http.post(
    '/v1/conversions/recount',
    {
      config: { permission: 'campaigns.write' },
      schema: {
        summary: 'Put purchases down to texts anew, whole months from an instant on',
        tags,
        body: Type.Object(
          {
            since: Type.Optional(
              Type.String({ format: 'date-time', description: 'Everything of the last year unless told.' }),
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          202: Type.Object({
            from: nullable(
              Type.String({ format: 'date', description: 'Null where there is nothing to count.' }),
            ),
          }),
        },
      },
    },
    async ({ body, scope }, reply) =>
      reply.code(202).send({
        from: await recount(ctx, scope, body.since === undefined ? null : new Date(body.since)),
      }),
  );
}

function settingRoutes(http: Http, ctx: Context): void {
  const url = '/v1/workspace/attribution';
  const answer = (workspaceId: string) =>
    ctx.db.tx(workspaceId, async (tx) =>
      toAttribution(await readAttributionSetting(tx), await readAttributionState(tx)),
    );
  http.get(
    url,
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'Read which purchases are put down to which texts',
        tags,
        response: { 200: AttributionAnswer },
      },
    },
    ({ scope }) => answer(scope.workspaceId),
  );
  http.put(
    url,
    {
      config: { permission: 'workspace.admin' },
      schema: {
        summary: 'Say which purchases are put down to which texts; the past is counted anew',
        ...{ tags, body: AttributionBody, response: { 200: AttributionAnswer } },
      },
    },
    async ({ body, scope }) => {
      await setAttribution(ctx, scope, readBody(body));
      return answer(scope.workspaceId);
    },
  );
  http.post(
    '/v1/workspace/attribution/preview',
    {
      config: { permission: 'workspace.read' },
      schema: {
        summary: 'See what another way would make of the last thirty days, beside the present one',
        ...{ tags, body: AttributionBody, response: { 200: PreviewAnswer } },
      },
    },
    async ({ body, scope }) =>
      toPreview(
        await ctx.db.tx(scope.workspaceId, (tx) => previewAttribution(tx, ctx.clock.now(), readBody(body))),
      ),
  );
}

function readCampaign(text: string | undefined): string | null {
  if (text === undefined) return null;
  const id = readUuidId('cmp', text);
  if (id === null) throw new NotFound('campaign.not_found', 'There is no such campaign in this workspace.');
  return id;
}

function readContact(text: string | undefined): number | null {
  if (text === undefined) return null;
  const id = readNumberId('con', text);
  if (id === null) throw new NotFound('contact.not_found', 'There is no such contact in this workspace.');
  return id;
}

function readPlace(cursor: string | undefined): CreditPlace | null {
  const place = readCursor(cursor) as Partial<Record<keyof CreditPlace, unknown>> | null;
  if (place === null) return null;
  const { at, key, message } = place;
  const isOurs =
    typeof at === 'string' &&
    !Number.isNaN(Date.parse(at)) &&
    typeof key === 'string' &&
    /^[0-9a-f-]{36}$/.test(key) &&
    Number.isSafeInteger(message);
  if (isOurs) return { at, key, message: message as number };
  throw badCursor();
}
