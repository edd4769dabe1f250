import { Type } from 'typebox';
import type { Context } from '../platform/context.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId } from '../platform/ids.ts';
import { verifyConsentChain } from './verify-consent-chain.ts';

const VerificationAnswer = Type.Object(
  {
    object: Type.Literal('consent_verification'),
    is_intact: Type.Boolean(),
    events: Type.Integer({ description: 'How many events stand as they were written, from the first on.' }),
    broken_at: nullable(
      Type.String({
        description: 'The first event that is missing or not as it was written; null where none is.',
      }),
    ),
    last_hash: nullable(
      Type.String({ description: 'SHA-256 in hex of the last event, which stands for all before it.' }),
    ),
    anchors: Type.Integer({
      description: 'How many times the audit names the end of the ledger; each was held against it.',
    }),
  },
  { title: 'ConsentVerification' },
);

export function consentLedgerRoutes(http: Http, ctx: Context): void {
  http.get(
    '/v1/consent-ledger/verification',
    {
      config: { permission: 'audit.read' },
      schema: {
        summary: 'Compute the whole ledger of consents again and say whether it is as it was written',
        tags: ['contacts'],
        response: { 200: VerificationAnswer },
      },
    },
    async ({ scope }) => {
      const verdict = await ctx.db.tx(scope.workspaceId, verifyConsentChain);
      const { isIntact, events, brokenAt, lastHash, anchors } = verdict;
      return {
        object: 'consent_verification' as const,
        is_intact: isIntact,
        events,
        broken_at: brokenAt === undefined ? null : publicId('cev', brokenAt),
        last_hash: lastHash?.toString('hex') ?? null,
        anchors,
      };
    },
  );
}
