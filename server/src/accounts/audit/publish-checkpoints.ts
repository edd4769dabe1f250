import { appendFile } from 'node:fs/promises';
import type { Context } from '../../platform/context.ts';
import { type CheckpointBody, toCheckpointBody } from './checkpoint.ts';
import { listUnpublished, markPublished } from './tree.queries.ts';

/** Where checkpoints go, so that whoever can rewrite the database cannot rewrite them as well. */
export type CheckpointPlaces = {
  /** One line of JSON each is appended to it. */
  readonly file: string | null;
  /** Each is POSTed there as JSON; anything but a 2xx is tried again. */
  readonly url: string | null;
  readonly isLogged: boolean;
  readonly fetch?: typeof fetch;
};

const answerWithinMs = 10_000;
const atOnce = 100;

/** Sends out what has not been sent, oldest first. What fails stays for the next time; it may then arrive twice. */
export async function publishCheckpoints(
  ctx: Pick<Context, 'db' | 'log'>,
  workspaceId: string,
  places: CheckpointPlaces,
): Promise<void> {
  const waiting = await ctx.db.tx(workspaceId, (tx) => listUnpublished(tx, atOnce));
  for (const checkpoint of waiting) {
    const body = toCheckpointBody(checkpoint);
    if (places.file !== null) await appendFile(places.file, `${JSON.stringify(body)}\n`, { mode: 0o600 });
    if (places.url !== null) await post(places.fetch ?? fetch, places.url, body);
    if (places.isLogged) ctx.log.info({ checkpoint: body }, 'The audit has a new checkpoint.');
    await ctx.db.tx(workspaceId, (tx) => markPublished(tx, checkpoint.size));
  }
}

async function post(send: typeof fetch, url: string, body: CheckpointBody): Promise<void> {
  const response = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    // A checkpoint goes where the operator said, and not where somebody there points it.
    redirect: 'error',
    signal: AbortSignal.timeout(answerWithinMs),
  });
  await response.body?.cancel();
  if (!response.ok)
    throw new Error(`The place for audit checkpoints answered ${response.status} instead of taking one.`);
}
