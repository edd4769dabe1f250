import { recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { Evidence, GrantDecision } from './consent.ts';
import { isWrittenWay, needsWrittenConsent } from './consent-level.ts';
import { getContact } from './contact.queries.ts';
import type { Contact } from './contact.ts';
import { firstProgramsMs } from './imports/rows/read-permission.ts';
import { getProgram } from './program.queries.ts';
import { recordConsents } from './record-consent.ts';

export type NewConsent = {
  readonly programId: string;
  readonly method: string;
  readonly occurredAt: Date;
  /** The exact words they saw; the program's disclosure is never assumed. */
  readonly wordsShown: string | null;
  readonly evidence: Evidence;
};

/** Records in the caller's transaction what somebody says that a person agreed to. */
export async function grantConsent(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { id: contactId, number }: Pick<Contact, 'id' | 'number'>,
  { programId, ...how }: NewConsent,
): Promise<GrantDecision> {
  const { brandId } = await getProgram(tx, programId);
  const grants = [{ number, contactId, ...how }];
  const decisions = await recordConsents(tx, ctx, { programId, brandId, actor: scope.actor, grants });
  return decisions.get(number) ?? 'unchanged';
}

export type ToldConsent = Omit<NewConsent, 'evidence'> & {
  /** What shows it and where it is kept, by the word of whoever records it. */
  readonly attestation: string;
};

/**
 * Records that somebody who is on file agreed, with what shows it. Whoever records it answers for it by name. Nobody comes back
 * like this who has left; and who is in already gets a second event only where it is worth more than what is on record.
 */
export async function tellConsent(
  ctx: Context,
  scope: Scope,
  contactId: number,
  told: ToldConsent,
): Promise<Exclude<GrantDecision, 'opted_out'>> {
  refuseImpossible(told.occurredAt, ctx.clock.now());
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const contact = await getContact(tx, contactId);
    const program = await getProgram(tx, told.programId);
    const { attestation, ...how } = told;
    const evidence = evidenceOf(attestation, scope, isTakenForWritten(how.method, program, contact.number));
    const decision = await grantConsent(tx, ctx, scope, contact, { ...how, evidence });
    if (decision === 'opted_out') throw hasLeft(program.brandName);
    if (decision === 'granted')
      await recordAudit(tx, scope, {
        act: 'contact.consent_recorded',
        object: publicId('con', contactId),
        after: { program: publicId('prg', told.programId), method: how.method },
      });
    return decision;
  });
}

/** What was said aloud is no agreement in writing, whoever stands in for it, where the law asks for one. */
const isTakenForWritten = (
  method: string,
  program: Parameters<typeof needsWrittenConsent>[0],
  number: string,
): boolean => isWrittenWay(method) || !needsWrittenConsent(program, number);

const evidenceOf = (words: string, { actor }: Scope, isAttestation: boolean): Evidence =>
  isAttestation ? { attestation: words, attested_by: actor } : { note: words, told_by: actor };

const hasLeft = (brand: string) =>
  new Conflict(
    'contact.opted_out',
    `This person has opted out of ${brand}. Only they can come back, by a text from their own phone.`,
  );

// A clock that is a few minutes ahead tells no lie.
const aheadIsForgivenMs = 10 * 60_000;

function refuseImpossible(at: Date, now: Date): void {
  const ms = at.getTime();
  if (ms <= now.getTime() + aheadIsForgivenMs && ms >= firstProgramsMs) return;
  const detail =
    ms < firstProgramsMs
      ? 'Nobody could join a program by text before 2003: look whether the day is right.'
      : 'Give the day on which the person agreed; this one is still to come.';
  throw new Invalid('consent.impossible_date', detail, [
    { pointer: '/occurred_at', code: 'consent.impossible_date', detail },
  ]);
}
