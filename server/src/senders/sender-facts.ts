import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import { Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import {
  getSender,
  type Sender,
  type SenderFacts,
  type SenderKind,
  saveSenderFacts,
} from './sender.queries.ts';

export const noFacts: SenderFacts = {
  label: null,
  canMms: null,
  isHosted: false,
  country: null,
  monthlyCost: null,
};

/** Changes what is said of a number; what is left out stays. */
export async function changeSender(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  id: string,
  change: Partial<SenderFacts>,
): Promise<Sender> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getSender(tx, id);
    const facts = { ...factsOf(before), ...change };
    requirePossible(before.kind, facts);
    await saveSenderFacts(tx, id, facts);
    await recordAudit(tx, scope, {
      act: 'sender.changed',
      object: publicId('snd', id),
      before: inAudit(before),
      after: inAudit(facts),
    });
    return getSender(tx, id);
  });
}

/** Throws where a number of this kind cannot be so. */
export function requirePossible(kind: SenderKind, { canMms, isHosted, country }: SenderFacts): void {
  if (kind === 'alphanumeric' && canMms)
    throw refusal('can_mms', 'sender.no_pictures', 'No pictures leave from a name.');
  if (isHosted && kind !== 'long_code' && kind !== 'toll_free')
    throw refusal(
      'is_hosted',
      'sender.not_hosted',
      'Only a long code or a toll-free number can be hosted: nobody calls a name or a short code.',
    );
  if (country !== null && kind !== 'short_code')
    throw refusal('country', 'sender.no_country', 'Only a short code is told its country.');
}

const refusal = (field: string, code: string, detail: string) =>
  new Invalid(code, detail, [{ pointer: `/${field}`, code, detail }]);

const factsOf = ({ label, canMms, isHosted, country, monthlyCost }: SenderFacts): SenderFacts => ({
  ...{ label, canMms, isHosted, country, monthlyCost },
});

const inAudit = ({ label, canMms, isHosted, country, monthlyCost }: SenderFacts) => ({
  ...{ label, can_mms: canMms, is_hosted: isHosted, country, monthly_cost: monthlyCost },
});
