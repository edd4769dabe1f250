import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readBigintArray, readTextArray, readTimeArray } from '../../../platform/db/arrays.ts';
import type { RowPerson } from '../rows/read-row.ts';
import { pageColumns } from './page-columns.ts';
import type { PeoplePage } from './people-page.ts';
import { peoplePages } from './people-pages.ts';
import { RowCollector } from './row-collector.ts';
import { orderOf } from './row-record.ts';
import { openRunFile } from './row-sorter.ts';
import type { Run } from './runs.ts';

type Row = {
  readonly number: string;
  readonly consent?: 'given' | 'none' | 'opted_out';
  readonly at?: number | null;
  readonly others?: readonly string[];
  readonly change?: Partial<RowPerson>;
};

function personOf({ number, consent = 'none', at = null, others = [], change = {} }: Row): RowPerson {
  const date = at === null ? null : new Date(at);
  const permission =
    consent === 'none'
      ? ({ consent, at: null, source: null } as const)
      : consent === 'given'
        ? ({ consent, at: date, source: 'Web form' } as const)
        : ({ consent, at: date, source: null } as const);
  return {
    number,
    otherNumbers: others,
    firstName: '',
    lastName: '',
    email: '',
    country: 'US',
    region: '',
    timeZone: null,
    timeZoneSource: null,
    fields: {},
    tags: [],
    permission,
    tracking: null,
    ...change,
  };
}

/** Rows on lines 2, 3 …, as so many sorted runs in memory. */
function runsOf(rows: readonly Row[], count = 1): Run[] {
  return Array.from({ length: count }, (_, nth) => {
    const collector = new RowCollector();
    rows.forEach((row, at) => {
      if (at % count === nth) collector.add(personOf(row), at + 2, `${row.number},row ${at + 2}`);
    });
    return { kind: 'memory', bytes: collector.take() };
  });
}

const rules = { delimiter: ',', escape: '"' } as const;

function read(page: PeoplePage) {
  const bytes = (name: (typeof pageColumns)[number]) =>
    Buffer.from(page.columns[pageColumns.indexOf(name)] as Uint8Array);
  const text = (name: (typeof pageColumns)[number]) => readTextArray(bytes(name));
  const [line, at] = [readBigintArray(bytes('line')), readTimeArray(bytes('consented_at'))];
  const [consent, method] = [text('consent'), text('consent_method')];
  return {
    text,
    people: text('number').map((number, nth) => ({
      number,
      line: line[nth],
      consent: consent[nth],
      at: at[nth]?.getTime() ?? null,
      method: method[nth],
    })),
    optOuts: readOptOuts(page),
    rejects: Buffer.from(page.rejects).toString().split('\n').filter(Boolean),
  };
}

function readOptOuts({ optOuts: { columns } }: PeoplePage) {
  const [numbers, lines, times] = columns.map((column) => Buffer.from(column)) as [Buffer, Buffer, Buffer];
  const at = readTimeArray(times);
  const line = readBigintArray(lines);
  return readTextArray(numbers).map((number, nth) => [number, line[nth], at[nth]?.getTime() ?? null]);
}

function onePage(rows: readonly Row[], runs = 1) {
  const [page, ...more] = peoplePages(runsOf(rows, runs), rules);
  expect(more).toEqual([]);
  return { page: page as PeoplePage, ...read(page as PeoplePage) };
}

const [ana, ben] = ['+13035550146', '+13035550147'];

describe('the order of numbers', () => {
  test('is the one of their texts, whatever their lengths', () => {
    const number = fc.stringMatching(/^\+[1-9]\d{6,14}$/);
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(Math.sign(orderOf(one) - orderOf(other))).toBe(one < other ? -1 : one > other ? 1 : 0);
      }),
    );
    expect(orderOf('+120255501')).toBeLessThan(orderOf('+1202555010'));
    expect(Number.isSafeInteger(orderOf('+999999999999999'))).toBe(true);
  });
});

describe('of rows with one number', () => {
  test('the last counts, and the others name it', () => {
    const { page, people, rejects } = onePage([
      { number: ana, consent: 'given', at: 1 },
      { number: ben },
      { number: ana },
    ]);
    expect(people).toEqual([
      { number: ana, line: 4, consent: 'none', at: null, method: null },
      { number: ben, line: 3, consent: 'none', at: null, method: null },
    ]);
    expect(rejects).toEqual([
      `2\trow.repeated\tNothing to do: ${ana} comes again on line 4, and the last row of a number counts.\t{"${ana}","row 2"}\t${ana}`,
    ]);
    expect(page).toMatchObject({
      people: 2,
      given: 0,
      optedOut: 0,
      repeated: 1,
      firstNumber: ana,
      lastNumber: ben,
    });
  });

  test.each<[string, Row[], number | null]>([
    [
      'the first',
      [
        { number: ana, consent: 'opted_out', at: 5 },
        { number: ana, consent: 'given', at: 7 },
      ],
      5,
    ],
    [
      'the last',
      [
        { number: ana, consent: 'given', at: 7 },
        { number: ana, consent: 'opted_out', at: 5 },
      ],
      5,
    ],
    [
      'the last, without a date',
      [
        { number: ana, consent: 'opted_out', at: 5 },
        { number: ana, consent: 'opted_out' },
      ],
      null,
    ],
    [
      'some, of which the latest counts',
      [
        { number: ana, consent: 'opted_out', at: 5 },
        { number: ana, consent: 'opted_out', at: 9 },
        { number: ana, consent: 'opted_out' },
        { number: ana, consent: 'given', at: 12 },
      ],
      9,
    ],
  ])('an opt-out in %s wins', (_which, rows, at) => {
    const { page, people, optOuts } = onePage(rows);
    const last = rows.length + 1;
    expect(people).toEqual([{ number: ana, line: last, consent: 'opted_out', at, method: null }]);
    expect(optOuts).toEqual([[ana, last, at]]);
    expect(page).toMatchObject({ given: 0, optedOut: 1, repeated: rows.length - 1 });
  });

  test('further numbers of somebody who left close them, and make nobody a person', () => {
    const { page, people, optOuts } = onePage([
      { number: ben, consent: 'opted_out', at: 3, others: [ana, '+13035550148'] },
      { number: ana, consent: 'given', at: 4 },
    ]);
    expect(people.map(({ number, consent, line }) => [number, consent, line])).toEqual([
      [ana, 'opted_out', 3],
      [ben, 'opted_out', 2],
    ]);
    expect(optOuts).toEqual([
      [ana, 3, null],
      [ben, 2, 3],
      ['+13035550148', 2, null],
    ]);
    expect(page).toMatchObject({ people: 2, optedOut: 2, repeated: 0 });
  });
});

