import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { documentTypes, FormatQuery, formatOf, isForPdf } from '../platform/http/documents.ts';
import type { Http } from '../platform/http/server.ts';
import { sha256 } from '../platform/secrets.ts';
import { makePack } from './make-pack.ts';
import { renderPdf } from './pdf/render-pdf.ts';
import { ProofPackAnswer } from './proof-packs.schemas.ts';

export function proofPackRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/proof-packs/:number',
    {
      config: { permission: 'proofs.read', needsFreshSignIn: isForPdf },
      schema: {
        summary:
          'Everything on record about one number, as evidence: JSON, or PDF by `Accept: application/pdf`',
        description:
          'The PDF holds the same JSON as an attachment and names its SHA-256. Asking is written into the audit.',
        tags: ['evidence'],
        params: Type.Object({ number: Type.String({ maxLength: 40 }) }),
        querystring: FormatQuery,
        produces: documentTypes,
        response: { 200: ProofPackAnswer },
      },
    },
    async (request, reply) => {
      const { scope, params, query } = request;
      const wantsPdf = formatOf(query, request.headers.accept) === 'pdf';
      const pack = await ctx.db.tx(scope.workspaceId, (tx) =>
        makePack(tx, ctx, scope, params.number, wantsPdf),
      );
      const json = JSON.stringify(pack);
      if (!wantsPdf) return reply.type('application/json; charset=utf-8').send(json as never);
      const name = `proof-${pack.number.slice(1)}-${pack.made_at.slice(0, 10)}.pdf`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf');
      return reply.send((await renderPdf(pack, json, sha256(json).toString('hex'))) as never);
    },
  );
}
