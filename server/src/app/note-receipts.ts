import type { Receipt } from '../messages/index.ts';
import type { Meter } from '../platform/metrics/meter.ts';

const applyBuckets = [0.005, 0.025, 0.1, 0.25, 1, 5];

/** Counts receipts as they come, for /metrics. */
export function noteReceipts(meter: Meter, receipts: readonly Receipt[], parked: number, ms: number): void {
  const total = meter.counter({
    name: 'tidings_receipts_total',
    help: 'Receipts that carriers brought to this process, repeats included.',
    labels: ['status'],
  });
  for (const [status, ones] of Map.groupBy(receipts, (receipt) => receipt.status))
    total.of(status).add(ones.length);
  const late = {
    name: 'tidings_receipts_parked_total',
    help: 'Of them, those that came before their text was on record.',
  };
  meter.counter(late).of().add(parked);
  const applied = { name: 'tidings_receipts_apply_seconds', help: 'Time to apply what came together.' };
  meter
    .distribution(applied, applyBuckets)
    .of()
    .observe(ms / 1_000);
}
