import { optOut } from '../../contacts/index.ts';
import { blockGateway, clearGateway, type GatewayState } from '../../gateways/index.ts';
import { recordOutcomes } from '../../messages/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { withdrawIntent } from '../chunk.queries.ts';
import type { Text } from '../chunk.ts';
import { outcomeOf } from '../outcome.ts';
import { insertUnknown } from '../unknown.queries.ts';
import { longestWaitMs, pauseAfterTroubleMs } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';

/**
 * The first thing after the answers, alone in its transaction: each text with its outcome. Texts that certainly did not
 * leave lose their intent again, so that a crash later does not make them unknown.
 */
export async function recordOutcome(wave: Wave, tools: Tools): Promise<void> {
  // Without the lease nothing of this wave has left, and what is to become of it is the new owner's to say.
  if (wave.stop === 'lease.lost') return;
  const settled = wave.texts.flatMap((text) => outcomeOf(wave, text, wave.submittedAt) ?? []);
  const returned = wave.texts.filter((text) => text.verdict?.kind === 'retry').map((text) => text.position);
  const unknowns = settled.filter((outcome) => outcome.status === 'unknown').map((outcome) => outcome.id);
  const trouble = troubleOf(wave.texts);
  const restMs = restAskedFor(wave.texts);
  if (settled.length === 0 && returned.length === 0) return;
  await tools.ctx.db.tx(wave.workspaceId, async (tx) => {
    await noteCarrierOptOuts(wave, tools, tx);
    await recordOutcomes(tx, settled);
    if (returned.length > 0 && !wave.stop) await withdrawIntent(tx, wave.chunk, wave.number, returned);
    if (unknowns.length > 0)
      await insertUnknown(tx, wave.sender.id, unknowns, tools.timing.settleMs, wave.gateway);
    if (trouble)
      await blockGateway(
        tx,
        wave.sender.gatewayId,
        trouble.state,
        trouble.sentence,
        pauseAfterTroubleMs[trouble.state],
      );
    else if (restMs > longestWaitMs)
      await blockGateway(tx, wave.sender.gatewayId, 'ok', 'The carrier asks to go slower.', restMs);
    else if (wave.number === 1 && settled.length > 0) await clearGateway(tx, wave.sender.gatewayId);
  });
  if (trouble) wave.stop = `gateway.${trouble.state}`;
}

// The carrier knows of an opt-out that we do not: it becomes ours, so that no other path tries again.
async function noteCarrierOptOuts(wave: Wave, tools: Tools, tx: Tx): Promise<void> {
  if (!wave.run) return;
  const numbers = wave.texts
    .filter((text) => text.verdict?.kind === 'failed' && text.verdict.isOptOut)
    .map((text) => text.number);
  for (const number of numbers.sort()) {
    await optOut(tx, tools.ctx, {
      number,
      brandId: wave.run.brandId,
      method: 'carrier_block',
      occurredAt: tools.ctx.clock.now(),
      evidence: { said_by: 'carrier', when: 'refusing a text' },
      actor: 'system:dispatch',
    });
  }
}

/** How long the carrier wants to be left alone; the longest of what it said to this wave. */
function restAskedFor(texts: readonly Text[]): number {
  const asked = texts.map(({ verdict }) =>
    verdict?.kind === 'retry' && verdict.reason === 'carrier.throttled' ? verdict.afterMs : 0,
  );
  return Math.max(0, ...asked);
}

type Trouble = { state: Exclude<GatewayState, 'ok'>; sentence: string };

const troubleSentences: Record<Trouble['state'], string> = {
  unreachable: 'The carrier cannot be reached. Sending goes on by itself as soon as it answers.',
  misconfigured:
    'The carrier refuses our credentials or sender. Correct the gateway; nothing is lost meanwhile.',
  no_funds: 'The carrier account has no funds left. Top it up; nothing is lost meanwhile.',
};

function troubleOf(texts: readonly Text[]): Trouble | null {
  for (const { verdict } of texts) {
    if (verdict?.kind !== 'retry') continue;
    for (const state of ['misconfigured', 'no_funds', 'unreachable'] as const) {
      if (verdict.reason === `carrier.${state}`) return { state, sentence: troubleSentences[state] };
    }
  }
  return null;
}
