import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { createSender, findSendersByNumber, type Sender, type SenderKind } from '../../senders/index.ts';
import type { OwnNumber } from '../asking.ts';

/** What becomes of a number that the account has at its carrier. */
export type BroughtNumber = {
  readonly number: string;
  readonly kind: SenderKind;
  readonly label: string | null;
  /** `elsewhere`: a sender already, at another account, to which a route may lead. `no_texts`: the carrier sends none from it. */
  readonly outcome: 'added' | 'known' | 'elsewhere' | 'no_texts' | 'not_a_number';
  readonly partsPerSecond: number | null;
  readonly sender: Sender | null;
};

// What carriers allow a number of its kind until they have said more; a registration brings its own limits.
const usualPace: Readonly<Record<SenderKind, number>> = {
  long_code: 1,
  toll_free: 3,
  short_code: 100,
  alphanumeric: 10,
};
const labelAtMost = 80;
const sendable = /^(\+[1-9][0-9]{6,14}|[0-9]{4,6}|[A-Za-z0-9 ]{1,11})$/;

/** Makes senders of the numbers that an account has; what is a sender already stays as it is. */
export async function bringNumbers(
  ctx: Pick<Context, 'db' | 'ids'>,
  scope: Scope,
  gatewayId: string,
  numbers: readonly OwnNumber[],
  isDryRun: boolean,
): Promise<BroughtNumber[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const known = await findSendersByNumber(
      tx,
      numbers.map(({ number }) => number),
    );
    const brought: BroughtNumber[] = [];
    for (const own of numbers) {
      const { number, kind, label, canSms } = own;
      const sender = known.get(number) ?? null;
      const one = { number, kind, label, sender, partsPerSecond: sender?.partsPerSecond ?? null };
      if (sender) brought.push({ ...one, outcome: sender.gatewayId === gatewayId ? 'known' : 'elsewhere' });
      else if (!canSms) brought.push({ ...one, outcome: 'no_texts' });
      else if (!sendable.test(number)) brought.push({ ...one, outcome: 'not_a_number' });
      else {
        const partsPerSecond = usualPace[kind];
        const input = { gatewayId, number, kind, partsPerSecond, ...factsOf(own) };
        const made = isDryRun ? null : await createSender(ctx, tx, scope, input);
        if (made) known.set(number, made);
        brought.push({ ...one, sender: made, partsPerSecond, outcome: 'added' });
      }
    }
    return brought;
  });
}

/** What the carrier says of a number, as far as it says anything of its kind. */
function factsOf({ number, kind, label, canMms, country }: OwnNumber) {
  const called = label === null || label === number ? '' : label.trim().slice(0, labelAtMost);
  return {
    label: called === '' ? null : called,
    canMms: kind === 'alphanumeric' ? null : canMms,
    country: kind === 'short_code' && /^[A-Z]{2}$/.test(country ?? '') ? country : null,
  };
}
