import type { Tidings } from '@tidings/sdk';
import { expect } from 'vitest';
import { untilFinished } from './campaigns.ts';
import { expectSums, reportOf } from './reports.ts';
import { numbersTexted } from './witness.ts';

export type Expected = {
  tidings: Tidings;
  ledger: string;
  campaignId: string;
  numbers: readonly string[];
};

// A lease lasts half a minute, and a text without an answer is asked for after twenty seconds more.
const afterAnythingMs = 100_000;

/** What must be true in the end, whatever happened: by the ledger everybody once, by the report everybody known. */
export async function expectWhole({ tidings, ledger, campaignId, numbers }: Expected): Promise<void> {
  await untilFinished(tidings, campaignId, afterAnythingMs);
  expect(await numbersTexted(ledger, campaignId)).toEqual([...numbers].sort());
  const report = await reportOf(tidings, campaignId);
  expectSums(report);
  expect(report.progress).toMatchObject({ handed_over: numbers.length, unknown: 0, failed: 0, queued: 0 });
  expect(report.gateway).toEqual({ state: 'ok', state_detail: null });
}
