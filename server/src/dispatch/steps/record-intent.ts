import { lockConsents } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { insertIntent, renewLease } from '../chunk.queries.ts';
import { going } from '../chunk.ts';
import { consentVerdict } from '../consent-verdict.ts';
import { isSendingAllowed, shareRunState } from '../run.queries.ts';
import { retry } from '../verdict.ts';
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
    const positions = going(wave).map((text) => text.position);
    if (positions.length > 0) await insertIntent(tx, wave.chunk, wave.number, positions);
  });
  wave.intentAtMs = tools.ctx.clock.monotonicMs();
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

async function reasonToStop(wave: Wave, tools: Tools, tx: Tx): Promise<string | null> {
  if (wave.run && (await shareRunState(tx, wave.run.id)) !== 'running') return 'run.not_running';
  if (!(await isSendingAllowed(tx))) return 'workspace.sending_stopped';
  if (!(await renewLease(tx, wave.chunk, tools.timing.leaseMs))) return 'lease.lost';
  return null;
}
