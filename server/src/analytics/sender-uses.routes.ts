import { Type } from 'typebox';
import type { CampaignStatus } from '../campaigns/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound } from '../platform/errors.ts';
import { nullable } from '../platform/http/nullable.ts';
import type { Http } from '../platform/http/server.ts';
import { publicId, readUuidId } from '../platform/ids.ts';
import { getSender } from '../senders/index.ts';
import { listSenderUses, mostUses } from './sender-uses.queries.ts';

const named = { id: Type.String(), name: Type.String() };

const openStatuses: CampaignStatus[] = ['draft', 'checked', 'scheduled', 'testing', 'sending', 'paused'];

const SenderUsesAnswer = Type.Object(
  {
    object: Type.Literal('sender_uses'),
    sender_id: Type.String(),
    programs: Type.Array(Type.Object(named), { description: 'Those whose texts have left from it.' }),
    pools: Type.Array(Type.Object(named)),
    campaigns: nullable(
      Type.Array(
        Type.Object({
          ...named,
          status: Type.Unsafe<CampaignStatus>({ type: 'string', enum: openStatuses }),
        }),
        {
          description: `Those that are not over, newest first, at most ${mostUses}; null for who may not read campaigns.`,
        },
      ),
    ),
    keywords: nullable(
      Type.Array(
        Type.Object({
          ...{ id: Type.String(), kind: Type.String(), words: Type.Array(Type.String()) },
          is_for_all_numbers: Type.Boolean(),
        }),
        { description: 'Null for who may not read campaigns.' },
      ),
    ),
  },
  { title: 'SenderUses' },
);

/** What stands on a number: asked before it is changed, rests or is given up. */
export function senderUsesRoute(http: Http, ctx: Context): void {
  http.get(
    '/v1/senders/:id/uses',
    {
      config: { permission: 'senders.read' },
      schema: {
        summary: 'List what a number is used by: programs, pools, campaigns that are not over, keywords',
        params: Type.Object({ id: Type.String({ description: 'snd_…' }) }),
        response: { 200: SenderUsesAnswer },
      },
    },
    async ({ params, scope }) => {
      const id = readUuidId('snd', params.id);
      if (!id) throw new NotFound('sender.not_found', 'There is no such sender in this workspace.');
      const uses = await ctx.db.tx(scope.workspaceId, async (tx) => {
        await getSender(tx, id);
        return listSenderUses(tx, id);
      });
      const mayReadCampaigns = scope.permissions.has('campaigns.read');
      return {
        ...{ object: 'sender_uses' as const, sender_id: publicId('snd', id) },
        programs: uses.programs.map((one) => ({ ...one, id: publicId('prg', one.id) })),
        pools: uses.pools.map((one) => ({ ...one, id: publicId('pol', one.id) })),
        campaigns: mayReadCampaigns
          ? uses.campaigns.map((one) => ({ ...one, id: publicId('cmp', one.id) }))
          : null,
        keywords: mayReadCampaigns
          ? uses.keywords.map(({ id: keywordId, kind, words, isForAll }) => ({
              ...{ id: publicId('kwd', keywordId), kind, words: [...words], is_for_all_numbers: isForAll },
            }))
          : null,
      };
    },
  );
}
