import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentEventDraft, Evidence } from './consent.ts';
import { type ChainedEvents, chainEvents, chainStart } from './consent-chain.ts';
import type { ConsentEventRow } from './consent-event.queries.ts';
import { hashBytes } from './event-hash.ts';
import type { EventKind } from './event-kinds.ts';
import { walkPage } from './verify-consent-chain.ts';

const workspaceId = '01900000-0000-7000-8000-000000000001';
const recordedAt = new Date('2026-11-24T17:00:00.123Z');

const draft = (change: Partial<ConsentEventDraft> = {}): ConsentEventDraft => ({
  number: '+12025550101',
  contactId: 7,
  brandId: '01900000-0000-7000-8000-00000000000b',
  programId: '01900000-0000-7000-8000-00000000000c',
  type: 'opt_in',
  method: 'web_form',
  occurredAt: new Date('2026-11-20T08:15:30.456Z'),
  wordsShown: 'Yes, text me.',
  evidence: { page: 'https://example.com/join', ip: '192.0.2.1' },
  actor: 'system:test',
  importId: null,
  ...change,
});

/** The rows as they come back from the database. */
function stored(chained: ChainedEvents, end = chainStart): ConsentEventRow[] {
  const hashAt = (at: number) => chained.hashes.subarray(at * hashBytes, (at + 1) * hashBytes);
  return chained.numbers.map((number, at) => {
    const { columns } = chained.kinds[chained.kindOfEvent[at] ?? -1] as EventKind;
    const own = JSON.parse(chained.evidence[at] ?? '') as Evidence;
    return {
      ...columns,
      id: end.lastId + at + 1,
      number,
      contactId: chained.contactIds[at] ?? null,
      occurredAt: chained.occurredAt[at] as Date,
      recordedAt: chained.recordedAt,
      evidence: { ...columns.origin, ...own },
      prevHash: at === 0 ? end.lastHash : hashAt(at - 1),
      hash: hashAt(at),
    };
  });
}

const chain = (count: number): ConsentEventRow[] =>
  stored(
    chainEvents(
      workspaceId,
      chainStart,
      Array.from({ length: count }, (_, at) => draft({ contactId: at + 1 })),
      recordedAt,
    ),
  );

describe('the chain', () => {
  test('numbers events one after another from the end it is given', () => {
    const end = { lastId: 41, lastHash: Buffer.alloc(32, 1) };
    const chained = chainEvents(workspaceId, end, [draft(), draft()], recordedAt);
    expect(stored(chained, end).map((one) => one.id)).toEqual([42, 43]);
    expect(chained.end).toEqual({ lastId: 43, lastHash: stored(chained, end)[1]?.hash });
    expect(walkPage(workspaceId, end, stored(chained, end)).brokenAt).toBeUndefined();
  });

  test('hashes the hash before and the sorted columns, so that anybody can compute it again', () => {
    const [event] = stored(chainEvents(workspaceId, chainStart, [draft()], recordedAt));
    const row =
      '{"actor":"system:test","brand_id":"01900000-0000-7000-8000-00000000000b","contact_id":7,' +
      '"evidence":"{\\"ip\\":\\"192.0.2.1\\",\\"page\\":\\"https://example.com/join\\"}","id":1,"import_id":null,' +
      '"method":"web_form","number":"+12025550101","occurred_at":"2026-11-20T08:15:30.456Z",' +
      '"program_id":"01900000-0000-7000-8000-00000000000c","recorded_at":"2026-11-24T17:00:00.123Z","type":"opt_in",' +
      `"words_shown":"Yes, text me.","workspace_id":"${workspaceId}"}`;
    expect(event?.hash).toEqual(createHash('sha256').update(Buffer.alloc(32)).update(row).digest());
  });

  test('refuses an event without a date, a number or somebody who recorded it', () => {
    for (const bad of [{ occurredAt: new Date('soon') }, { number: ' ' }, { actor: '' }, { method: '' }]) {
      expect(() => chainEvents(workspaceId, chainStart, [draft(bad)], recordedAt)).toThrow(
        /A consent event needs/,
      );
    }
  });

  test('spells uuids as the database does', () => {
    const upper = draft({
      brandId: draft().brandId.toUpperCase(),
      programId: draft().programId?.toUpperCase() ?? null,
    });
    expect(chainEvents(workspaceId, chainStart, [upper], recordedAt).hashes).toEqual(
      chainEvents(workspaceId, chainStart, [draft()], recordedAt).hashes,
    );
  });

  test('hashes the text as it will be stored', () => {
    const [event] = stored(
      chainEvents(workspaceId, chainStart, [draft({ wordsShown: 'a\u0000\uDC00' })], recordedAt),
    );
    expect(event?.wordsShown).toBe('a\uFFFD\uFFFD');
  });
});

describe('walking the chain', () => {
  test('follows an untouched chain to its end', () => {
    const rows = chain(5);
    expect(walkPage(workspaceId, chainStart, rows)).toEqual({ end: { lastId: 5, lastHash: rows[4]?.hash } });
  });

  test('names the first event that was removed, swapped or belongs to another workspace', () => {
    const rows = chain(5);
    expect(walkPage(workspaceId, chainStart, rows.toSpliced(2, 1)).brokenAt).toBe(3);
    expect(
      walkPage(workspaceId, chainStart, [rows[1], rows[0], ...rows.slice(2)] as ConsentEventRow[]).brokenAt,
    ).toBe(1);
    expect(walkPage('01900000-0000-7000-8000-000000000002', chainStart, rows).brokenAt).toBe(1);
  });

  const tampers: [string, (row: ConsentEventRow) => ConsentEventRow][] = [
    ['number', (row) => ({ ...row, number: '+12025550199' })],
    ['contact', (row) => ({ ...row, contactId: null })],
    ['brand', (row) => ({ ...row, brandId: workspaceId })],
    ['program', (row) => ({ ...row, programId: null })],
    ['type', (row) => ({ ...row, type: 'opt_out' })],
    ['method', (row) => ({ ...row, method: 'paper' })],
    ['day it happened', (row) => ({ ...row, occurredAt: new Date(row.occurredAt.getTime() + 1) })],
    ['day it was recorded', (row) => ({ ...row, recordedAt: new Date(row.recordedAt.getTime() - 1) })],
    ['words', (row) => ({ ...row, wordsShown: 'Yes, text me' })],
    ['evidence', (row) => ({ ...row, evidence: { ...row.evidence, ip: '192.0.2.2' } })],
    ['actor', (row) => ({ ...row, actor: 'system:other' })],
    ['import', (row) => ({ ...row, importId: workspaceId })],
    ['hash', (row) => ({ ...row, hash: Buffer.alloc(32) })],
  ];
  test.each(tampers)('finds a changed %s', (_name, tamper) => {
    const rows = chain(3);
    const changed = rows.map((row) => (row.id === 2 ? tamper(row) : row));
    expect(walkPage(workspaceId, chainStart, changed).brokenAt).toBe(2);
  });

  test('holds for evidence of any shape that went through JSON once', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
        (evidence) => {
          const drafts = [draft({ evidence: evidence as Evidence })];
          const rows = stored(chainEvents(workspaceId, chainStart, drafts, recordedAt));
          expect(walkPage(workspaceId, chainStart, rows).brokenAt).toBeUndefined();
        },
      ),
      { numRuns: 40 },
    );
  });
});
