import { referenceOf, type Submission } from '../../gateways/index.ts';
import { publicId } from '../../platform/ids.ts';
import { going, kindOf, type Text } from '../chunk.ts';
import { retry, unknown, verdictOf } from '../verdict.ts';
import type { Tools, Wave } from './step.ts';

/** Hands the wave over: one request a text, all at once, none retried. */
export async function submit(wave: Wave, tools: Tools): Promise<void> {
  wave.submittedAt = tools.ctx.clock.now();
  if (wave.stop) return;
  await Promise.all(going(wave).map((text) => submitOne(wave, text, tools)));
}

async function submitOne(wave: Wave, text: Text, tools: Tools): Promise<void> {
  // A process that was frozen after its intent may wake when others already ask the carrier. Then it must be silent.
  if (tools.ctx.clock.monotonicMs() - wave.intentAtMs > tools.timing.guardMs) {
    text.verdict = retry(0, 'guard.too_late');
    return;
  }
  try {
    text.verdict = verdictOf(
      await wave.gateway.submit(submissionOf(wave, text, tools), tools.timing.submitTimeoutMs),
    );
  } catch (error) {
    text.verdict = unknown('gateway.failed', error instanceof Error ? error.message : 'The adapter failed.');
  }
}

function submissionOf(wave: Wave, text: Text, tools: Tools): Submission {
  const { payload, runId } = wave.chunk;
  return {
    reference: referenceOf(tools.instanceId, text.id),
    tag: runId ? publicId('cmp', runId) : `${kindOf(wave.chunk)}:${payload?.reason ?? ''}`.slice(0, 64),
    from: wave.sender.number,
    to: text.number,
    body: text.body,
  };
}
