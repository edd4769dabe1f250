import { type Static, Type } from 'typebox';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { PageQuery, pageOf, readCursor, toPage } from '../../platform/http/pages.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { loadCatalogue } from './catalogue.queries.ts';
import type { SegmentQuestion } from './compile.queries.ts';
import { countSegment } from './count.queries.ts';
import { explainPerson } from './explain.ts';
import { printText } from './language/print-text.ts';
import { summaryOf } from './language/sentence.ts';
import {
  countSegmentByCountry,
  noticesOf,
  questionOf,
  questionOfSaved,
  sampleSegment,
  snapshotSegment,
} from './look-at-segment.ts';
import { readRuleWithin, requireRule } from './read-rule.ts';
import { archiveSegment, changeSegment, createSegment, getSegment } from './save-segment.ts';
import { listSegments, listSegmentVersions } from './segment.queries.ts';
import type { SavedSegment } from './segment.ts';
import * as schemas from './segments.schemas.ts';

const tags = ['segments'];
const params = Type.Object({ id: Type.String({ description: 'seg_…' }) });
const reading = { permission: 'contacts.read', isNarrowed: true };
const writing = { permission: 'campaigns.write' };

export function segmentRoutes(http: Http, ctx: Context): void {
  writeRoutes(http, ctx);
  readRoutes(http, ctx);
  trialRoutes(http, ctx);
  peopleRoutes(http, ctx);
}

const inWorkspace = <T>(ctx: Context, scope: { workspaceId: string }, work: (tx: Tx) => Promise<T>) =>
  ctx.db.tx(scope.workspaceId, work);

const tell = (ctx: Context, scope: { workspaceId: string }, segment: SavedSegment) =>
  inWorkspace(ctx, scope, async (tx) => schemas.toSegment(segment, await loadCatalogue(tx)));

function writeRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/segments',
    {
      config: writing,
      schema: {
        summary: 'Save a rule by which people are chosen, as text or as JSON',
        ...{ tags, body: schemas.NewSegmentBody, response: { 201: schemas.SegmentAnswer } },
      },
    },
    async ({ body, scope }, reply) => {
      const written = schemas.readWritten(body);
      const segment = await createSegment(ctx, scope, { name: body.name, written });
      return reply
        .code(201)
        .header('etag', schemas.etagOf(segment))
        .send(await tell(ctx, scope, segment));
    },
  );

  http.patch(
    '/v1/segments/:id',
    {
      config: writing,
      schema: {
        summary: 'Change a segment: its next version; the versions before are kept',
        ...{ tags, params, body: schemas.SegmentChangeBody, response: { 200: schemas.SegmentAnswer } },
      },
    },
    async ({ params: { id }, body, headers, scope }, reply) => {
      const written = schemas.findWritten(body);
      const segment = await changeSegment(ctx, scope, schemas.readSegmentId(id), {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(written === null ? {} : { written }),
        version: body.version ?? schemas.readIfMatch(headers['if-match']),
      });
      return reply.header('etag', schemas.etagOf(segment)).send(await tell(ctx, scope, segment));
    },
  );

  http.delete(
    '/v1/segments/:id',
    {
      config: writing,
      schema: {
        summary: 'Archive a segment that no other segment and no open campaign names',
        ...{ tags, params, response: { 200: schemas.SegmentAnswer } },
      },
    },
    async ({ params: { id }, scope }) =>
      tell(ctx, scope, await archiveSegment(ctx, scope, schemas.readSegmentId(id))),
  );

  http.post(
    '/v1/segments/:id/lists',
    {
      config: writing,
      schema: {
        summary: 'Put everybody who is in a segment now on a new list, where they stay',
        ...{ tags, params, body: schemas.SnapshotBody, response: { 201: schemas.SnapshotAnswer } },
      },
    },
    async ({ params: { id }, body, scope }, reply) => {
      const list = await snapshotSegment(ctx, scope, schemas.readSegmentId(id), body.name);
      const made = {
        object: 'list' as const,
        id: publicId('lst', list.id),
        name: list.name,
        people: list.people,
      };
      return reply.code(201).send({ ...made, created_at: list.createdAt.toISOString() });
    },
  );
}

function readRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/segments',
    {
      config: reading,
      schema: {
        summary: 'List segments, by name',
        tags,
        querystring: Type.Object({
          ...PageQuery.properties,
          archived: Type.Optional(Type.Boolean({ description: 'Archived ones too.' })),
        }),
        response: { 200: pageOf(schemas.SegmentAnswer) },
      },
    },
    ({ query: { limit = 50, cursor, archived = false }, scope }) =>
      inWorkspace(ctx, scope, async (tx) => {
        const after = readCursor(cursor);
        const page = {
          after: typeof after === 'string' ? after : '',
          limit: limit + 1,
          isArchivedToo: archived,
        };
        const [rows, catalogue] = [await listSegments(tx, page), await loadCatalogue(tx)];
        return toPage(
          rows,
          limit,
          ({ name, id }) => name + id,
          (row) => schemas.toSegment(row, catalogue),
        );
      }),
  );

  http.get(
    '/v1/segments/fields',
    {
      config: reading,
      schema: {
        summary: 'List what a segment can ask for: fields with their kinds, and events',
        tags,
        response: { 200: schemas.FieldsAnswer },
      },
    },
    ({ scope }) => inWorkspace(ctx, scope, async (tx) => schemas.toFields(await loadCatalogue(tx))),
  );

  http.get(
    '/v1/segments/:id',
    {
      config: reading,
      schema: {
        summary: 'Read a segment as text, as JSON and as a sentence',
        tags,
        params,
        response: { 200: schemas.SegmentAnswer },
      },
    },
    async ({ params: { id }, scope }, reply) => {
      const segment = await inWorkspace(ctx, scope, (tx) => getSegment(tx, schemas.readSegmentId(id)));
      return reply.header('etag', schemas.etagOf(segment)).send(await tell(ctx, scope, segment));
    },
  );

  http.get(
    '/v1/segments/:id/versions',
    {
      config: reading,
      schema: {
        summary: 'List what a segment was before, newest first, and who changed it',
        ...{ tags, params, response: { 200: pageOf(schemas.SegmentVersionAnswer) } },
      },
    },
    ({ params: { id }, scope }) =>
      inWorkspace(ctx, scope, async (tx) => {
        const segment = await getSegment(tx, schemas.readSegmentId(id));
        const [versions, catalogue] = [await listSegmentVersions(tx, segment.id), await loadCatalogue(tx)];
        return {
          data: versions.map((one) => schemas.toVersion(one, catalogue)),
          next_cursor: null,
          has_more: false,
        };
      }),
  );
}

