import { Type } from 'typebox';
import { CaseAnswer, readCaseId } from '../../desk/index.ts';
import type { Context } from '../../platform/context.ts';
import { documentTypes, FormatQuery, formatOf, isForPdf } from '../../platform/http/documents.ts';
import { nullable } from '../../platform/http/nullable.ts';
import type { Http } from '../../platform/http/server.ts';
import { CampaignRecordAnswer } from '../campaign-record/campaign-record.schemas.ts';
import { ProofPackAnswer } from '../proof-packs.schemas.ts';
import { gatherCase } from './case-evidence.ts';
import { renderCase } from './render-case.ts';

const Loose = Type.Record(Type.String(), Type.Unknown());
const CaseEvidenceAnswer = Type.Object(
  {
    object: Type.Literal('case_evidence'),
    version: Type.Integer(),
    made_at: Type.String(),
    made_by: Type.String(),
    workspace: Type.Object({ id: Type.String(), name: Type.String() }),
    case: CaseAnswer,
    staff: Type.Array(Type.Object({ actor: Type.String(), name: Type.String() }), {
      description: 'Who the members of staff are that are named in it.',
    }),
    proof_pack: nullable(ProofPackAnswer),
    campaign_record: nullable(CampaignRecordAnswer),
    ledger: CampaignRecordAnswer.properties.ledger,
    audit: Type.Object({ checkpoint: nullable(Loose), entries: Type.Array(Loose) }),
  },
  { title: 'CaseEvidence' },
);

export function caseEvidenceRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/cases/:id/evidence',
    {
      config: { permission: 'proofs.read', needsFreshSignIn: isForPdf },
      schema: {
        summary:
          'Everything that speaks about a case, in one document: JSON, or PDF by `Accept: application/pdf`',
        description:
          'The case with its notes, the proof pack of its number, the record of its campaign, the audit and the ledger computed again. Asking is written into the audit.',
        tags: ['compliance desk'],
        params: Type.Object({ id: Type.String() }),
        querystring: FormatQuery,
        produces: documentTypes,
        response: { 200: CaseEvidenceAnswer },
      },
    },
    async (request, reply) => {
      const { scope, params, query } = request;
      const format = formatOf(query, request.headers.accept);
      const evidence = await ctx.db.tx(scope.workspaceId, (tx) =>
        gatherCase(tx, ctx, scope, readCaseId(params.id), format),
      );
      const json = JSON.stringify(evidence);
      if (format === 'json') return reply.type('application/json; charset=utf-8').send(json as never);
      const name = `${evidence.case.id}-evidence.pdf`;
      reply.header('content-disposition', `attachment; filename="${name}"`).type('application/pdf');
      return reply.send((await renderCase(evidence, json)) as never);
    },
  );
}
