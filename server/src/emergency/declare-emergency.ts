import { drillPurposes } from '@tidings/policy/permission';
import { recordAudit, requireAccount, type Scope } from '../accounts/index.ts';
import {
  type Audience,
  type AudienceChoice,
  countAudience,
  loadKnownNames,
  requireKnown,
  resolveChoice,
} from '../audiences/index.ts';
import {
  accountBehind,
  askForReleaseWithin,
  type EmergencyReach,
  endRulingWithin,
  getPolicySetting,
  refuseTags,
  releaseEmergencyWithin,
} from '../compliance/index.ts';
import { getProgram, type Program } from '../contacts/index.ts';
import { cancelQueued } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { enqueue } from '../platform/jobs/index.ts';
import { sha256 } from '../platform/secrets.ts';
import { requireSayable } from '../texts/index.ts';
import { findEmergency, insertEmergency, lockEmergency, saveEmergency } from './emergency.queries.ts';
import {
  type Emergency,
  longestMinutes,
  type Reason,
  roundAfter,
  usualQuestion,
  wordsOf,
} from './emergency.ts';
import { fillRoster, listWaitingTexts } from './roster.queries.ts';

export const roundTask = 'emergency.round';

export type EmergencyWish = {
  readonly reason: Reason;
  readonly note: string;
  readonly isDrill: boolean;
  readonly programId: string;
  readonly senderId: string | null;
  readonly include: Audience;
  readonly exclude: Audience;
  /** What people are told, without the mark of a drill and without the question. */
  readonly message: string;
  readonly repeatMessage: string | null;
  readonly isAsking: boolean;
  readonly question: string | null;
  readonly safeBody: string | null;
  readonly helpBody: string | null;
  readonly repeatMinutes: number;
  readonly repeats: number;
};

/** An emergency with how many people it is for as things stand. */
export type Declared = { readonly emergency: Emergency; readonly people: number };

/** Writes an emergency down. Nothing leaves before somebody else has confirmed it. */
export async function declareEmergency(ctx: Context, scope: Scope, wish: EmergencyWish): Promise<Declared> {
  const { isDrill, isAsking, programId, senderId } = wish;
  const question = isAsking ? (wish.question ?? usualQuestion) : null;
  refuseWish(wish, question);
  const { body, repeatBody } = wordsOf({ ...wish, question });
  for (const words of [body, repeatBody]) refuseTags(words);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const program = await getProgram(tx, programId);
    refusePurpose(program, isDrill);
    const from = senderId === null ? null : { senderId };
    for (const words of [body, repeatBody]) await requireSayable(tx, ctx, { programId, from, body: words });
    const { people } = await peopleOf(tx, ctx, wish);
    const reach = await reachOf(tx, isDrill);
    const releaseIds = [];
    if (program.purpose === 'emergency')
      for (const words of new Set(isAsking && wish.repeats > 0 ? [body, repeatBody] : [body])) {
        const asked = await askForReleaseWithin(tx, ctx, scope, {
          ...{ programId, body: words, note: wish.note },
          isWithoutConsent: reach === 'known',
        });
        releaseIds.push(asked.id);
      }
    const emergency: Emergency = {
      ...{ id: ctx.ids.uuid(), reason: wish.reason, note: wish.note, isDrill, reach, programId, senderId },
      ...{ include: wish.include, exclude: wish.exclude, body, repeatBody, isAsking },
      ...{ safeBody: wish.safeBody, helpBody: wish.helpBody },
      ...{ repeatMinutes: wish.repeatMinutes, repeats: isAsking ? wish.repeats : 0 },
      ...{ state: 'declared', round: 0, nextRoundAt: null, releaseIds },
      ...{
        declaredBy: scope.actor,
        declaredAccount: await accountBehind(tx, scope),
        declaredAt: ctx.clock.now(),
      },
      ...{ confirmedBy: null, confirmedAt: null, endedBy: null, endedAt: null, endedReason: null },
    };
    await insertEmergency(tx, emergency);
    await note(tx, scope, 'emergency.declared', emergency, { people });
    return { emergency, people };
  });
}

function refuseWish({ repeatMinutes, repeats }: EmergencyWish, question: string | null): void {
  if (question !== null && !(/\b1\b/.test(question) && /\b2\b/.test(question)))
    throw invalid(
      'emergency.bad_question',
      'Say in the question that 1 means safe and 2 means that help is needed: answers are read by these digits.',
      '/question',
    );
  if (repeats * repeatMinutes > longestMinutes)
    throw invalid(
      'emergency.too_long',
      `Repeat for at most ${longestMinutes / 60} hours in all: what a second person has confirmed holds for a day.`,
      '/repeats',
    );
}

function refusePurpose({ name, purpose }: Program, isDrill: boolean): void {
  const allowed = ['emergency', ...(isDrill ? drillPurposes : [])];
  if (allowed.includes(purpose)) return;
  throw invalid(
    'emergency.other_program',
    `“${name}” is for ${purpose} texts. Choose a program ${isDrill ? `for ${allowed.join(', ')} texts` : 'for emergencies'}.`,
    '/program_id',
  );
}

/** An exercise is no danger, and goes to those who have joined whatever the workspace says of emergencies. */
async function reachOf(tx: Tx, isDrill: boolean): Promise<EmergencyReach> {
  return isDrill ? 'joined' : (await getPolicySetting(tx)).emergencyReach;
}

