import type { OpenGateways } from '../gateways/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { GuessedWrong } from './ask-for-only.ts';
import type { Lease } from './chunk.queries.ts';
import { type Batch, going, type Text } from './chunk.ts';
import { foresee, type Reservation, reserveRoom } from './foresight.ts';
import { openBatch } from './open-batch.ts';
import { pipeline } from './pipeline.ts';
import { releaseRoom, takeRoom, takeRoomSoon } from './room.ts';
import type { Tools, Wave } from './steps/step.ts';
import { giveBackTurn } from './steps/wait-for-pace.ts';
import { takeIntentBack } from './take-intent-back.ts';
import { longestWaitMs } from './verdict.ts';

/** Takes one leased chunk through the pipeline, and gives it back or closes it. Returns the run it belongs to. */
export async function workChunk(tools: Tools, gateways: OpenGateways, lease: Lease): Promise<string | null> {
  const begun = await tools.ctx.tracer.step('decide', {}, () => begin(tools, gateways, lease));
  if (!begun) return null;
  const { chunk, run, texts } = begun.batch;
  tools.hours.noteWritten(begun.batch.workspaceId, begun.batch.newAnswers);
  tools.meters.noteDecided(chunk.lane, texts);
  const left = await send(tools, begun);
  if (left !== 'closed')
    await tools.ctx.db.tx(lease.workspaceId, (tx) => tools.store.giveBack(tx, chunk, left));
  return run?.id ?? null;
}

type Begun = { batch: Batch; wave: Wave; queue: Text[] };

const isOpen = ({ run }: Batch) => run === null || run.state === 'running';

/**
 * Decides about the whole chunk and announces its first wave, in one transaction. Nothing that it decides outlives a retry:
 * the batch is opened anew each time. Null when the chunk is no longer ours.
 */
async function begin(tools: Tools, gateways: OpenGateways, lease: Lease): Promise<Begun | null> {
  const reserved = await reserveRoom(tools, lease);
  let wave: Wave | null = null;
  let held: Pick<Lease, 'id' | 'fence'> = lease;
  const decideBy = async (told: Lease, tx: Tx): Promise<Begun | null> => {
    if (wave) releaseRoom(tools, wave);
    wave = null;
    const batch = await openBatch(tools, gateways, told, tx);
    if (!batch) return null;
    held = batch.chunk;
    // Paused or stopped: nothing is sent any more, but what a dead worker had announced is still named unknown.
    if (!isOpen(batch)) batch.texts = batch.texts.filter((text) => text.mayHaveLeft);
    for (const step of pipeline) if (step.phase === 'decide') await step.run(batch, tools, tx);
    wave = newWave(batch, 1, batch.texts);
    // The texts left out above go back with the chunk, even if the run goes on in this very moment.
    if (!isOpen(batch)) wave.stop = 'run.not_running';
    await announceFirst(wave, tools, tx, reserved);
    if (wave.stop === 'lease.lost') return null;
    return { batch, wave, queue: going(batch).slice(wave.texts.length) };
  };
  const decide = (told: Lease) =>
    tools.desk(() => tools.ctx.db.tx(lease.workspaceId, (tx) => decideBy(told, tx)));
  try {
    return await decide(lease).catch((error: unknown) => {
      if (!(error instanceof GuessedWrong)) throw error;
      // What was not ours yet has not become ours.
      return lease.claim ? null : decide({ ...lease, only: null });
    });
  } catch (error) {
    if (wave) releaseRoom(tools, wave);
    await takeIntentBack(tools, wave);
    // The commit may have happened all the same; whoever comes next then finds the intents and asks for these texts.
    await tools.ctx.db.tx(lease.workspaceId, (tx) => tools.store.letGo(tx, held)).catch(() => {});
    throw error;
  } finally {
    reserved.release();
  }
}

/** The verdicts of all texts are saved, then the wave shrinks to those that go first. */
async function announceFirst(wave: Wave, tools: Tools, tx: Tx, reserved: Reservation): Promise<void> {
  for (const step of pipeline) {
    // The first wave was decided in this transaction, so nobody has to be asked again.
    if (step.phase !== 'announce' || step.name === 'askAgain') continue;
    await step.run(wave, tools, tx);
    if (step.name !== 'recordVerdicts') continue;
    const ready = going(wave);
    wave.texts = ready.slice(0, waveSize(tools, wave, ready));
    leaveBy(wave);
    foresee(tools.foresight, wave);
    // Held until there is room, so that nobody else is decided about who would want it as well.
    await takeRoomSoon(tools, wave);
    reserved.release();
    wave.isLast = wave.texts.length === ready.length;
    // Without room on the line nothing is announced here: the wave goes on waiting for it outside of the transaction.
    if (wave.room === 0) {
      await giveBackTurn(wave, tools, tx);
      return;
    }
  }
}

function newWave(batch: Batch, number: number, texts: Text[]): Wave {
  const wave: Wave = {
    ...batch,
    number,
    texts,
    by: null,
    room: 0,
    turn: null,
    comeBackInMs: 0,
    isAnnounced: false,
    intentAtMs: 0,
    submittedAt: new Date(0),
    spentOn: null,
    stop: null,
    recorded: Promise.withResolvers(),
    isLast: false,
    isClosed: false,
  };
  leaveBy(wave);
  return wave;
}

/** The texts of a wave leave by one account: its line, its pace and its breaker are the wave's. */
function leaveBy(wave: Wave): void {
  const by = wave.texts[0]?.way?.by ?? (wave.ways.length === 1 ? wave.ways[0] : null);
  if (!by) return;
  const { gatewayId, gateway, counters, paces } = by;
  Object.assign(wave, { by, gateway, counters, paces, sender: { ...wave.sender, gatewayId } });
}

