import { describe, expect, it } from 'vitest';
import {
  createLinkReducer,
  type Link,
  type LinkEvent,
  newerReport,
  noLink,
  pollInterval,
} from './live-link.ts';

type Report = { clock: { now: string }; delivered: number };
const isReport = (data: unknown): data is Report =>
  typeof data === 'object' && data !== null && 'delivered' in data;
const reduce = createLinkReducer<Report>((data) => (isReport(data) ? data : null));
const after = (...events: LinkEvent[]) => events.reduce<Link<Report>>(reduce, noLink);
const report = (delivered: number): LinkEvent => ({
  type: 'report',
  data: JSON.stringify({ clock: { now: '2026-03-04T01:00:00Z' }, delivered }),
});

describe('the link of a live page', () => {
  it('keeps the newest report and is live from the first one', () => {
    expect(after(report(1), report(2))).toMatchObject({ state: 'live', report: { delivered: 2 } });
  });
  it('keeps what it knows while the stream is away, and says that it is', () => {
    expect(after({ type: 'opened' }, report(5), { type: 'dropped' })).toMatchObject({
      state: 'reconnecting',
      report: { delivered: 5 },
    });
  });
  it('is live again when the stream is back', () => {
    expect(after({ type: 'opened' }, { type: 'dropped' }, { type: 'opened' }).state).toBe('live');
  });
  it('asks by itself when the browser has given the stream up, and stays so while attempts fail', () => {
    const link = after({ type: 'closed' }, { type: 'dropped' });
    expect(link.state).toBe('polling');
    expect(reduce(link, report(7)).state).toBe('live');
  });
  it.each(['', '{', 'null', '[]', '{"delivered"'])('ignores an event that is no report: %s', (data) => {
    const link = after(report(3), { type: 'dropped' }, { type: 'report', data });
    expect(link).toMatchObject({ state: 'reconnecting', report: { delivered: 3 }, unreadable: 1 });
  });
});

it('polls whenever the stream does not tell', () => {
  expect(pollInterval('live')).toBe(false);
  for (const state of ['connecting', 'reconnecting', 'polling'] as const)
    expect(pollInterval(state)).toBeGreaterThan(0);
});

describe('of two reports', () => {
  const at = (now: string, delivered: number): Report => ({ clock: { now }, delivered });
  it('the newer one by the server’s clock stays, whichever came last', () => {
    const late = at('2026-03-04T01:00:05Z', 9);
    expect(newerReport(late, at('2026-03-04T01:00:04Z', 8))).toBe(late);
    expect(newerReport(undefined, late)).toBe(late);
  });
  it('the newcomer wins when the clocks are equal', () => {
    const next = at('2026-03-04T01:00:05Z', 10);
    expect(newerReport(at('2026-03-04T01:00:05Z', 9), next)).toBe(next);
  });
});