describe('cells', () => {
  test('come out as they went in; blank ones are nothing', () => {
    const change = {
      firstName: 'Zoë 🥐',
      lastName: 'a\u0000b',
      email: '',
      timeZone: 'America/Denver',
      fields: { note: 'x'.repeat(20_000), city: 'São "P"' },
      tags: ['VIP', 'a "b"\\'],
    };
    const { text } = onePage([{ number: ana, change }]);
    expect(text('first_name')).toEqual(['Zoë 🥐']);
    expect(text('last_name')).toEqual(['a\uFFFDb']);
    expect(text('email')).toEqual([null]);
    expect(text('time_zone')).toEqual(['America/Denver']);
    expect(JSON.parse(text('fields')[0] ?? '')).toEqual(change.fields);
    expect(text('tags')).toEqual(['{"VIP","a \\"b\\"\\\\"}']);
  });
});

describe('pages', () => {
  const many: Row[] = Array.from({ length: 4_750 }, (_, at) => ({
    number: `+1303${String(2_000_000 + ((at * 7_919) % 4_750)).padStart(7, '0')}`,
    consent: at % 3 === 0 ? 'given' : 'none',
    at: at % 3 === 0 ? at : null,
  }));

  test('hold everybody once, in order, whatever the number of runs', () => {
    const [one, seven] = [1, 7].map((runs) => [...peoplePages(runsOf(many, runs), rules)].map(read));
    const numbers = seven?.flatMap(({ people }) => people.map((person) => person.number)) ?? [];
    expect(numbers).toEqual([...numbers].sort());
    expect(new Set(numbers).size).toBe(4_750);
    expect(seven?.map(({ people }) => people.length)).toEqual([2_000, 2_000, 750]);
    expect(seven?.map(({ people }) => people)).toEqual(one?.map(({ people }) => people));
  });

  test('of a file with more opt-outs of nobody than people end early', () => {
    const others = Array.from({ length: 4_500 }, (_, at) => `+1404${2_000_000 + at}`);
    const pages = [...peoplePages(runsOf([{ number: ana, consent: 'opted_out', others }]), rules)];
    expect(pages.map((page) => [page.people, page.optOuts.count])).toEqual([
      [1, 2_000],
      [0, 2_000],
      [0, 501],
    ]);
  });

  test('and of one in which a number comes over and over stay small', () => {
    const again: Row[] = Array.from({ length: 12_000 }, () => ({ number: ana }));
    const pages = [...peoplePages(runsOf([...again, { number: ben }]), rules)];
    expect(pages.reduce((sum, page) => sum + page.repeated, 0)).toBe(11_999);
    expect(pages.reduce((sum, page) => sum + page.people, 0)).toBe(2);
    expect(Math.max(...pages.map((page) => page.rejects.length))).toBeLessThan(600_000);
  });
});

describe('runs in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-runs-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('are read back as they were, also where a row is longer than what is read at a time', () => {
    const rows: Row[] = Array.from({ length: 300 }, (_, at) => ({
      number: `+1303${2_000_000 + at}`,
      change: { fields: { note: 'x'.repeat(at === 150 ? 400_000 : at * 10) } },
    }));
    const file = openRunFile(join(folder, 'runs'));
    const { writeSync } = process.getBuiltinModule('node:fs');
    let from = 0;
    const runs = runsOf(rows, 3).map((run): Run => {
      const bytes = run.kind === 'memory' ? run.bytes : new Uint8Array();
      writeSync(file.fd, bytes, 0, bytes.length, from);
      from += bytes.length;
      return { kind: 'file', fd: file.fd, from: from - bytes.length, length: bytes.length };
    });
    const pages = [...peoplePages(runs, rules)].map(read);
    const expected = [...peoplePages(runsOf(rows), rules)].map(read);
    file.close();
    expect(pages.map(({ people, text }) => [people, text('fields')])).toEqual(
      expected.map(({ people, text }) => [people, text('fields')]),
    );
  });

  test('that are not what was written are an error and no shorter list', () => {
    const file = openRunFile(join(folder, 'short'));
    const runs: Run[] = [{ kind: 'file', fd: file.fd, from: 0, length: 100 }];
    expect(() => [...peoplePages(runs, rules)]).toThrow('shorter than it was');
    file.close();
  });
});
