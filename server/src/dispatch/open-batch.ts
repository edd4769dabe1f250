import type { OpenGateways } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { waysOf } from '../routing/index.ts';
import { countersOf, isOfDay, isOfPictures, type Pace } from '../senders/index.ts';
import { askForOnly, GuessedWrong } from './ask-for-only.ts';
import type { Lease, OpenedChunk } from './chunk.queries.ts';
import { type Batch, type Early, type Intent, type Text, textAt, type Way } from './chunk.ts';
import { askEarly, gatewayAhead, noteHabit, pacesAhead } from './early.ts';
import type { Tools } from './steps/step.ts';

/** A leased chunk with what its texts share and the texts that have no outcome yet; null when it is no longer ours. */
export async function openBatch(
  tools: Tools,
  gateways: OpenGateways,
  lease: Lease,
  tx: Tx,
): Promise<Batch | null> {
  const { id, fence, claim } = lease;
  const reading = claim ? null : tools.store.readChunk(tx, { id, fence });
  const early = askEarly(tools, gateways, tx, lease);
  askForOnly(early, lease, tools, tx);
  // What is taken only here is read behind that.
  const opened = await (reading ?? tools.store.readChunk(tx, { id, fence: null }));
  if (!opened || (claim && !(await isTakenAs(opened, early)))) {
    if (early?.only) throw new GuessedWrong();
    return null;
  }
  const {
    chunk,
    run,
    sender,
    workspaceZone,
    policyVersion,
    permissionStandard,
    countries,
    isCounted,
    remainingMs,
    isTroubled,
  } = opened;
  const [opensBy, hours, texts] = await Promise.all([
    openWays(tools, gateways, tx, opened, early),
    tools.hours.of(tx, policyVersion),
    openTexts(tools, tx, opened, early),
  ]);
  const ways = withoutPictures(opensBy, texts);
  const home = ways.find(({ gatewayId }) => gatewayId === sender.gatewayId) ?? ways[0];
  if (!home) throw new Error('A number without an account has no texts to send.');
  return {
    workspaceId: lease.workspaceId,
    early,
    chunk,
    run,
    sender,
    gateway: home.gateway,
    counters: home.counters,
    paces: home.paces,
    dayCaps: home.dayCaps ?? [],
    ways,
    workspaceZone,
    hours,
    rulings: tools.hours.rulings(lease.workspaceId),
    policyVersion,
    permission: tools.hours.permission(permissionStandard),
    newAnswers: [],
    countries,
    isCounted,
    isTroubled,
    isFresh: !chunk.isRecorded && !opened.hasPast,
    uselessAtMs: remainingMs === null ? null : tools.ctx.clock.monotonicMs() + remainingMs,
    texts,
  };
}

/** It may be somebody else who has leased it. */
const isTakenAs = async ({ chunk }: OpenedChunk, early: Early | null): Promise<boolean> =>
  (await early?.taken)?.[2]?.fence === chunk.fence;

/** Waves are cut to the narrowest pace, and words alone are not counted by what carriers take of pictures. */
const withoutPictures = (ways: readonly Way[], texts: readonly Text[]): readonly Way[] =>
  texts.some(({ mmsId }) => mmsId !== null)
    ? ways
    : ways.map((way) => ({ ...way, paces: way.paces.filter((pace) => !isOfPictures(pace)) }));

/** Each account that its texts may leave by. What counts them is the same but for the account, and asked for once. */
async function openWays(
  tools: Tools,
  gateways: OpenGateways,
  tx: Tx,
  { run, sender, home, others, isTroubled }: OpenedChunk,
  early: Early | null,
): Promise<Way[]> {
  const facts = waysOf(home, others);
  const countersBy = facts.map(({ gatewayId }) =>
    countersOf(tx.workspaceId, { ...sender, gatewayId }, run?.id ?? null),
  );
  const wanted = new Map(countersBy.flat().map((one) => [`${one.level} ${one.subject}`, one]));
  const counted = [...wanted.values()];
  const gatewayIds = facts.map(({ gatewayId }) => gatewayId);
  const [paces, opened] = await Promise.all([
    pacesAhead(early, counted) ?? tools.store.listPaces(tx, counted),
    Promise.all(gatewayIds.map((id) => gatewayAhead(early, id) ?? gateways.get(tx, id))),
  ]);
  if (early) noteHabit(tools.habits, sender.id, gatewayIds, counted);
  const paceOf = new Map<string, Pace>(paces.map((pace) => [`${pace.level} ${pace.subject}`, pace]));
  return facts.flatMap((one, at) => {
    const [gateway, counters = []] = [opened[at], countersBy[at]];
    if (!gateway) return [];
    const own = counters.flatMap(({ level, subject }) => paceOf.get(`${level} ${subject}`) ?? []);
    const isOwn = one.gatewayId === sender.gatewayId;
    const paces = own.filter((pace) => !isOfDay(pace));
    const isInTrouble = isOwn ? isTroubled : one.state !== 'ok';
    return [{ ...one, gateway, counters, paces, dayCaps: own.filter(isOfDay), isTroubled: isInTrouble }];
  });
}

/** The texts that still have no outcome. Those that a former owner announced may have left already. */
async function openTexts(
  { store }: Tools,
  tx: Tx,
  opened: OpenedChunk,
  early: Early | null,
): Promise<Text[]> {
  const { chunk, run, hasPast } = opened;
  const [intended, queued, settled] = await Promise.all([
    hasPast ? (early?.intended ?? store.listIntendedPositions(tx, chunk.id)) : new Map<number, Intent>(),
    chunk.isRecorded
      ? (early?.queued ?? store.listQueuedTexts(tx, chunk.baseId, chunk.recipients.length))
      : [],
    hasPast && !chunk.isRecorded
      ? store.listSettledIds(tx, chunk.baseId, chunk.recipients.length, false)
      : new Set<number>(),
  ]);
  const avoids = Map.groupBy(opened.avoided ?? [], ({ messageId }) => messageId - chunk.baseId);
  const at = (position: number): Text => {
    const text = textAt(chunk, position, intended.get(position) ?? null, run?.purpose ?? 'conversational');
    if (run?.mmsId) text.mmsId = run.mmsId;
    const avoided = avoids.get(position);
    if (avoided) text.avoids = avoided.map(({ gatewayId }) => gatewayId);
    return text;
  };
  if (chunk.isRecorded) {
    // Asked last: whatever was put back into the queue by now has its later chunk by now.
    const elsewhere = await (early?.elsewhere ?? store.listIdsInLaterChunks(tx, chunk));
    return queued
      .filter(({ id }) => chunk.recipients[id - chunk.baseId] !== 0 && !elsewhere.has(id))
      .map(({ reason: cause, ...known }) => ({ ...at(known.id - chunk.baseId), ...known, cause }));
  }
  return chunk.recipients.flatMap((recipient, position) =>
    recipient === 0 || settled.has(chunk.baseId + position) ? [] : [at(position)],
  );
}
