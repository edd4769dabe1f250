import type { AnswerOf, Tidings } from '@tidings/sdk';
import { expect } from 'vitest';

export type Report = AnswerOf<'/v1/campaigns/{id}/report', 'get'>;

export function reportOf(tidings: Tidings, id: string): Promise<Report> {
  return tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
}

/** Everybody behind a line, page by page: numbers of people, or how many rows a file's line has. */
export async function behindLine(
  tidings: Tidings,
  id: string,
  line: string,
): Promise<{ numbers: string[]; rows: number }> {
  const numbers: string[] = [];
  let rows = 0;
  for await (const one of tidings.each('/v1/campaigns/{id}/people', { path: { id }, query: { line } })) {
    if (one.object === 'person') numbers.push(one.contact.number);
    else rows += 1;
  }
  return { numbers: numbers.sort(), rows };
}

/** Adds everything up by hand: each “=” is what the lines above it come to, and everybody is somewhere, once. */
export function expectSums({ waterfall, progress }: Report): void {
  let sum = 0;
  for (const { line, sign, count } of waterfall) {
    if (sign === '=') expect([line, count]).toEqual([line, sum]);
    else sum += sign === '+' ? count : -count;
  }
  expect(sum).toBe(progress.recipients);
  const { queued, held, accepted, sent, delivered, undelivered, failed, rejected, expired } = progress;
  const known = queued + held + accepted + sent + delivered + undelivered + failed + rejected + expired;
  expect(known + progress.suppressed + progress.unknown).toBe(progress.recipients);
}

export function countOf(report: Report, name: string): number {
  return report.waterfall.find((one) => one.line === name)?.count ?? 0;
}
