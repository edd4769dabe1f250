import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportTests, olderConsents, openImportTests } from '../../../test/imports.ts';
import { listEventsOfNumber } from '../consent-event.queries.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const table = [
  ['Vorname', 'Nachname', 'Handynummer', 'Einwilligung am', 'Quelle', 'Status', 'Bemerkung'],
  ['Zoë', 'Müller', '+1 303 555 0146', '22.05.2024', 'Web-Formular', 'aktiv', 'zwei\nZeilen'],
  ['Jürgen', "O'Neil", '(303) 555-0147', '03.04.2024', 'Karte', 'aktiv', 'sagt "hallo"; gern'],
  ['Ana', 'Żak', '303.555.0148', '', '', 'abgemeldet', ''],
];

const write = (delimiter: string, lineEnd: string, isQuoted = true) =>
  table
    .map((row) => row.map((cell) => (isQuoted ? `"${cell.replaceAll('"', '""')}"` : cell)).join(delimiter))
    .join(lineEnd);
const latin = (text: string) => Buffer.from(text.replaceAll('Ż', 'Z'), 'latin1');

const dialects: [string, string | Uint8Array][] = [
  ['commas', write(',', '\n')],
  ['semicolons and Windows line ends', write(';', '\r\n')],
  ['tabs', write('\t', '\n')],
  ['pipes, and a line end at the end', `${write('|', '\n')}\n`],
  ['a byte order mark', `\ufeff${write(',', '\r\n')}`],
  [
    'UTF-16 LE with tabs, as Excel calls “Unicode text”',
    Buffer.from(`\ufeff${write('\t', '\r\n')}`, 'utf16le'),
  ],
  ['UTF-16 BE', Buffer.from(`\ufeff${write(';', '\n')}`, 'utf16le').swap16()],
  ['UTF-16 LE without a mark', Buffer.from(write(',', '\n'), 'utf16le')],
  ['Windows-1252', latin(write(';', '\r\n'))],
  ['sep= and a title', `sep=;\r\n${write(';', '\r\n')}`],
  ['empty rows below', `${write(',', '\n')}\n,,,,,,\n,,,,,,\n\n`],
];

describe('one list comes in the same whatever it is written in', () => {
  test.each(dialects)('%s', async (_name, content) => {
    const bench = await tests.bench();
    const done = await bench.commit(content);
    expect(done.counts).toMatchObject({
      rows: 3,
      invalid: 0,
      people: 3,
      created: 3,
      with_consent: 2,
      opted_out: 1,
      without_consent: 0,
    });
    const people = await bench.people();
    expect(people.get('+13035550146')).toMatchObject({
      firstName: 'Zoë',
      lastName: 'Müller',
      consent: 'opted_in',
      timeZone: 'America/Denver',
      timeZoneSource: 'area_code',
      fields: { bemerkung: 'zwei\nZeilen' },
    });
    expect(people.get('+13035550147')).toMatchObject({
      firstName: 'Jürgen',
      lastName: "O'Neil",
      fields: { bemerkung: 'sagt "hallo"; gern' },
    });
    expect(people.get('+13035550148')).toMatchObject({ firstName: 'Ana', consent: null, isSuppressed: true });
  });

  test('and the consent carries the day and the words of the file', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(write(';', '\n'));
    const events = await bench.tx((tx) => listEventsOfNumber(tx, '+13035550147', 10));
    expect(
      events.map(({ type, method, occurredAt, evidence }) => ({ type, method, occurredAt, evidence })),
    ).toEqual([
      {
        type: 'opt_in',
        method: 'paper',
        occurredAt: new Date('2024-04-03T12:00:00Z'),
        evidence: {
          file: 'people.csv',
          import: expect.stringMatching(/^imp_/),
          sha256: done.dialect?.sha256,
          line: 4,
          columns: ['Einwilligung am', 'Quelle'],
          attestation: olderConsents,
          attested_by: bench.scope.actor,
          source: 'Karte',
        },
      },
    ]);
  });
});

test('a list without a header is understood by what stands in it', async () => {
  const bench = await tests.bench();
  const done = await bench.commit(
    'Ana,Silva,303 555 0146,ana@example.com,subscribed\nBen,Roe,303 555 0147,ben@example.com,unsubscribed\n',
  );
  expect(done.dialect).toMatchObject({ hasHeader: false });
  const people = await bench.people();
  expect(people.get('+13035550146')).toMatchObject({
    firstName: 'Ana',
    lastName: 'Silva',
    email: 'ana@example.com',
    consent: null,
  });
  expect(people.get('+13035550147')).toMatchObject({ firstName: 'Ben', isSuppressed: true });
});

test('numbers alone, one on a line, are a list too', async () => {
  const bench = await tests.bench();
  const done = await bench.commit('303 555 0146\n303 555 0147\n');
  expect(done.counts).toMatchObject({ rows: 2, created: 2, without_consent: 2 });
});

test('national numbers are read in the country given, or in that of their row', async () => {
  const bench = await tests.bench('GB');
  const done = await bench.commit('Phone,Country\n07700 900123,\n(303) 555-0146,USA\n0044 7700 900124,\n');
  expect(done.counts).toMatchObject({ created: 3, invalid: 0 });
  expect([...(await bench.people()).keys()].sort()).toEqual([
    '+13035550146',
    '+447700900123',
    '+447700900124',
  ]);
});

test('rows in another encoding than the rest are read as what they are, and that is told', async () => {
  const bench = await tests.bench();
  const mixed = Buffer.concat([
    Buffer.from('name,phone\nZoë,3035550146\n'),
    Buffer.from('J\xfcrgen,3035550147\n', 'latin1'),
  ]);
  const done = await bench.commit(mixed);
  expect([...(await bench.people()).values()].map((person) => person.firstName).sort()).toEqual([
    'Jürgen',
    'Zoë',
  ]);
  expect(done.mapping?.notes.join()).toContain('1 row is in another encoding than the rest');
});

test('day and month are told apart by rows that come late in the file', async () => {
  const bench = await tests.bench();
  const early = Array.from(
    { length: 600 },
    (_, at) => `+1303555${String(at % 100).padStart(4, '01')},03/04/2024`,
  );
  const done = await bench.commit(
    `Phone,Opt-in date\n${early.join('\n')}\n303 555 0199,22/04/2024\n212 555 0101,03/04/2024\n`,
  );
  expect(done.counts).toMatchObject({ day_first: 1, month_first: 0 });
  const { rows } = await bench.tx((tx) =>
    tx.query("select occurred_at from consent_event where number = '+12125550101'"),
  );
  expect(rows).toEqual([{ occurred_at: new Date('2024-04-03T12:00:00Z') }]);
});
