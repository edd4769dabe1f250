import type { SettingsChange } from '../src/settings.ts';

export const shop = '+12025550100';

/** A profile without any weather: what a test wants to happen it names itself. */
export const calm: SettingsChange = {
  faults: { unknown_handset: 0, handset_off: 0, carrier_filtered: 0 },
  replies: { yes: 0, question: 0, stop: 0, help: 0 },
  latency_ms: { min: 0, max: 0 },
  receipt_delay_ms: { min: 0, max: 5 },
  reply_delay_ms: { min: 0, max: 0 },
};

/** A fictional number for an index up to 79,000; two indexes never share one. */
export function phone(index: number): string {
  return `+1${201 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}`;
}
