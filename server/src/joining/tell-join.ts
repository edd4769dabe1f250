import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { recordAudit, type Scope } from '../accounts/index.ts';
import { chooseWords, findWords, type ProgramWords } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, LimitReached } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { Language } from '../platform/pages/languages.ts';
import type { JoinMethod, JoinRefusal, JoinResult } from './join.ts';
import { join } from './join-program.ts';
import { type Joinable, loadJoinable } from './joinable.ts';

/** What a shop's system or a member of staff says of somebody who joined. */
export type ToldJoin = {
  readonly number: string;
  readonly method: JoinMethod;
  readonly act: string;
  readonly occurred_at?: string;
  readonly locale?: Language;
  readonly disclosure_version?: number;
  readonly attestation?: string;
  readonly source_url?: string;
  readonly ip?: string;
  readonly user_agent?: string;
  readonly age?: number;
  readonly relationship?: { readonly kind: 'purchase' | 'inquiry'; readonly at: string };
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
  readonly tags?: readonly string[];
};

const attested: readonly JoinMethod[] = ['paper', 'point_of_sale'];

/**
 * Takes the word of somebody else that a person joins: both sides of it, what was shown and what the person did. Paper and
 * till need a member of staff who vouches. A day that is to come, or on which the words were not written yet, is refused.
 */
export async function tellJoin(
  ctx: Context,
  scope: Scope,
  programId: string,
  told: ToldJoin,
): Promise<Exclude<JoinResult, JoinRefusal>> {
  if (attested.includes(told.method) && told.attestation === undefined)
    throw new Invalid(
      'join.no_attestation',
      'Say in attestation what you vouch for: what the person was shown, what they did, and where the paper is.',
      [{ pointer: '/attestation', code: 'join.no_attestation', detail: 'is missing' }],
    );
  const result = await ctx.db.tx(scope.workspaceId, async (tx) => {
    const about = await loadJoinable(tx, programId);
    const words = await shownWords(tx, about, told);
    const occurredAt = readMoment(about, words, told.occurred_at, ctx.clock.now());
    const { country } = about.workspace;
    const parsed = parseNumber(told.number, { defaultCountry: isCountryCode(country) ? country : undefined });
    if (!parsed.ok)
      throw new Invalid(parsed.code, parsed.sentence, [
        { pointer: '/number', code: parsed.code, detail: parsed.sentence },
      ]);
    const joined = await join(tx, ctx, {
      programId,
      number: parsed.e164,
      method: told.method,
      isFromPhone: false,
      act: told.act,
      occurredAt,
      locale: told.locale ?? words?.locale ?? 'en',
      words,
      evidence: evidenceOf(told, scope),
      actor: scope.actor,
      attestedAge: told.age ?? null,
      senderId: null,
      person: {
        firstName: told.first_name ?? null,
        lastName: told.last_name ?? null,
        email: told.email ?? null,
      },
      tags: told.tags ?? [],
      formId: null,
      isConfirmedByUs: true,
    });
    if (joined.kind === 'joined' || joined.kind === 'pending')
      await recordAudit(tx, scope, {
        act: 'program.joined',
        object: publicId('con', joined.contactId),
        after: { program: publicId('prg', programId), method: told.method, status: joined.kind },
      });
    return joined;
  });
  // After the commit, so that what was counted against a limit stays counted.
  if (result.kind === 'refused') throw asProblem(result);
  return result;
}

function asProblem({ code, sentence }: JoinRefusal): Error {
  if (code === 'join.too_many') return new LimitReached(code, sentence, 3_600);
  return code.startsWith('program.') || code === 'contact.opted_out'
    ? new Conflict(code, sentence)
    : new Invalid(code, sentence);
}

function evidenceOf(told: ToldJoin, scope: Scope) {
  const { attestation, source_url, ip, user_agent, relationship } = told;
  return {
    ...(attestation !== undefined && { attestation, attested_by: scope.actor }),
    ...(source_url !== undefined && { source_url }),
    ...(ip !== undefined && { ip }),
    ...(user_agent !== undefined && { user_agent }),
    ...(relationship !== undefined && { relationship }),
  };
}

async function shownWords(tx: Tx, about: Joinable, told: ToldJoin): Promise<ProgramWords | null> {
  const { program } = about;
  const current = chooseWords(about.words, 'disclosure', told.locale ?? 'en') ?? null;
  const version = told.disclosure_version;
  if (version === undefined || current === null) return current;
  const whose = { brandId: program.brandId, programId: program.id };
  const found = await findWords(tx, whose, {
    kind: 'disclosure',
    locale: told.locale ?? current.locale,
    version,
  });
  if (found) return found;
  throw new Invalid('words.not_found', `There is no version ${version} of the disclosure in that language.`);
}

// A till whose clock is a few minutes ahead tells no lie.
const aheadIsForgivenMs = 10 * 60_000;

function readMoment(
  { program }: Joinable,
  words: ProgramWords | null,
  text: string | undefined,
  now: Date,
): Date {
  if (text === undefined) return now;
  const at = new Date(text);
  const refuse = (code: string, detail: string) =>
    new Invalid(code, detail, [{ pointer: '/occurred_at', code, detail }]);
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime() + aheadIsForgivenMs)
    throw refuse('join.date_ahead', 'Give the day on which the person joined; this one is still to come.');
  if (at < program.createdAt)
    throw refuse(
      'join.date_before_program',
      `“${program.name}” was made on ${program.createdAt.toISOString().slice(0, 10)}: nobody can have joined it before.`,
    );
  if (words && at < words.writtenAt)
    throw refuse(
      'join.date_before_words',
      `These words were written on ${words.writtenAt.toISOString().slice(0, 10)}. Give the disclosure_version that was shown on that day.`,
    );
  return at < now ? at : now;
}
