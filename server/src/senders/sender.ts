import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { isMissingReference } from '../platform/db/trouble.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import {
  findSenderByNumber,
  getSender,
  type InsertedSender,
  insertSender,
  type Sender,
  type SenderFacts,
  type SenderKind,
} from './sender.queries.ts';
import { noFacts, requirePossible } from './sender-facts.ts';

export type NewSender = Omit<InsertedSender, 'id' | 'registration' | keyof SenderFacts> &
  Partial<SenderFacts> & { registration?: string | null };

/** Adds a number that texts can come from. Its pace is what the carrier allows it, not what we could do. */
export async function createSender(
  ctx: Pick<Context, 'ids'>,
  tx: Tx,
  scope: Scope,
  input: NewSender,
): Promise<Sender> {
  if (await findSenderByNumber(tx, input.number)) {
    throw new Conflict('sender.exists', `${input.number} is already a sender of this workspace.`);
  }
  const country = input.country ?? (await homeOf(tx, input.kind));
  const sender: InsertedSender = { id: ctx.ids.uuid(), registration: null, ...noFacts, ...input, country };
  requirePossible(sender.kind, sender);
  await insertSender(tx, sender).catch((error: unknown) => {
    if (!isMissingReference(error)) throw error;
    throw new Invalid(
      'sender.unknown_gateway',
      'There is no such gateway in this workspace. List the gateways to see which there are.',
    );
  });
  await recordAudit(tx, scope, {
    act: 'sender.created',
    object: publicId('snd', sender.id),
    after: { kind: sender.kind, parts_per_second: sender.partsPerSecond, registration: sender.registration },
  });
  return getSender(tx, sender.id);
}

/** A short code is of the country that the workspace is in, unless somebody says another. */
const homeOf = async (tx: Tx, kind: SenderKind): Promise<string | null> =>
  kind === 'short_code' ? (await getWorkspace(tx)).country : null;
