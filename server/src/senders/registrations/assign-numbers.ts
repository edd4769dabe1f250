import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { listSenders, type Sender, saveNumbersOf } from '../sender.queries.ts';
import { applyLimits } from './apply-limits.ts';
import { noteChange } from './change-registration.ts';
import { lockRegistration } from './registration.queries.ts';
import { kindOfNumbers, type Registration } from './registration.ts';

// Without a number pool of the carrier.
const mostNumbers = 49;

/** Says which numbers stand under a registration; a number stands under one, so it leaves the one it stood under. */
export async function assignNumbers(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  scope: Scope,
  id: string,
  senderIds: readonly string[],
): Promise<Registration> {
  const registration = await lockRegistration(tx, id);
  const known = new Map((await listSenders(tx)).map((sender) => [sender.id, sender]));
  const senders = [...new Set(senderIds)].map((senderId) => {
    const sender = known.get(senderId);
    if (sender) return sender;
    throw new NotFound(
      'sender.not_found',
      `There is no sender ${publicId('snd', senderId)} in this workspace.`,
    );
  });
  requireFit(registration, senders);
  await saveNumbersOf(
    tx,
    id,
    publicId('reg', id),
    senders.map((sender) => sender.id),
  );
  await noteChange(ctx, tx, scope, registration, {
    act: 'registration.numbers_changed',
    detail: { sender_ids: senders.map((sender) => publicId('snd', sender.id)) },
  });
  await applyLimits(tx, scope, registration);
  return registration;
}

function requireFit({ kind, name, answers }: Registration, senders: readonly Sender[]): void {
  const wanted = kindOfNumbers[kind];
  if (wanted === null && senders.length > 0)
    throw new Conflict(
      'registration.no_numbers',
      'Numbers stand under a campaign of the brand, not under the brand itself.',
    );
  const other = senders.find((sender) => sender.kind !== wanted);
  if (other)
    throw new Conflict(
      'registration.other_kind',
      `${other.number} is a ${other.kind.replaceAll('_', ' ')}, and “${name}” is for ${wanted?.replaceAll('_', ' ')}s.`,
    );
  const most = answers.use_case === 'SOLE_PROPRIETOR' ? 1 : mostNumbers;
  if (kind === 'campaign' && senders.length > most && !(most > 1 && answers.has_number_pool === true))
    throw new Conflict(
      'registration.too_many_numbers',
      `At most ${most} ${most === 1 ? 'number stands' : 'numbers stand'} under this campaign${most > 1 ? ' without a number pool' : ''}.`,
    );
}
