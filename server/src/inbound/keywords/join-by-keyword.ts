import { join } from '../../joining/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import type { Act } from './act.ts';
import { titleOf } from './keyword.ts';

/** What came of it. The text that answers a join is the program's own, with all that it owes whoever joins. */
export type Joined =
  | { readonly kind: 'asked_or_welcomed'; readonly contactId: number; readonly answerId: number | null }
  | { readonly kind: 'again' }
  | { readonly kind: 'refused'; readonly code: string };

/** A text from the phone itself is an act of its owner: it joins at once, or asks for a YES where the program wants one. */
export async function joinByKeyword(tx: Tx, ctx: Context, { keyword, reply }: Act): Promise<Joined> {
  const result = await join(tx, ctx, {
    programId: keyword.programId,
    number: reply.number,
    method: 'keyword',
    isFromPhone: true,
    act: `sent the keyword ${titleOf(keyword)}`,
    occurredAt: reply.receivedAt,
    locale: 'en',
    words: null,
    evidence: {
      raw_text: reply.body,
      reply: publicId('rpl', reply.id),
      keyword: publicId('kwd', keyword.id),
      keyword_version: keyword.version,
      from: reply.number,
      to: reply.to,
      provider_id: reply.providerId,
    },
    actor: 'system:inbound',
    attestedAge: null,
    senderId: reply.senderId,
    person: {},
    tags: keyword.tags,
    formId: null,
    isConfirmedByUs: true,
  });
  switch (result.kind) {
    case 'joined':
    case 'pending':
      return { kind: 'asked_or_welcomed', contactId: result.contactId, answerId: result.answerId };
    case 'already_joined':
    case 'already_pending':
      return { kind: 'again' };
    case 'refused':
      return { kind: 'refused', code: result.code };
  }
}
