import { createHash } from 'node:crypto';
import { findPromotion } from '@tidings/policy/content';
import { parseTemplate } from '@tidings/sms';
import { accountOf, recordAudit, requireAccount, type Scope } from '../../accounts/index.ts';
import { getProgram } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { announce } from '../../platform/jobs/index.ts';
import { bumpPolicyVersion } from '../change-policy.ts';
import { findKeyMaker } from '../packs/pack.queries.ts';
import {
  countStandingRulings,
  insertRuling,
  lockRuling,
  saveRelease,
  saveRulingEnd,
} from './ruling.queries.ts';
import type { WordRuling } from './ruling.ts';

// Each is held against every text that seems to sell; a workspace needs a dozen.
const mostRulings = 500;
// An emergency that lasts longer than a day has other words by then.
const releaseLastsHours = 24;

type Words = { readonly body: string; readonly note: string };

/** The officer records that words promote nothing, whatever the linter finds in them: texts made from them keep their purpose. */
export async function clearWords(ctx: Context, scope: Scope, { body, note }: Words): Promise<WordRuling> {
  if (!findPromotion(body)) throw refusal('word_ruling.nothing_found', nothingFound);
  return ctx.db.tx(scope.workspaceId, async (tx) =>
    make(tx, ctx, scope, { kind: 'not_promotional', programId: null, isWithoutConsent: false, body, note }),
  );
}

const nothingFound = 'Nothing in these words is taken for a promotion, so there is nothing to record.';

type EmergencyWords = Words & { readonly programId: string; readonly isWithoutConsent?: boolean };

/** Somebody asks that these words may go out as an emergency; nothing may until a second person has released them. */
export const askForRelease = (ctx: Context, scope: Scope, wish: EmergencyWords): Promise<WordRuling> =>
  ctx.db.tx(scope.workspaceId, (tx) => askForReleaseWithin(tx, ctx, scope, wish));

/** The same in the caller's transaction. */
export async function askForReleaseWithin(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  { programId, body, note, isWithoutConsent = false }: EmergencyWords,
): Promise<WordRuling> {
  refuseTags(body);
  const program = await getProgram(tx, programId);
  if (program.purpose !== 'emergency')
    throw refusal(
      'emergency.other_program',
      `“${program.name}” is for ${program.purpose} texts, which nobody need release.`,
      '/program_id',
    );
  return make(tx, ctx, scope, { kind: 'emergency', programId, isWithoutConsent, body, note });
}

/** The account behind whoever asks; of a key, the person who made the key. */
export const accountBehind = async (tx: Tx, scope: Scope): Promise<string | null> =>
  accountOf(scope) ?? (await findKeyMaker(tx, scope.actor));

/** Refuses merge fields: what two people answer for is the same for everybody, to the letter. */
export function refuseTags(body: string): void {
  const parsed = parseTemplate(body);
  if (parsed.ok && parsed.template.fields.length === 0) return;
  throw refusal(
    'emergency.merge_field',
    'Take the merge fields out: an emergency is released to the letter, the same for everybody.',
  );
}

async function make(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  wish: Pick<WordRuling, 'kind' | 'programId' | 'isWithoutConsent' | 'body' | 'note'>,
): Promise<WordRuling> {
  await bumpPolicyVersion(tx);
  if ((await countStandingRulings(tx)) >= mostRulings)
    throw new Conflict(
      'word_ruling.too_many',
      `${mostRulings} rulings stand already. End those that are not needed any more.`,
    );
  const ruling = await insertRuling(tx, {
    ...wish,
    bodyHash: createHash('sha256').update(wish.body).digest(),
    madeBy: scope.actor,
    madeAccount: await accountBehind(tx, scope),
    madeAt: ctx.clock.now(),
  });
  await note(tx, scope, wish.kind === 'emergency' ? 'emergency.asked' : 'word_ruling.made', ruling);
  return ruling;
}

/** A second person looks at the very words and lets them go, for a day. */
export const releaseEmergency = (
  ctx: Context,
  scope: Scope,
  id: number,
  bodyHash: Buffer,
): Promise<WordRuling> =>
  ctx.db.tx(scope.workspaceId, (tx) => releaseEmergencyWithin(tx, ctx, scope, id, bodyHash));

/** The same in the caller's transaction. */
export async function releaseEmergencyWithin(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  id: number,
  bodyHash: Buffer,
): Promise<WordRuling> {
  await bumpPolicyVersion(tx);
  const ruling = await lockRuling(tx, id);
  const accountId = requireAccount(scope);
  refuseDecided(ruling);
  if (!ruling.bodyHash.equals(bodyHash))
    throw new Conflict('emergency.other_words', 'These are not the words that you looked at. Look again.');
  if (ruling.madeAccount === accountId)
    throw new Forbidden(
      'emergency.own_words',
      'You asked for this yourself, or made the key that did. Somebody else must release it.',
    );
  const at = ctx.clock.now();
  const expiresAt = new Date(at.getTime() + releaseLastsHours * 3_600_000);
  await saveRelease(tx, id, { by: scope.actor, at, expiresAt });
  const released = await lockRuling(tx, id);
  await note(tx, scope, 'emergency.released', released);
  return released;
}

function refuseDecided({ kind, releasedAt, endedAt }: WordRuling): void {
  if (kind !== 'emergency')
    throw new Conflict('emergency.not_one', 'This is no emergency, and needs no second person.');
  if (endedAt !== null) throw ended();
  if (releasedAt !== null) throw new Conflict('emergency.released', 'Somebody has released it already.');
}

const ended = () => new Conflict('word_ruling.ended', 'This was ended before. Make a new one.');

/** From now on the words are judged as any others. It stays on record. */
export const endRuling = (ctx: Context, scope: Scope, id: number, reason: string): Promise<WordRuling> =>
  ctx.db.tx(scope.workspaceId, (tx) => endRulingWithin(tx, ctx, scope, id, reason));

/** The same in the caller's transaction. */
export async function endRulingWithin(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  id: number,
  reason: string,
): Promise<WordRuling> {
  await bumpPolicyVersion(tx);
  if ((await lockRuling(tx, id)).endedAt !== null) throw ended();
  await saveRulingEnd(tx, id, { by: scope.actor, at: ctx.clock.now(), reason });
  const after = await lockRuling(tx, id);
  await note(tx, scope, 'word_ruling.ended', after);
  return after;
}

async function note(tx: Tx, scope: Scope, act: string, ruling: WordRuling): Promise<void> {
  const { id, kind, bodyHash, programId, expiresAt, endedReason } = ruling;
  await recordAudit(tx, scope, {
    act,
    object: publicId('wrl', id),
    after: {
      ...{ kind, body_sha256: bodyHash.toString('hex'), note: ruling.note },
      ...(programId === null ? {} : { program: publicId('prg', programId) }),
      ...(ruling.isWithoutConsent ? { without_consent: true } : {}),
      ...(expiresAt === null ? {} : { expires_at: expiresAt.toISOString() }),
      ...(endedReason === null ? {} : { reason: endedReason }),
    },
  });
  await announce(tx, scope.workspaceId, 'policy.changed', {});
}

const refusal = (code: string, detail: string, pointer = '/body'): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
