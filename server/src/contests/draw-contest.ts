import type { Scope } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Internal, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { acceptTexts, openTemplates } from '../texts/index.ts';
import { findSealedSeed, saveDraw } from './contest.queries.ts';
import { type Contest, inNameOf } from './contest.ts';
import { drawPlaces, hashOfEntries, hashOfSeed } from './draw.ts';
import { listDrawEntries } from './entry.queries.ts';
import { insertPlaces, listPlaces, type PlaceWithPerson, savePlace } from './place.queries.ts';
import { invalid, lockAny, lockOrRefuse, note, placeOfSeed } from './save-contest.ts';

/**
 * Draws winners and alternates of a closed contest: with the seed whose hash was told at the opening, over the entries whose hash was told
 * at the closing, and with the number that nobody could know where one was promised. All of it is told, so that anybody can draw again.
 */
export async function drawContest(
  ctx: Context,
  scope: Scope,
  id: string,
  beacon: string | null,
): Promise<Contest> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const contest = await lockOrRefuse(tx, id, 'closed');
    if (contest.beaconSource !== null && beacon === null)
      throw invalid(
        'contest.needs_beacon',
        `The rules promise to draw with ${contest.beaconSource}: give it in beacon.`,
        '/beacon',
      );
    if (contest.beaconSource === null && beacon !== null)
      throw invalid(
        'contest.no_beacon',
        'Nobody was told beforehand that such a number would be used, so none may be now.',
        '/beacon',
      );
    const seed = await openSeed(tx, ctx, contest);
    const entries = await listDrawEntries(tx, id);
    const entriesHash = hashOfEntries(entries);
    if (entriesHash !== contest.entriesHash)
      throw new Internal(
        'contest.entries_changed',
        'The entries are not those of the closing. Nobody was drawn.',
      );
    if (entries.length === 0)
      throw new Conflict('contest.nobody', 'Nobody has entered, so nobody can be drawn. Cancel it instead.');
    const drawn = drawPlaces({ seed, entriesHash, beacon }, entries, contest.winners + contest.alternates);
    await insertPlaces(
      tx,
      id,
      drawn.map(({ id: entryId }, at) => ({
        rank: at + 1,
        entryId,
        state: at < contest.winners ? 'won' : 'alternate',
      })),
    );
    const after: Contest = { ...contest, state: 'drawn', seed, beacon, drawnAt: ctx.clock.now() };
    await saveDraw(tx, after);
    const places = await listPlaces(tx, id);
    for (const place of places.filter(({ state }) => state === 'won'))
      await tellWinner(tx, ctx, scope, after, place);
    await note(tx, scope, 'contest.drawn', after, { drawn: drawn.length });
    return after;
  });
}

async function openSeed(tx: Tx, ctx: Context, { id, seedHash }: Contest): Promise<string> {
  const sealed = await findSealedSeed(tx, id);
  const seed = sealed && ctx.secrets.open(sealed, placeOfSeed(id));
  if (!seed || hashOfSeed(seed) !== seedHash)
    throw new Internal('contest.seed_lost', 'The seed is not the one of the opening. Nobody was drawn.');
  return seed;
}

const hourMs = 3_600_000;

/** By a text like any other; whoever may not be texted, such as somebody who entered by the form alone, is told otherwise, and it is said. */
async function tellWinner(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  contest: Contest,
  place: PlaceWithPerson,
): Promise<void> {
  const { programId, senderId, wonBody, claimHours, id } = contest;
  const { brandName } = await getProgram(tx, programId);
  const now = ctx.clock.now();
  const wish = {
    to: place.contactId === null ? place.number : publicId('con', place.contactId),
    ...{ programId, purpose: null, from: senderId === null ? null : { senderId } },
    words: { body: inNameOf(brandName, wonBody) },
    ...{ mms: 'none' as const, variables: null, sendAt: null, validForMs: null },
    metadata: { contest: publicId('cts', id) },
  };
  const [told] = await acceptTexts(tx, ctx, openTemplates(), [{ wish, actor: scope.actor }]);
  await savePlace(tx, id, {
    ...place,
    state: 'won',
    messageId: told?.ok ? told.id : null,
    refusal: told?.ok ? null : (told?.refusal.sentence ?? null),
    toldAt: told?.ok ? now : null,
    claimBy: new Date(now.getTime() + claimHours * hourMs),
  });
}

/** A winner has the prize, or has lost it; then the first alternate who is left wins and is told. */
export async function decidePlace(
  ctx: Context,
  scope: Scope,
  id: string,
  {
    rank,
    verdict,
    reason,
  }: { readonly rank: number; readonly verdict: 'claimed' | 'forfeited'; readonly reason: string },
): Promise<PlaceWithPerson[]> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const contest = await lockAny(tx, id);
    const places = await listPlaces(tx, id);
    const place = places.find((one) => one.rank === rank);
    if (!place) throw new NotFound('contest.no_place', 'Nobody was drawn in this place.');
    if (place.state !== 'won')
      throw new Conflict(
        'contest.not_a_winner',
        `This place is ${place.state}; only winners claim or forfeit.`,
      );
    const decided = { state: verdict, decidedBy: scope.actor, decidedAt: ctx.clock.now(), note: reason };
    await savePlace(tx, id, { ...place, ...decided });
    const next = verdict === 'forfeited' ? places.find(({ state }) => state === 'alternate') : undefined;
    if (next) await tellWinner(tx, ctx, scope, contest, next);
    await note(tx, scope, `contest.prize_${verdict}`, contest, {
      rank,
      ...(next && { next_rank: next.rank }),
    });
    return listPlaces(tx, id);
  });
}
