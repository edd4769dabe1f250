import { createHash } from 'node:crypto';
import { findMediaOrigin, type MediaHeaders } from '../../gateways/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { mediaTypeOf } from '../../platform/media-type.ts';
import type { Outside, OutsideAnswer, OutsideFailure } from '../../platform/outside/outside.ts';
import type { KeptReply } from '../inbound.queries.ts';
import {
  findWaitingMedia,
  insertMedia,
  listDueMedia,
  type MediaOutcome,
  settleMedia,
} from './inbound-media.queries.ts';

export const fetchTask = 'inbound.fetch_media';

// Carriers take ten at most; whoever sends more is not a phone.
const mostOfReply = 10;
const longestLink = 4_000;

/** Notes what came with replies, and puts down the jobs that fetch it: nobody waits for a picture, least of all a STOP. */
export async function noteMedia(
  tx: Tx,
  ctx: Context,
  replies: readonly (KeptReply & { readonly id: number })[],
): Promise<void> {
  for (const reply of replies) {
    const links = (reply.media ?? []).filter((link) => link.length <= longestLink).slice(0, mostOfReply);
    const media = links.map((link, position) => {
      const id = ctx.ids.uuid();
      return {
        ...{ id, inboundId: reply.id, number: reply.from, position },
        sealedLink: ctx.secrets.seal(link, placeOf(id)),
      };
    });
    await insertMedia(tx, media, ctx.clock.now());
    for (const { id } of media) await enqueue(tx, fetchTask, { workspaceId: tx.workspaceId, mediaId: id });
  }
}

export const placeOf = (id: string) => `inbound_media.link.${id}`;

// What carriers take of an MMS is smaller; a film that a phone makes is not sent so.
const mostBytes = 5 * 1024 * 1024;
const fetchWithinMs = 30_000;
const redirectsAtMost = 3;
/** Real milliseconds from the first, second … try to the next: an hour and a half in all. */
const pausesMs = [10, 60, 300, 1_200, 3_600].map((seconds) => seconds * 1_000);

/** Makes one try at fetching what came with a reply. */
export async function fetchMedia(
  ctx: Context,
  outside: Outside,
  workspaceId: string,
  id: string,
  headersOf: MediaHeaders = async () => async () => ({}),
): Promise<void> {
  const found = await ctx.db.tx(workspaceId, async (tx) => {
    const media = await findWaitingMedia(tx, id);
    if (!media) return null;
    const url = ctx.secrets.open(media.sealedLink, placeOf(id));
    const credentials = await headersOf(ctx, tx, media.gatewayId, url);
    return { tries: media.tries, url, credentials, trusted: await findMediaOrigin(tx, media.gatewayId) };
  });
  if (!found) return;
  const answer = await askFor(outside, found);
  const pauseMs = pausesMs[found.tries];
  const outcome = outcomeOf(answer, pauseMs === undefined ? null : new Date(Date.now() + pauseMs));
  await ctx.db.tx(workspaceId, async (tx) => {
    await settleMedia(tx, id, outcome, ctx.clock.now());
    if (outcome.state === 'waiting')
      await enqueue(tx, fetchTask, { workspaceId, mediaId: id }, { runAt: outcome.nextAt });
  });
}

async function askFor(
  outside: Outside,
  found: {
    readonly url: string;
    readonly trusted: string | null;
    credentials(): Promise<Readonly<Record<string, string>>>;
  },
): Promise<OutsideAnswer | OutsideFailure> {
  const { url, trusted } = found;
  // Where the carrier gives no pass for now, it is as if it could not be reached.
  const headers = await found.credentials().catch(() => null);
  if (headers === null) return { kind: 'failed', code: 'unreachable' };
  return outside({
    ...{ method: 'GET', url, headers },
    ...{ mostBytes, withinMs: fetchWithinMs, redirects: redirectsAtMost, trusted },
  });
}

/** What is passing is tried again as long as there is a time for it; what will not change is refused at once. */
export function outcomeOf(answer: OutsideAnswer | OutsideFailure, nextAt: Date | null): MediaOutcome {
  if (answer.kind === 'failed') {
    const isPassing = answer.code === 'timed_out' || answer.code === 'unreachable';
    return isPassing && nextAt
      ? { state: 'waiting', reason: answer.code, nextAt }
      : { state: 'refused', reason: answer.code };
  }
  const { status, body } = answer;
  if (status < 200 || status >= 300) {
    const isPassing = status === 404 || status === 408 || status === 425 || status === 429 || status >= 500;
    return isPassing && nextAt
      ? { state: 'waiting', reason: `answer_${status}`, nextAt }
      : { state: 'refused', reason: `answer_${status}` };
  }
  const contentType = mediaTypeOf(body);
  if (contentType === null) return { state: 'refused', reason: body.length === 0 ? 'empty' : 'not_media' };
  return { state: 'kept', contentType, content: body, sha256: createHash('sha256').update(body).digest() };
}

const dueAtOnce = 50;

/** Tries again what a job that was lost has left behind. */
export async function fetchDueMedia(
  ctx: Context,
  outside: Outside,
  workspaceId: string,
  headersOf?: MediaHeaders,
): Promise<void> {
  const due = await ctx.db.tx(workspaceId, (tx) => listDueMedia(tx, dueAtOnce));
  for (const id of due) await fetchMedia(ctx, outside, workspaceId, id, headersOf);
}