function trialRoutes(http: Http, ctx: Context): void {
  http.post(
    '/v1/segments/check',
    {
      config: reading,
      schema: {
        summary: 'Say what stands against a rule, and what it says, without saving it',
        ...{ tags, body: schemas.RuleBody, response: { 200: schemas.CheckAnswer } },
      },
    },
    ({ body, scope }): Promise<Static<typeof schemas.CheckAnswer>> => {
      const written = schemas.readWritten(body);
      return inWorkspace(ctx, scope, async (tx) => {
        const catalogue = await loadCatalogue(tx);
        const read = await readRuleWithin(tx, written, catalogue);
        const object = 'segment_check' as const;
        if (!read.ok) {
          const problems = schemas.toFindings(read.problems, 'text' in written);
          return { object, is_ready: false, problems, notices: [], text: null, rule: null, sentence: null };
        }
        const notices = (await noticesOf(tx, await questionOf(ctx, tx, read.rule))).map(schemas.toNotice);
        const { rule } = read;
        const told = {
          text: printText(rule, catalogue),
          rule: rule as never,
          sentence: summaryOf(rule, catalogue),
        };
        return { object, is_ready: true, problems: [], notices, ...told };
      });
    },
  );

  http.post(
    '/v1/segments/count',
    {
      config: reading,
      schema: {
        summary: 'Count the people whom a rule chooses now, and show some of them, without saving it',
        ...{ tags, body: schemas.CountBody, response: { 200: schemas.CountAnswer } },
      },
    },
    ({ body, scope }) => {
      const written = schemas.readWritten(body);
      return inWorkspace(ctx, scope, async (tx) =>
        count(tx, await questionOf(ctx, tx, await requireRule(tx, written, await loadCatalogue(tx))), body),
      );
    },
  );

  http.post(
    '/v1/segments/why',
    {
      config: reading,
      schema: {
        summary: 'Say why a person is among those whom a rule chooses, or not, without saving it',
        ...{ tags, body: schemas.WhyBody, response: { 200: schemas.WhyAnswer } },
      },
    },
    ({ body, scope }) => {
      const written = schemas.readWritten(body);
      return inWorkspace(ctx, scope, async (tx) =>
        why(
          tx,
          await questionOf(ctx, tx, await requireRule(tx, written, await loadCatalogue(tx))),
          schemas.readContactId(body.contact_id),
        ),
      );
    },
  );
}

const SampleQuery = Type.Object({
  sample: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, default: 0 })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_147_483_647, default: 0 })),
  by: Type.Optional(Type.Literal('country')),
});

function peopleRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/segments/:id/count',
    {
      config: reading,
      schema: {
        summary: 'Count the people of a segment now, and show some of them',
        ...{ tags, params, querystring: SampleQuery, response: { 200: schemas.CountAnswer } },
      },
    },
    ({ params: { id }, query, scope }) =>
      inWorkspace(ctx, scope, async (tx) => {
        const saved = await getSegment(tx, schemas.readSegmentId(id));
        return count(tx, await questionOfSaved(ctx, tx, saved), query);
      }),
  );

  http.get(
    '/v1/segments/:id/why',
    {
      config: reading,
      schema: {
        summary: 'Say why a person is in a segment or not: each condition with what was found',
        ...{ tags, params, querystring: Type.Object({ contact_id: Type.String({ description: 'con_…' }) }) },
        response: { 200: schemas.WhyAnswer },
      },
    },
    ({ params: { id }, query, scope }) =>
      inWorkspace(ctx, scope, async (tx) => {
        const saved = await getSegment(tx, schemas.readSegmentId(id));
        return why(tx, await questionOfSaved(ctx, tx, saved), schemas.readContactId(query.contact_id));
      }),
  );
}

type Counting = { readonly sample?: number; readonly seed?: number; readonly by?: 'country' };

async function count(tx: Tx, question: SegmentQuestion, { sample = 0, seed = 0, by }: Counting) {
  const countries = by === 'country' ? await countSegmentByCountry(tx, question) : null;
  const people = sample === 0 ? [] : await sampleSegment(tx, question, sample, seed);
  return {
    object: 'segment_count' as const,
    count: countries?.reduce((sum, one) => sum + one.people, 0) ?? (await countSegment(tx, question)),
    countries,
    sentence: summaryOf(question.rule, question.catalogue),
    people: people.map(schemas.toPerson),
  };
}

async function why(tx: Tx, question: SegmentQuestion, contactId: number) {
  const told = await explainPerson(tx, question, contactId);
  return {
    object: 'segment_why' as const,
    contact_id: publicId('con', contactId),
    is_in: told.holds,
    sentence: summaryOf(question.rule, question.catalogue),
    lines: schemas.toWhyLines(told),
  };
}
