import { Type } from 'typebox';
import { recordAudit } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { NotFound } from '../../platform/errors.ts';
import type { Http } from '../../platform/http/server.ts';
import { publicId } from '../../platform/ids.ts';
import { makeSelfCheck, signedText } from './make-self-check.ts';
import { renderReport } from './render-report.ts';
import { findSelfCheck, listSelfChecks, type SelfCheckRow } from './self-check.queries.ts';
import {
  MonthParams,
  readReport,
  SelfCheckAnswer,
  SelfCheckBody,
  SelfCheckSummary,
  toSummary,
} from './self-checks.schemas.ts';

const mostListed = 120;

/** Texts of a month, drawn at random and proved anew. */
export function selfCheckRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/self-checks',
    {
      config: { permission: 'proofs.read' },
      schema: {
        summary: 'List the monthly self-checks, newest first',
        tags: ['evidence'],
        response: { 200: Type.Object({ data: Type.Array(SelfCheckSummary) }) },
      },
    },
    async ({ scope }) => ({
      data: (await ctx.db.tx(scope.workspaceId, (tx) => listSelfChecks(tx, mostListed))).map(toSummary),
    }),
  );

  http.post(
    '/v1/self-checks',
    {
      config: { permission: 'proofs.read' },
      schema: {
        summary: 'Prove a sample of the texts of a month anew, now',
        description:
          'It is done by itself on the first days of each month. What was found is kept as it was signed.',
        tags: ['evidence'],
        body: SelfCheckBody,
        response: { 201: SelfCheckAnswer },
      },
    },
    async ({ scope, body }, reply) =>
      reply
        .code(201)
        .send(toAnswer(ctx, await makeSelfCheck(ctx, scope, { month: body.month, size: body.sample }))),
  );

  http.get(
    '/v1/self-checks/:month',
    {
      config: { permission: 'proofs.read' },
      schema: {
        summary: 'Read the newest self-check of a month: JSON, or PDF by `Accept: application/pdf`',
        tags: ['evidence'],
        params: MonthParams,
        produces: ['application/json', 'application/pdf'],
        response: { 200: SelfCheckAnswer },
      },
    },
    async (request, reply) => {
      const { scope, params, headers } = request;
      const row = await ctx.db.tx(scope.workspaceId, async (tx) => {
        const found = await findSelfCheck(tx, params.month);
        if (!found)
          throw new NotFound(
            'self_check.none',
            `No self-check of ${params.month} was made. POST /v1/self-checks makes one.`,
          );
        await recordAudit(tx, scope, {
          act: 'self_check.read',
          object: publicId('wsp', scope.workspaceId),
          after: { month: params.month },
        });
        return found;
      });
      if (!/application\/pdf/.test(headers.accept ?? '')) return toAnswer(ctx, row);
      reply
        .header('content-disposition', `attachment; filename="self-check-${row.month}.pdf"`)
        .type('application/pdf');
      return reply.send((await renderReport(row, publicKeyOf(ctx, row))) as never);
    },
  );
}

/** With it whoever has the report can check it without asking anybody. */
const publicKeyOf = ({ secrets }: Pick<Context, 'secrets'>, { keyId }: SelfCheckRow): string | null =>
  secrets.attestationKeys.find(({ id }) => id === keyId)?.publicKey ?? null;

const toAnswer = (ctx: Pick<Context, 'secrets'>, row: SelfCheckRow) => ({
  report: readReport(row),
  signature: {
    algorithm: 'ed25519' as const,
    key_id: row.keyId,
    public_key: publicKeyOf(ctx, row),
    value: row.signature.toString('base64'),
    signed_text: signedText(row.report),
  },
});
