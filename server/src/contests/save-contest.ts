import { recordAudit, type Scope } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import { getKeyword } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { ensurePublicAddress } from '../platform/pages/public-address.queries.ts';
import { requireSayable } from '../texts/index.ts';
import { checkContest } from './check-contest.ts';
import {
  findContest,
  insertContest,
  isKeywordTaken,
  lockContest,
  saveClosing,
  saveDraft,
  saveOpening,
} from './contest.queries.ts';
import type { Contest, ContestContent } from './contest.ts';
import { hashOfEntries, hashOfSeed } from './draw.ts';
import { listDrawEntries } from './entry.queries.ts';

/** By which its page is found, and a sealed seed is opened. */
export const addressKind = 'contest';
export const placeOfSeed = (id: string): string => `contest.seed_sealed ${id}`;

export async function createContest(ctx: Context, scope: Scope, content: ContestContent): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const now = ctx.clock.now();
    const contest: Contest = {
      ...content,
      ...{ id: ctx.ids.uuid(), state: 'draft', seedHash: null, entriesHash: null, seed: null, beacon: null },
      ...{
        openedAt: null,
        closedAt: null,
        drawnAt: null,
        madeBy: scope.actor,
        createdAt: now,
        changedAt: now,
      },
    };
    await requireGood(tx, ctx, contest);
    await insertContest(tx, contest);
    await note(tx, scope, 'contest.created', contest);
    return contest;
  });
}

/** A draft becomes what is given. What people enter stays as its rules are. */
export async function changeContest(
  ctx: Context,
  scope: Scope,
  id: string,
  content: ContestContent,
): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockOrRefuse(tx, id, 'draft');
    const after: Contest = { ...before, ...content, changedAt: ctx.clock.now() };
    await requireGood(tx, ctx, after);
    await saveDraft(tx, after);
    await recordAudit(tx, scope, {
      ...{ act: 'contest.changed', object: publicId('cts', id), before: shown(before), after: shown(after) },
    });
    return after;
  });
}

async function requireGood(tx: Tx, ctx: Context, contest: Contest): Promise<void> {
  checkContest(contest, ctx.clock.now());
  const { id, programId, senderId, enteredBody, wonBody, keywordId } = contest;
  const program = await getProgram(tx, programId);
  if (program.purpose !== 'marketing')
    throw invalid(
      'contest.other_program',
      `“${program.name}” is for ${program.purpose} texts. A contest promotes, so choose a program for marketing.`,
      '/program_id',
    );
  const from = senderId === null ? null : { senderId };
  for (const body of [wonBody, ...(enteredBody === null ? [] : [enteredBody])])
    await requireSayable(tx, ctx, { programId, from, body });
  if (keywordId === null) return;
  const keyword = await getKeyword(tx, keywordId);
  if (keyword.archivedAt !== null || keyword.kind !== 'contest' || keyword.programId !== programId)
    throw invalid(
      'contest.other_keyword',
      'Choose a keyword of the kind contest, of the same program.',
      '/keyword_id',
    );
  if (await isKeywordTaken(tx, keywordId, id))
    throw new Conflict(
      'contest.keyword_taken',
      'Another contest is entered by this keyword. Close it first, or take another one.',
    );
}

/**
 * From now on people can enter, by the rules as they stand. The seed of the draw is drawn now and sealed; its hash is told, so that it
 * cannot be another one when the entries are known.
 */
export async function openContest(ctx: Context, scope: Scope, id: string): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const draft = await lockOrRefuse(tx, id, 'draft');
    await requireGood(tx, ctx, draft);
    const seed = ctx.ids.token(32);
    const opened: Contest = {
      ...draft,
      state: 'open',
      seedHash: hashOfSeed(seed),
      openedAt: ctx.clock.now(),
    };
    await saveOpening(tx, opened, ctx.secrets.seal(seed, placeOfSeed(id)));
    await ensurePublicAddress(tx, ctx.ids.token, { kind: addressKind, objectId: id });
    await note(tx, scope, 'contest.opened', opened);
    return opened;
  });
}

/** Nobody can enter any more, and the hash of all entries that count is told: none can come or go before the draw. */
export async function closeContest(ctx: Context, scope: Scope, id: string): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) =>
    closeWithin(tx, ctx, scope, await lockOrRefuse(tx, id, 'open')),
  );
}

export async function closeWithin(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  scope: Scope,
  contest: Contest,
): Promise<Contest> {
  const entriesHash = hashOfEntries(await listDrawEntries(tx, contest.id));
  const closed: Contest = { ...contest, state: 'closed', entriesHash, closedAt: ctx.clock.now() };
  await saveClosing(tx, closed);
  await note(tx, scope, 'contest.closed', closed);
  return closed;
}

/** Called off before anybody was drawn. */
export async function cancelContest(
  ctx: Context,
  scope: Scope,
  id: string,
  reason: string,
): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const contest = await lockAny(tx, id);
    if (contest.state === 'drawn' || contest.state === 'cancelled')
      throw new Conflict('contest.decided', `This contest is ${contest.state} already.`);
    const cancelled: Contest = { ...contest, state: 'cancelled', closedAt: ctx.clock.now() };
    await saveClosing(tx, cancelled);
    await note(tx, scope, 'contest.cancelled', cancelled, { reason });
    return cancelled;
  });
}

export async function getContest(tx: Tx, id: string): Promise<Contest> {
  const found = await findContest(tx, id);
  if (found) return found;
  throw noContest();
}

export async function lockAny(tx: Tx, id: string): Promise<Contest> {
  const found = await lockContest(tx, id);
  if (found) return found;
  throw noContest();
}

export async function lockOrRefuse(tx: Tx, id: string, state: Contest['state']): Promise<Contest> {
  const found = await lockAny(tx, id);
  if (found.state === state) return found;
  throw new Conflict(
    'contest.wrong_state',
    `This contest is ${found.state}, and this is for one that is ${state}.`,
  );
}

export const noContest = () =>
  new NotFound(
    'contest.not_found',
    'There is no such contest in this workspace. List them to see which there are.',
  );

const shown = ({ name, prize, state, winners, startsAt, endsAt, seedHash, entriesHash }: Contest) => ({
  ...{ name, prize, state, winners, starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString() },
  ...(seedHash !== null && { seed_sha256: seedHash }),
  ...(entriesHash !== null && { entries_sha256: entriesHash }),
});

export async function note(
  tx: Tx,
  scope: Scope,
  act: string,
  contest: Contest,
  more: Record<string, string | number> = {},
): Promise<void> {
  await recordAudit(tx, scope, {
    act,
    object: publicId('cts', contest.id),
    after: { ...shown(contest), ...more },
  });
}

export const invalid = (code: string, detail: string, pointer: string): Invalid =>
  new Invalid(code, detail, [{ pointer, code, detail }]);
