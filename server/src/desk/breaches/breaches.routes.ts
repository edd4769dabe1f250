import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { readCaseId } from '../cases/cases.schemas.ts';
import { DocumentFormat, nameActors, producesDocument } from '../document.ts';
import { getBreach, listBreaches, listBreachNotes } from './breach.queries.ts';
import type { Breach } from './breach.ts';
import * as schemas from './breaches.schemas.ts';
import {
  changeBreach,
  closeBreach,
  noteBreach,
  openBreach,
  tellAuthority,
  tellPeople,
} from './move-breach.ts';
import { actorsOf, type RegisterEntry, renderRegister } from './render-register.ts';

const params = Type.Object({ id: Type.String() });
const tags = ['compliance desk'];
const writing = { permission: 'desk.write' };
const response = { 200: schemas.BreachAnswer };
const mostListed = 500;

/** The register of breaches of personal data, with the clock of 72 hours (GDPR art. 33 and 34). */
export function breachRoutes(http: Http, ctx: Context): void {
  const whole = (workspaceId: string, breach: Breach) =>
    ctx.db.tx(workspaceId, async (tx) =>
      schemas.toBreach(breach, await listBreachNotes(tx, breach.id), ctx.clock.now()),
    );

  http.get(
    '/v1/breaches',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary:
          'List breaches of personal data: open ones first, those whose 72 hours end first on top; as PDF the whole register',
        tags,
        produces: producesDocument,
        querystring: DocumentFormat,
        response: { 200: Type.Object({ data: Type.Array(schemas.BreachSummary) }) },
      },
    },
    async ({ query, scope, headers }, reply) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const now = ctx.clock.now();
        const found = await listBreaches(tx, mostListed);
        if (formatOf(query, headers.accept) !== 'pdf')
          return { data: found.map((one) => schemas.toBreachSummary(one, now)) };
        const entries: RegisterEntry[] = [];
        for (const breach of found) entries.push({ breach, notes: await listBreachNotes(tx, breach.id) });
        const data = entries.map(({ breach, notes }) => schemas.toBreach(breach, notes, now));
        const { name: workspace } = await getWorkspace(tx);
        const about = { workspace, made: now, name: 'breach-register.json', json: JSON.stringify({ data }) };
        const pdf = renderRegister(entries, about, await nameActors(tx, actorsOf(entries)));
        return reply.type('application/pdf').send(pdf as never);
      }),
  );

  http.post(
    '/v1/breaches',
    {
      config: writing,
      schema: {
        summary: 'Take down a breach of personal data; its 72 hours run from when you became aware of it',
        tags,
        body: schemas.BreachBody,
        response: { 201: schemas.BreachAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const { title, aware_at: awareAt, case_id: caseId, ...facts } = body;
      const breach = await openBreach(ctx, scope, {
        title,
        awareAt: timeOf(awareAt),
        caseId: caseId === undefined ? undefined : readCaseId(caseId),
        facts: schemas.toFacts(facts),
      });
      return reply.code(201).send(await whole(scope.workspaceId, breach));
    },
  );

  http.get(
    '/v1/breaches/:id',
    {
      config: { permission: 'desk.read' },
      schema: { summary: 'Read a breach with everything that was noted', tags, params, response },
    },
    async ({ params: { id }, scope }) =>
      whole(
        scope.workspaceId,
        await ctx.db.tx(scope.workspaceId, (tx) => getBreach(tx, schemas.readBreachId(id))),
      ),
  );

  http.patch(
    '/v1/breaches/:id',
    {
      config: writing,
      schema: {
        summary: 'Add what came to be known of a breach',
        ...{ tags, params, response },
        body: schemas.BreachChangeBody,
      },
    },
    async ({ params: { id }, body, scope }) =>
      whole(
        scope.workspaceId,
        await changeBreach(ctx, scope, schemas.readBreachId(id), schemas.toFacts(body)),
      ),
  );

  http.post(
    '/v1/breaches/:id/notes',
    {
      config: writing,
      schema: { summary: 'Add a note, for good', tags, params, response, body: schemas.BreachNoteBody },
    },
    async ({ params: { id }, body, scope }) =>
      whole(scope.workspaceId, await noteBreach(ctx, scope, schemas.readBreachId(id), body.body)),
  );

  http.post(
    '/v1/breaches/:id/authority',
    {
      config: writing,
      schema: {
        summary: 'Record that the authority was told; where that was late, why',
        ...{ tags, params, response },
        body: schemas.AuthorityBody,
      },
    },
    async ({ params: { id }, body, scope }) => {
      const { name, at, reference, delay_reason: delayReason } = body;
      const telling = { name, at: timeOf(at), reference, delayReason };
      return whole(scope.workspaceId, await tellAuthority(ctx, scope, schemas.readBreachId(id), telling));
    },
  );

  http.post(
    '/v1/breaches/:id/people',
    {
      config: writing,
      schema: {
        summary: 'Record that the people concerned were told, and how',
        ...{ tags, params, response },
        body: schemas.PeopleBody,
      },
    },
    async ({ params: { id }, body, scope }) => {
      const telling = { how: body.how, at: timeOf(body.at) };
      return whole(scope.workspaceId, await tellPeople(ctx, scope, schemas.readBreachId(id), telling));
    },
  );

  http.post(
    '/v1/breaches/:id/close',
    {
      config: writing,
      schema: {
        summary: 'Close a breach, once every duty is met or it is written down why there was none',
        ...{ tags, params, response },
        body: schemas.CloseBreachBody,
      },
    },
    async ({ params: { id }, body, scope }) =>
      whole(scope.workspaceId, await closeBreach(ctx, scope, schemas.readBreachId(id), body.not_told_reason)),
  );
}

const timeOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
