import { describe, expect, it } from 'vitest';
import { type Happened, linesOf, receiptsEveryMs, type Said, statusWords, wordsOfEvent } from './lines.ts';

const said = (id: string, at: string, more: Partial<Said> = {}) =>
  ({ id, at, direction: 'in', body: id, send_at: null, ...more }) as Said;
const happened = (id: string, at: string, act: string, more: Partial<Happened> = {}) =>
  ({ id, at, act, body: null, detail: {}, by: { id: 'mem_1', name: 'Ana' }, ...more }) as Happened;

describe('the lines of a conversation', () => {
  it('stand oldest first, texts and notes among each other', () => {
    const lines = linesOf(
      [said('second', '2026-11-24T17:02:00Z'), said('first', '2026-11-24T17:00:00Z')],
      [happened('note', '2026-11-24T17:01:00Z', 'note', { body: 'VIP' })],
    );
    expect(lines.map(({ id }) => id)).toEqual(['first', 'note', 'second']);
  });
  it('put an answer for later where it will leave', () => {
    const later = said('later', '2026-11-24T17:00:00Z', { send_at: '2026-11-25T09:00:00Z' });
    const lines = linesOf([said('now', '2026-11-24T18:00:00Z'), later], []);
    expect(lines.map(({ id }) => id)).toEqual(['now', 'later']);
  });
  it('leave out what the text itself tells', () => {
    expect(linesOf([], [happened('1', '2026-11-24T17:00:00Z', 'scheduled')])).toEqual([]);
  });
});

describe('what becomes of what was said', () => {
  const now = Date.parse('2026-11-24T17:01:00Z');
  const every = (...all: Partial<Said>[]) =>
    receiptsEveryMs(
      all.map((more) => said('one', '2026-11-24T17:00:00Z', { status: 'queued', ...more })),
      now,
    );
  it('is asked again and again while a text has just been sent', () => {
    expect(every({}, { status: 'delivered' })).toBe(3_000);
    expect(every({ at: '2026-11-20T09:00:00Z', send_at: '2026-11-24T17:00:30Z' })).toBe(3_000);
  });
  it('is asked once a minute while one waits for its hour, or is held', () => {
    expect(every({ send_at: '2026-12-20T17:00:00Z' })).toBe(60_000);
    expect(every({ at: '2026-11-24T16:00:00Z' })).toBe(60_000);
  });
  it('is not asked where nothing is on its way', () => {
    expect([every(), every({ status: 'delivered' })]).toEqual([null, null]);
  });
});

describe('what happened', () => {
  it('says who did it, and that it was nobody', () => {
    expect(wordsOfEvent(happened('1', '', 'closed'))).toBe('Ana closed it');
    expect(wordsOfEvent(happened('1', '', 'closed', { detail: { because: 'quiet' } }))).toContain('quiet');
    expect(wordsOfEvent(happened('1', '', 'reopened', { by: { id: 'system_inbox', name: null } }))).toContain(
      'they wrote',
    );
  });
});

describe('what became of a text', () => {
  it('is said where it is not what was meant', () => {
    const of = (status: string, more = {}) =>
      statusWords({ status, reason: null, send_at: null, ...more } as Said);
    expect(of('delivered')).toBeNull();
    expect(of('suppressed', { reason: 'They left.' })).toBe('not sent: They left.');
    expect(of('queued', { send_at: '2026-11-25T09:00:00Z' })).toBe('for later');
  });
});
