import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { formatOf } from '../../platform/http/documents.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { DocumentFormat, nameActors, producesDocument } from '../document.ts';
import { getAssessment, listAssessments } from './assessment.queries.ts';
import type { Keeping } from './keep-record.ts';
import * as schemas from './processing.schemas.ts';
import { renderAssessment } from './render-assessment.ts';
import { beginAssessment, signAssessment, writeAssessment } from './write-assessment.ts';

const tags = ['compliance desk'];
const params = Type.Object({ id: Type.String() });
const response = { 200: schemas.AssessmentAnswer };

/** Data protection impact assessments (GDPR art. 35). */
export function assessmentRoutes(http: Http, ctx: Context, keeping: Keeping): void {
  http.get(
    '/v1/assessments',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary: 'List impact assessments, each with its newest version',
        tags,
        response: { 200: Type.Object({ data: Type.Array(schemas.AssessmentLine) }) },
      },
    },
    async ({ scope }) => {
      const found = await ctx.db.tx(scope.workspaceId, listAssessments);
      return {
        data: found.map(({ id, title, version, verdict, signedAt }) => ({
          ...{ id: publicId('dpi', id), title, version, verdict, signed_at: signedAt?.toISOString() ?? null },
        })),
      };
    },
  );

  http.post(
    '/v1/assessments',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Begin an impact assessment; without a form it is prefilled from the record of processing',
        tags,
        body: schemas.AssessmentBody,
        response: { 201: schemas.AssessmentAnswer },
      },
    },
    async ({ body, scope }, reply) => {
      const made = await beginAssessment(ctx, scope, keeping, { title: body.title, body: body.form });
      return reply.code(201).send(schemas.toAssessment(made));
    },
  );

  http.get(
    '/v1/assessments/:id',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary: 'Read an impact assessment with all its versions, as JSON or PDF',
        ...{ tags, params, response, produces: producesDocument, querystring: DocumentFormat },
      },
    },
    async ({ params: { id }, query, scope, headers }, reply) =>
      ctx.db.tx(scope.workspaceId, async (tx) => {
        const found = await getAssessment(tx, schemas.readAssessmentId(id));
        const answer = schemas.toAssessment(found);
        if (formatOf(query, headers.accept) !== 'pdf') return answer;
        const signers = found.versions.map(({ signedBy }) => signedBy && `member:${signedBy}`);
        const nameOf = await nameActors(tx, [
          ...found.versions.map(({ writtenBy }) => writtenBy),
          ...signers,
        ]);
        const { name: workspace } = await getWorkspace(tx);
        const about = { workspace, made: ctx.clock.now(), name: `${answer.id}.json` };
        const pdf = renderAssessment(found, { ...about, json: JSON.stringify(answer) }, nameOf);
        return reply.type('application/pdf').send(pdf as never);
      }),
  );

  http.put(
    '/v1/assessments/:id',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Write a new version of an impact assessment; the ones before stay',
        ...{ tags, params, response },
        body: schemas.AssessmentForm,
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toAssessment(await writeAssessment(ctx, scope, schemas.readAssessmentId(id), body)),
  );

  http.post(
    '/v1/assessments/:id/signature',
    {
      config: { permission: 'desk.write' },
      schema: {
        summary: 'Sign a version of an impact assessment: accepted, rejected, or the authority must be asked',
        ...{ tags, params, response },
        body: schemas.SignatureBody,
      },
    },
    async ({ params: { id }, body, scope }) =>
      schemas.toAssessment(await signAssessment(ctx, scope, schemas.readAssessmentId(id), body)),
  );
}