async function peopleOf(tx: Tx, ctx: Context, choice: AudienceChoice) {
  const { include, exclude } = choice;
  requireKnown({ include, exclude }, await loadKnownNames(tx, { include, exclude }));
  const resolved = await resolveChoice(tx, { include, exclude }, ctx.clock.now());
  return { resolved, people: await countAudience(tx, resolved) };
}

/** What the second person has to have looked at: both texts that may leave. */
export const hashOf = ({ body, repeatBody }: Pick<Emergency, 'body' | 'repeatBody'>): string =>
  sha256(`${body}\n${repeatBody}`).toString('hex');

/**
 * The second person lets it go. Who declared it cannot confirm it, nor can whoever made the key that did. The roster is who the
 * choice means at this moment.
 */
export async function confirmEmergency(
  ctx: Context,
  scope: Scope,
  id: string,
  wordsHash: string,
): Promise<Emergency> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const emergency = await lockOrRefuse(tx, id, 'declared');
    const account = requireAccount(scope);
    if (emergency.declaredAccount === account)
      throw new Forbidden(
        'emergency.own',
        'You declared this yourself, or made the key that did. Somebody else must confirm it.',
      );
    if (wordsHash !== hashOf(emergency))
      throw new Conflict('emergency.other_words', 'These are not the words that you looked at. Look again.');
    const { resolved } = await peopleOf(tx, ctx, emergency);
    const bodies = [emergency.body, emergency.repeatBody];
    for (const [at, releaseId] of emergency.releaseIds.entries())
      await releaseEmergencyWithin(tx, ctx, scope, releaseId, sha256(bodies[at] ?? ''));
    const people = await fillRoster(tx, id, resolved);
    if (people === 0)
      throw new Conflict(
        'emergency.nobody',
        'Nobody is meant by this choice of people any more. Declare it anew.',
      );
    const now = ctx.clock.now();
    const begun: Emergency = {
      ...emergency,
      state: 'active',
      confirmedBy: scope.actor,
      confirmedAt: now,
      round: 1,
    };
    const active = { ...begun, nextRoundAt: roundAfter(begun, now) };
    await saveEmergency(tx, active);
    await enqueueRound(tx, id);
    await note(tx, scope, 'emergency.confirmed', active, { people });
    return active;
  });
}

export const enqueueRound = (tx: Tx, id: string): Promise<void> =>
  enqueue(tx, roundTask, { workspaceId: tx.workspaceId, id }, { key: `${roundTask}:${id}` });

/** Before it was confirmed it is taken back; after that no more texts are made, and what has not left is taken back. */
export async function endEmergency(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<Emergency> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const emergency = await getLocked(tx, id);
    if (emergency.state === 'ended' || emergency.state === 'withdrawn')
      throw new Conflict('emergency.over', 'This is over already.');
    const state = emergency.state === 'declared' ? ('withdrawn' as const) : ('ended' as const);
    // Texts whose words are not released any more are dropped when they would leave.
    for (const releaseId of emergency.releaseIds) await endRelease(tx, ctx, scope, releaseId, reason);
    let takenBack = 0;
    for (const messageId of await listWaitingTexts(tx, id))
      takenBack += Number(await cancelQueued(tx, ctx, messageId, scope.actor));
    const at = ctx.clock.now();
    const ended: Emergency = {
      ...emergency,
      state,
      endedBy: scope.actor,
      endedAt: at,
      endedReason: reason,
      nextRoundAt: null,
    };
    await saveEmergency(tx, ended);
    await note(tx, scope, state === 'ended' ? 'emergency.ended' : 'emergency.withdrawn', ended, {
      ...{ reason, taken_back: takenBack },
    });
    return ended;
  });
}

/** Somebody may have ended the release by itself, which stops its texts already and is no reason to let the emergency go on. */
async function endRelease(tx: Tx, ctx: Context, scope: Scope, id: number, reason: string): Promise<void> {
  try {
    await endRulingWithin(tx, ctx, scope, id, reason);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
  }
}

export async function getEmergency(tx: Tx, id: string): Promise<Emergency> {
  const found = await findEmergency(tx, id);
  if (found) return found;
  throw noEmergency();
}

async function getLocked(tx: Tx, id: string): Promise<Emergency> {
  const found = await lockEmergency(tx, id);
  if (found) return found;
  throw noEmergency();
}

async function lockOrRefuse(tx: Tx, id: string, state: Emergency['state']): Promise<Emergency> {
  const found = await getLocked(tx, id);
  if (found.state === state) return found;
  throw new Conflict('emergency.decided', `This is ${found.state} already.`);
}

export const noEmergency = () =>
  new NotFound(
    'emergency.not_found',
    'There is no such emergency in this workspace. List them to see which there are.',
  );

/** How many people an emergency is for: those on its roster, or those whom its choice means now. */
export async function countPeople(tx: Tx, ctx: Context, emergency: Emergency): Promise<number> {
  const { include, exclude } = emergency;
  return countAudience(tx, await resolveChoice(tx, { include, exclude }, ctx.clock.now()));
}

async function note(
  tx: Tx,
  scope: Scope,
  act: string,
  { id, reason, isDrill, reach, note: why, body }: Emergency,
  more: Record<string, string | number>,
): Promise<void> {
  const after = {
    cause: reason,
    is_drill: isDrill,
    reach,
    note: why,
    body_sha256: sha256(body).toString('hex'),
    ...more,
  };
  await recordAudit(tx, scope, { act, object: publicId('emg', id), after });
}

const invalid = (code: string, detail: string, pointer: string): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
