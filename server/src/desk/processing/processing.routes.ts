import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import { formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { readUuidId } from '../../platform/ids.ts';
import { findAdditions, getRecordVersion, listRecordVersions } from './additions.queries.ts';
import { addProcessor, changeProcessor } from './change-processor.ts';
import { generateRecord, type Keeping, keepVersion, setAdditions } from './keep-record.ts';
import * as schemas from './processing.schemas.ts';
import type { ProcessingRecord } from './processing-record.ts';
import { listOutsideGateways, listProcessors } from './processor.queries.ts';
import { unrecorded } from './processor.ts';
import { renderRecord, writeMarkdown } from './write-record.ts';

const tags = ['compliance desk'];
const reading = { permission: 'desk.read' };
const writing = { permission: 'desk.write' };
const produces = ['application/json', 'application/pdf', 'text/markdown'];

/** The record of processing (GDPR art. 30) and the register of processors (art. 28). */
export function processingRoutes(http: Http, ctx: Context, keeping: Keeping): void {
  http.get(
    '/v1/processing-record',
    {
      config: reading,
      schema: {
        summary: 'The record of processing as it is now, from what is really there: JSON, Markdown or PDF',
        tags,
        produces,
        querystring: schemas.RecordFormat,
        response: { 200: schemas.RecordAnswer },
      },
    },
    async ({ query, scope, headers }, reply) => {
      const record = await ctx.db.tx(scope.workspaceId, (tx) => generateRecord(tx, ctx, keeping));
      const { type, body } = writeAs(
        query.format ?? formatOf({}, headers.accept),
        record,
        JSON.stringify(record),
        null,
      );
      return reply.type(type).send(body as never);
    },
  );

  http.get(
    '/v1/processing-record/additions',
    {
      config: reading,
      schema: {
        summary: 'Read what the business has added to the record of processing, to change part of it',
        tags,
        response: { 200: schemas.AdditionsBody },
      },
    },
    async ({ scope }) => ctx.db.tx(scope.workspaceId, findAdditions) as never,
  );

  http.put(
    '/v1/processing-record/additions',
    {
      config: writing,
      schema: {
        summary:
          'Say what nobody but the business can know: controller, officer, other activities, corrections',
        tags,
        body: schemas.AdditionsBody,
        response: { 200: schemas.RecordAnswer },
      },
    },
    async ({ body, scope }) => toAnswer(await setAdditions(ctx, scope, keeping, body as never)),
  );

  http.get(
    '/v1/processing-record/versions',
    {
      config: reading,
      schema: {
        summary: 'List the versions of the record of processing that were kept, newest first',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.RecordVersionLine) }) },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, listRecordVersions);
      return {
        data: found.map(({ version, madeAt, madeBy, sha256 }) => ({
          ...{ version, made_at: madeAt.toISOString(), made_by: madeBy, sha256 },
        })),
      };
    },
  );

  http.post(
    '/v1/processing-record/versions',
    {
      config: writing,
      schema: {
        summary: 'Keep the record of processing as it is now, for good',
        tags,
        response: { 201: Type.Object({ version: Type.Integer() }) },
      },
    },
    async ({ scope }, reply) => reply.code(201).send({ version: await keepVersion(ctx, scope, keeping) }),
  );

  http.get(
    '/v1/processing-record/versions/:version',
    {
      config: reading,
      schema: {
        summary: 'Read a version that was kept: JSON, Markdown or PDF',
        tags,
        produces,
        params: Type.Object({ version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }),
        querystring: schemas.RecordFormat,
        response: { 200: schemas.RecordAnswer },
      },
    },
    async ({ params, query, scope, headers }, reply) => {
      const kept = await ctx.db.tx(scope.workspaceId, (tx) => getRecordVersion(tx, params.version));
      const { type, body } = writeAs(
        query.format ?? formatOf({}, headers.accept),
        JSON.parse(kept.record),
        kept.record,
        kept.version,
      );
      return reply.type(type).send(body as never);
    },
  );

  http.get(
    '/v1/processors',
    {
      config: reading,
      schema: {
        summary: 'List processors, with what is missing of each, and gateways that stand in no entry',
        tags,
        response: {
          200: Type.Object({
            data: Type.Array(schemas.ProcessorAnswer),
            unrecorded: Type.Array(
              Type.Object({ gateway_id: Type.String(), name: Type.String(), kind: Type.String() }),
            ),
          }),
        },
      },
    },
    async ({ scope }) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const { country } = await getWorkspace(tx);
        const processors = await listProcessors(tx);
        const open = unrecorded(await listOutsideGateways(tx), processors);
        return {
          data: processors.map((one) => schemas.toProcessor(one, country)),
          unrecorded: open.map(({ id, name, kind }) => ({
            gateway_id: `gtw_${id.replaceAll('-', '')}`,
            name,
            kind,
          })),
        };
      }),
  );

  http.post(
    '/v1/processors',
    {
      config: writing,
      schema: {
        summary: 'Enter a processor, such as a gateway: country, contract, agreement, sub-processors',
        tags,
        body: schemas.ProcessorBody,
        response: { 201: schemas.ProcessorAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { gateway_id: gateway, ...rest } = body;
      const gatewayId = gateway === undefined ? null : readGatewayId(gateway);
      const one = await addProcessor(ctx, scope, { ...schemas.toProcessorWish(rest), gatewayId });
      const { country } = await ctx.db.tx(scope.workspaceId, getWorkspace);
      return reply.code(201).send(schemas.toProcessor(one, country));
    },
  );

  http.patch(
    '/v1/processors/:id',
    {
      config: writing,
      schema: {
        summary: 'Change what is said of a processor, or end it',
        tags,
        params: Type.Object({ id: Type.String() }),
        body: schemas.ProcessorChangeBody,
        response: { 200: schemas.ProcessorAnswer },
      },
    },
    async ({ params, body, scope }) => {
      const wish = schemas.toProcessorWish(body);
      const one = await changeProcessor(ctx, scope, schemas.readProcessorId(params.id), wish);
      return schemas.toProcessor(one, (await ctx.db.tx(scope.workspaceId, getWorkspace)).country);
    },
  );
}

const toAnswer = (record: ProcessingRecord) => JSON.parse(JSON.stringify(record)) as never;

function writeAs(format: string | undefined, record: ProcessingRecord, json: string, version: number | null) {
  if (format === 'markdown')
    return { type: 'text/markdown; charset=utf-8', body: writeMarkdown(record, version) };
  if (format === 'pdf') return { type: 'application/pdf', body: renderRecord(record, json, version) };
  return { type: 'application/json; charset=utf-8', body: json };
}

function readGatewayId(text: string): string {
  const id = readUuidId('gtw', text);
  if (id) return id;
  throw new NotFound('gateway.not_found', `There is no gateway ${text.slice(0, 60)} in this workspace.`);
}