// A slow number works on a chunk for minutes. Others that send from it come in between.
const longestTurnMs = 10_000;

/** The sending half, wave by wave. Says what is to become of the chunk. */
async function send(
  tools: Tools,
  { batch, wave: first, queue: rest }: Begun,
): Promise<'ready' | 'done' | 'closed'> {
  const { clock } = tools.ctx;
  const takenAtMs = clock.monotonicMs();
  let wave = first;
  let queue = rest;
  for (let number = 2; ; number += 1) {
    queue = [...(await sendWave(tools, wave)), ...queue];
    if (wave.isClosed) return 'closed';
    const returned = wave.texts.filter((text) => text.verdict === null || text.verdict.kind === 'retry');
    queue = [...queue, ...returned];
    if (wave.stop) return 'ready';
    if (queue.length === 0) return 'done';
    if (tools.signal.aborted || needsNewDecision(returned)) return 'ready';
    if (clock.monotonicMs() - takenAtMs > longestTurnMs || !(await waitOut(tools, returned))) return 'ready';
    wave = newWave(batch, number, queue.slice(0, waveSize(tools, batch, queue)));
    queue = queue.slice(wave.texts.length);
    wave.isLast = queue.length === 0;
  }
}

/** Announces the wave when there is room on the line and its turn has come, and sends it. Returns those without room. */
async function sendWave(tools: Tools, wave: Wave): Promise<Text[]> {
  const { tracer } = tools.ctx;
  try {
    const left = await waitForRoom(tools, wave);
    if (left.length > 0) wave.isLast = false;
    while (wave.room > 0 && !wave.isAnnounced && !wave.stop) await announceInTurn(tools, wave);
    for (const step of pipeline)
      if (step.phase === 'send') await tracer.step(step.name, {}, () => step.run(wave, tools));
    tools.meters.noteWave(wave);
    return left;
  } finally {
    wave.recorded.resolve();
    releaseRoom(tools, wave);
  }
}

async function waitForRoom(tools: Tools, wave: Wave): Promise<Text[]> {
  if (wave.room > 0) return [];
  const { clock } = tools.ctx;
  const askedAtMs = clock.monotonicMs();
  const left = await takeRoom(tools, wave);
  if (wave.room > 0) tools.meters.noteWait('line', wave.chunk.lane, clock.monotonicMs() - askedAtMs);
  return left;
}

async function announceInTurn(tools: Tools, wave: Wave): Promise<void> {
  const waitMs = wave.comeBackInMs || (wave.turn?.waitMs ?? 0);
  if (waitMs > 0) {
    tools.meters.noteWait('pace', wave.chunk.lane, waitMs);
    await tools.wait(waitMs);
  }
  if (wave.turn) wave.turn = { ...wave.turn, waitMs: 0 };
  if (tools.signal.aborted) {
    wave.stop = 'worker.stopping';
    return;
  }
  const { turn } = wave;
  const announce = async (tx: Tx) => {
    // The transaction may run again after a deadlock; what the first try did has not happened.
    Object.assign(wave, { turn, comeBackInMs: 0, spentOn: null, stop: null, isAnnounced: false });
    for (const step of pipeline) if (step.phase === 'announce') await step.run(wave, tools, tx);
  };
  try {
    await tools.desk(() => tools.ctx.db.tx(wave.workspaceId, announce));
  } catch (error) {
    await takeIntentBack(tools, wave);
    throw error;
  }
}

// An account that was in trouble is asked with few texts: whatever becomes of them, they are few.
const probeTexts = 5;

// A wave takes about a second of the narrowest pace, so that a slow number neither outlives its lease nor delays a pause.
function waveSize(tools: Tools, batch: Batch, queue: readonly Text[]): number {
  const by = queue[0]?.way?.by;
  const paces = by?.paces ?? batch.paces;
  const narrowest = Math.min(...paces.map((pace) => pace.partsPerSecond));
  const room = (by?.gateway ?? batch.gateway).window;
  // What the line takes at once goes at once; of more it takes half, so that there is another half on it while this one is recorded.
  const fits = queue.length > room ? Math.ceil(room / 2) : room;
  const size = Math.max(1, Math.min(tools.inFlightCap, fits, Math.floor(narrowest)));
  const isProbe = by ? by.isTroubled : (batch.ways[0]?.isTroubled ?? false);
  // Those of one account come one after another (steps/choose-way.ts).
  const others = by ? queue.findIndex(({ way }) => way?.by !== by) : -1;
  const most = others < 0 ? size : Math.min(size, others);
  return isProbe ? Math.min(most, probeTexts) : most;
}

// Held hours and guards are decided in the first half of the pipeline: the chunk goes back and is taken up again.
function needsNewDecision(returned: readonly Text[]): boolean {
  return returned.some(({ verdict }) => verdict?.kind === 'retry' && verdict.reason !== 'carrier.throttled');
}

/** Waits as long as the carrier asked, if that is short; false when it is not and the chunk had better go back. */
async function waitOut(tools: Tools, returned: readonly Text[]): Promise<boolean> {
  const asked = returned.map(({ verdict }) => (verdict?.kind === 'retry' ? verdict.afterMs : 0));
  const waitMs = Math.max(0, ...asked);
  if (waitMs > longestWaitMs) return false;
  // Up to a quarter more, so that workers that were refused together do not come back together.
  if (waitMs > 0) await tools.wait(waitMs * (1 + tools.random() / 4));
  return !tools.signal.aborted;
}
