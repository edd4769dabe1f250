import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentEventDraft, Evidence } from './consent.ts';
import { type ChainEnd, type ChainedEvents, chainEvents, chainStart } from './consent-chain.ts';
import type { ConsentEventRow } from './consent-event.queries.ts';
import { tellEmptied } from './erased-events.ts';
import { hashBytes, hashFromBytes, hashToBytes, saltBytes, storedEventHasher } from './event-hash.ts';
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

const salted = (drafts: readonly ConsentEventDraft[], end: ChainEnd = chainStart) =>
  chainEvents(workspaceId, end, drafts, recordedAt, Buffer.alloc(saltBytes * drafts.length, 5));

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
      salt: chained.salts.subarray(at * saltBytes, (at + 1) * saltBytes),
      personal: null,
      erasedAt: null,
    };
  });
}

const chain = (count: number): ConsentEventRow[] =>
  stored(salted(Array.from({ length: count }, (_, at) => draft({ contactId: at + 1 }))));

describe('the chain', () => {
  test('numbers events one after another from the end it is given', () => {
    const end = { lastId: 41, lastHash: Buffer.alloc(32, 1) };
    const chained = salted([draft(), draft()], end);
    expect(stored(chained, end).map((one) => one.id)).toEqual([42, 43]);
    expect(chained.end).toEqual({ lastId: 43, lastHash: stored(chained, end)[1]?.hash });
    expect(walkPage(workspaceId, end, stored(chained, end)).brokenAt).toBeUndefined();
  });

  test('hashes the hash before and the sorted columns, so that anybody can compute it again', () => {
    const [event] = stored(salted([draft()]));
    const personal = createHash('sha256')
      .update(Buffer.alloc(saltBytes, 5))
      .update(
        '{"contact_id":7,"evidence":"{\\"ip\\":\\"192.0.2.1\\",\\"page\\":\\"https://example.com/join\\"}",' +
          '"number":"+12025550101"}',
      )
      .digest('hex');
    const row =
      '{"actor":"system:test","brand_id":"01900000-0000-7000-8000-00000000000b","id":1,"import_id":null,' +
      `"method":"web_form","occurred_at":"2026-11-20T08:15:30.456Z","personal":"${personal}",` +
      '"program_id":"01900000-0000-7000-8000-00000000000c","recorded_at":"2026-11-24T17:00:00.123Z","type":"opt_in",' +
      `"version":2,"words_shown":"Yes, text me.","workspace_id":"${workspaceId}"}`;
    expect(event?.hash).toEqual(createHash('sha256').update(Buffer.alloc(32)).update(row).digest());
  });

  test('refuses an event without a date, a number or somebody who recorded it', () => {
    for (const bad of [{ occurredAt: new Date('soon') }, { number: ' ' }, { actor: '' }, { method: '' }]) {
      expect(() => salted([draft(bad)])).toThrow(/A consent event needs/);
    }
  });

  test('spells uuids as the database does', () => {
    const upper = draft({
      brandId: draft().brandId.toUpperCase(),
      programId: draft().programId?.toUpperCase() ?? null,
    });
    expect(salted([upper]).hashes).toEqual(salted([draft()]).hashes);
  });

  test('hashes the text as it will be stored', () => {
    const [event] = stored(salted([draft({ wordsShown: 'a\u0000\uDC00' })]));
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
    ['salt', (row) => ({ ...row, salt: Buffer.alloc(saltBytes) })],
    ['missing salt', (row) => ({ ...row, salt: null })],
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
          const rows = stored(salted(drafts));
          expect(walkPage(workspaceId, chainStart, rows).brokenAt).toBeUndefined();
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);
});

/** The chain as it was written before there were salts. */
function old(count: number): ConsentEventRow[] {
  const hasher = storedEventHasher(workspaceId);
  let before = chainStart.lastHash;
  return chain(count).map((row) => {
    const event = { ...row, salt: null, prevHash: before };
    before = hashToBytes(hasher.emptiedOf(hashFromBytes(before), event));
    return { ...event, hash: before };
  });
}

/** What an erasure makes of events of one person, and the event that it adds. */
function erase(rows: readonly ConsentEventRow[], ids: readonly number[]): ConsentEventRow[] {
  const hasher = storedEventHasher(workspaceId);
  const emptied = rows.map((row) => {
    if (!ids.includes(row.id)) return row;
    const digest = hasher.personalOf(row);
    const personal = digest === null ? null : hashToBytes(digest);
    return {
      ...row,
      number: '#p',
      contactId: null,
      evidence: {},
      salt: null,
      personal,
      erasedAt: recordedAt,
    };
  });
  const told = tellEmptied(
    emptied
      .filter((row) => ids.includes(row.id))
      .map((row) => ({ id: row.id, digest: hasher.emptiedOf(hashFromBytes(row.prevHash), row) })),
  );
  const last = rows.at(-1) as ConsentEventRow;
  const erasure = draft({ number: '#p', contactId: null, type: 'erased', evidence: { emptied: told } });
  const end = { lastId: last.id, lastHash: last.hash };
  return [...emptied, ...stored(salted([erasure], end), end)];
}

describe.each([
  ['with salts', chain],
  ['of before there were salts', old],
] as const)('a chain %s from which somebody was erased', (_name, chainOf) => {
  const walk = (rows: readonly ConsentEventRow[]) => {
    const emptied = new Map<number, string>();
    return { ...walkPage(workspaceId, chainStart, rows, emptied), open: [...emptied.keys()] };
  };

  test('still closes, and holds nothing of theirs', () => {
    const rows = erase(chainOf(5), [2, 4]);
    expect(walk(rows)).toMatchObject({ end: { lastId: 6 }, open: [] });
    expect(walk(rows).brokenAt).toBeUndefined();
    expect(JSON.stringify(rows.filter((row) => row.erasedAt))).not.toMatch(/2025550101|192\.0\.2\.1/);
  });

  test('tells when what is left of an emptied event was changed', () => {
    const rows = erase(chainOf(5), [2]);
    const changed = rows.map((row) => (row.id === 2 ? { ...row, method: 'paper' } : row));
    const { brokenAt, open } = walk(changed);
    expect(brokenAt === 2 || open.includes(2)).toBe(true);
    const moved = rows.map((row) => (row.id === 2 ? { ...row, number: '#other' } : row));
    expect(walk(moved).open).toEqual([2]);
  });

  test('takes nothing for erased that no erasure speaks of', () => {
    const rows = erase(chainOf(5), [2, 4]).slice(0, 5);
    expect(walk(rows).open).toEqual([2, 4]);
  });
});
