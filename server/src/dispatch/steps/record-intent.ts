import { lockConsents } from '../../contacts/index.ts';
import { listSettledIds } from '../../messages/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { insertIntent, isTooLate, renewLease } from '../chunk.queries.ts';
import { going } from '../chunk.ts';
import { consentVerdict } from '../consent-verdict.ts';
import { shareRunState, shareSendingAllowed } from '../run.queries.ts';
import { drop, retry } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';

/**
 * The last moment to say no, and the durable word before the first byte. In one transaction, committed synchronously:
 * consent and suppression of each number FOR SHARE (a STOP in flight makes us wait and then see it), the state of the
 * run, the kill switch of the workspace, the lease under our fence — and the intent for what remains.
 * Locks are taken in the order consent → run → chunk; whoever stops something takes them in the same order.
 */
export async function recordIntent(wave: Wave, tools: Tools): Promise<void> {
  if (wave.stop) return;
  await tools.ctx.db.tx(wave.workspaceId, async (tx) => {
    resetVerdicts(wave);
    await dropOptedOut(wave, tx);
    returnClosed(wave, tools);
    wave.stop = await reasonToStop(wave, tools, tx);
    if (wave.stop) return;
    await leaveOutSettled(wave, tx);
    await dropTooLate(wave, tx);
    // Read before the commit and not after: a process that is frozen while the commit is answered must not take the
    // hour of its waking for the hour of its intent.
    wave.intentAtMs = tools.ctx.clock.monotonicMs();
    const positions = going(wave).map((text) => text.position);
    if (positions.length > 0) await insertIntent(tx, wave.chunk, wave.number, positions);
  });
}

// The transaction may run again after a deadlock; what the first try decided is decided anew.
function resetVerdicts(wave: Wave): void {
  for (const text of wave.texts) text.verdict = null;
}

async function dropOptedOut(wave: Wave, tx: Tx): Promise<void> {
  const { run } = wave;
  if (!run) return;
  const numbers = wave.texts.map((text) => text.number);
  const consents = await lockConsents(tx, { programId: run.programId, brandId: run.brandId, numbers });
  for (const text of wave.texts) {
    const consent = consents.get(text.number);
    text.consentEventId = consent?.eventId ?? null;
    text.verdict = consentVerdict(consent);
  }
}

// The window may have closed while the wave waited for its turn: such a text is judged again, not sent late.
function returnClosed(wave: Wave, tools: Tools): void {
  const now = tools.ctx.clock.now();
  for (const text of going(wave)) {
    if (text.closesAt && now >= text.closesAt) text.verdict = retry(0, 'quiet_hours.closed');
  }
}

// The lease comes last because of the order of locks, and first in weight: who has lost it has nothing to say any more.
async function reasonToStop(wave: Wave, tools: Tools, tx: Tx): Promise<string | null> {
  const isRunning = !wave.run || (await shareRunState(tx, wave.run.id)) === 'running';
  const isAllowed = await shareSendingAllowed(tx);
  if (!(await renewLease(tx, wave.chunk, tools.timing.leaseMs))) return 'lease.lost';
  if (!isRunning) return 'run.not_running';
  return isAllowed ? null : 'workspace.sending_stopped';
}

// A carrier that was away for an hour must not bring "you are unsubscribed" to people who asked an hour ago.
async function dropTooLate(wave: Wave, tx: Tx): Promise<void> {
  if (!wave.chunk.payload || !(await isTooLate(tx, wave.chunk))) return;
  for (const text of going(wave)) text.verdict = drop('answer.too_late', 'It could not be sent in time.');
}

/**
 * The texts of a chunk wait in our memory while a slow number takes its time. A STOP meanwhile has written down that the
 * person's text was stopped; a START after it opens the program again, but not this text. The chunk's row is ours by now,
 * and whoever stops a text holds it too.
 */
async function leaveOutSettled(wave: Wave, tx: Tx): Promise<void> {
  const ids = going(wave).map((text) => text.id);
  const [first, last] = [ids.at(0), ids.at(-1)];
  if (first === undefined || last === undefined) return;
  const settled = await listSettledIds(tx, first, last - first + 1, wave.chunk.payload !== null);
  for (const text of going(wave)) if (settled.has(text.id)) text.verdict = { kind: 'settled' };
}
