import type { Meter } from '../platform/metrics/meter.ts';
import type { Batch, Text } from './chunk.ts';
import type { Lane } from './lane.ts';

/** What a worker counts of its own sending. Once a wave or a lot, and for a text no more than an addition. */
export type DispatchMeters = {
  /** Texts of a wave, by what became of them; and why the wave ended early, if it did. */
  noteWave(wave: Pick<Batch, 'chunk' | 'texts'> & { stop: string | null }): void;
  /** Texts that were settled before any wave: dropped, held, or named unknown for a worker that died. */
  noteDecided(lane: Lane, texts: readonly Text[]): void;
  /** Returns what is told of each answer: milliseconds since the text was handed over. */
  answersOf(gatewayId: string): (ms: number) => void;
  noteWait(what: 'pace' | 'line', lane: Lane, ms: number): void;
};

const outcomes = {
  accepted: 'accepted',
  failed: 'failed',
  unknown: 'unknown',
  retry: 'returned',
  drop: 'suppressed',
  hold: 'held',
} as const;

const answerBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const waitBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function openDispatchMeters(meter: Meter): DispatchMeters {
  const texts = meter.counter({
    name: 'tidings_texts_total',
    help: 'Texts that this process dealt with, by lane and by what became of them; one that was returned comes again.',
    labels: ['lane', 'outcome'],
  });
  const answers = meter.distribution(
    {
      name: 'tidings_submit_seconds',
      help: 'From handing a text over to the answer of its carrier.',
      labels: ['gateway'],
    },
    answerBuckets,
  );
  const waits = meter.distribution(
    {
      name: 'tidings_send_wait_seconds',
      help: 'How long a wave of texts waited for its pace, or for room on the line of its gateway.',
      labels: ['what', 'lane'],
    },
    waitBuckets,
  );
  const ends = meter.counter({
    name: 'tidings_waves_ended_early_total',
    help: 'Waves that gave their texts back, by reason; pace.full means that others are before them.',
    labels: ['lane', 'reason'],
  });

  function count(lane: Lane, all: readonly Text[]): void {
    const counts = new Map<string, number>();
    for (const { verdict } of all) {
      const outcome = verdict && verdict.kind !== 'settled' ? outcomes[verdict.kind] : null;
      if (outcome) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
    for (const [outcome, number] of counts) texts.of(lane, outcome).add(number);
  }

  return {
    noteWave({ chunk, texts: all, stop }) {
      count(chunk.lane, all);
      if (stop) ends.of(chunk.lane, stop).add();
    },
    noteDecided: count,
    answersOf(gatewayId) {
      const series = answers.of(`gtw_${gatewayId.replaceAll('-', '')}`);
      return (ms) => series.observe(ms / 1_000);
    },
    noteWait: (what, lane, ms) => waits.of(what, lane).observe(ms / 1_000),
  };
}
