import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportTests, openImportTests } from '../../../test/imports.ts';
import { listChainPage } from '../consent-event.queries.ts';
import { optOut } from '../opt-out.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const head = 'First name,Phone,Opted in on,Status,Town\n';

describe('a number that comes again in the file', () => {
  test('counts by its last row, and the others are told with the line that counts', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(
      `${head}Ana,303-555-0146,2024-05-22,,Denver\nBen,303-555-0147,,,\nAnna,+1 303 555 0146,,,\n`,
    );
    expect(done.counts).toMatchObject({ rows: 3, duplicates: 1, people: 2, created: 2, with_consent: 0 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      firstName: 'Anna',
      consent: null,
      fields: {},
    });
    expect(await bench.rejects(done.id)).toEqual([
      {
        line: 2,
        code: 'row.repeated',
        sentence: 'Nothing to do: +13035550146 comes again on line 4, and the last row of a number counts.',
        row: ['Ana', '303-555-0146', '2024-05-22', '', 'Denver'],
        number: '+13035550146',
      },
    ]);
  });

  test.each([
    ['first', 'Ana,303-555-0146,,STOP,\nAna,303-555-0146,2024-05-22,Subscribed,\n'],
    ['last', 'Ana,303-555-0146,2024-05-22,Subscribed,\nAna,303-555-0146,,STOP,\n'],
    ['middle', 'Ana,303-555-0146,2024-05-22,,\nAna,303-555-0146,,STOP,\nAna,303-555-0146,2024-05-23,,\n'],
  ])('is opted out when its %s row says so', async (_where, rows) => {
    const bench = await tests.bench();
    const done = await bench.commit(head + rows);
    expect(done.counts).toMatchObject({ people: 1, opted_out: 1, with_consent: 0 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({ isSuppressed: true, consent: null });
  });
});

describe('somebody who opted out', () => {
  test('does so with all numbers of the row, and only the first becomes a contact', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(
      `${head}Ana,303-555-0146 / 303-555-0147,,STOP,\nBen,303-555-0147,2024-05-22,,\n`,
    );
    expect(done.counts).toMatchObject({ rows: 2, people: 2, opted_out: 2, with_consent: 0, duplicates: 0 });
    const { rows } = await bench.tx((tx) => tx.query('select number from suppression order by number'));
    expect(rows.map((row) => row.number)).toEqual(['+13035550146', '+13035550147']);
  });

  test('stays out, whatever a later file says', async () => {
    const bench = await tests.bench();
    await bench.commit(`${head}Ana,303-555-0146,2024-05-22,,\n`);
    await bench.tx((tx) =>
      optOut(tx, bench.ctx, {
        number: '+13035550146',
        brandId: bench.program.brandId,
        method: 'reply',
        occurredAt: bench.ctx.clock.now(),
        evidence: { body: 'STOP' },
        actor: 'system:test',
      }),
    );
    const again = await bench.commit(`${head}Ana,303-555-0146,2026-05-22,Subscribed,\n`, {
      consent: { method: 'paper', evidence: 'cards in the safe', date: null },
    });
    expect(again.counts).toMatchObject({ already_opted_out: 1, with_consent: 0 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      isSuppressed: true,
      consent: 'opted_out',
    });
  });
});

describe('somebody who is known already', () => {
  const known = `${head}Ana,303-555-0146,,,Denver\n,303-555-0147,,,\n`;
  const newer = `${head}Anna,303-555-0146,,,Boulder\nBen,303-555-0147,,,\n,303-555-0148,,,\n`;

  test('is overwritten, but never by blank cells', async () => {
    const bench = await tests.bench();
    await bench.commit(known);
    const done = await bench.commit(newer, { duplicates: 'update' });
    expect(done.counts).toMatchObject({ created: 1, updated: 2, unchanged: 0 });
    const blank = await bench.commit(`${head},303-555-0146,,,\n`, { duplicates: 'update' });
    expect(blank.counts).toMatchObject({ unchanged: 1, updated: 0 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      firstName: 'Anna',
      fields: { town: 'Boulder' },
    });
  });

  test('is only filled where that is asked for', async () => {
    const bench = await tests.bench();
    await bench.commit(known);
    const done = await bench.commit(newer, { duplicates: 'fill' });
    expect(done.counts).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    const people = await bench.people();
    expect(people.get('+13035550146')).toMatchObject({ firstName: 'Ana', fields: { town: 'Denver' } });
    expect(people.get('+13035550147')).toMatchObject({ firstName: 'Ben' });
  });

  test('is left alone where that is asked for, and still comes on the list', async () => {
    const bench = await tests.bench();
    await bench.commit(known);
    const done = await bench.commit(newer, { duplicates: 'skip', list: 'Autumn', tags: ['new'] });
    expect(done.counts).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      firstName: 'Ana',
      lists: ['Autumn'],
      tags: ['new'],
    });
  });

  test('keeps a zone of their own when the file only guesses one', async () => {
    const bench = await tests.bench();
    await bench.commit('Phone,Time zone\n303-555-0146,America/Phoenix\n');
    await bench.commit('Phone,State\n303-555-0146,NY\n');
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      timeZone: 'America/Phoenix',
      timeZoneSource: 'own',
      region: 'NY',
    });
  });
});

test('columns of the business become fields, once, with their headings as labels', async () => {
  const bench = await tests.bench();
  await bench.commit('Phone,Last purchase,Loyalty No.,Groups\n303-555-0146,05/22/2024,77,VIP;North\n');
  const { rows } = await bench.tx((tx) =>
    tx.query('select name, label, kind from contact_field order by name'),
  );
  expect(rows).toEqual([
    { name: 'last_purchase', label: 'Last purchase', kind: 'date' },
    { name: 'loyalty_no', label: 'Loyalty No.', kind: 'number' },
  ]);
  expect((await bench.people()).get('+13035550146')).toMatchObject({
    tags: ['North', 'VIP'],
    fields: { last_purchase: '2024-05-22', loyalty_no: '77' },
  });
});

describe('a program', () => {
  test('need not be chosen when there is only one', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(`${head}Ana,303-555-0146,2024-05-22,,\n`, { programId: null });
    expect(done.counts.with_consent).toBe(1);
    expect(done.mapping?.notes.join()).toContain(
      'Consents are recorded for “Offers”, the only program there is.',
    );
  });

  test('attested for a whole file is recorded with what was said, for rows without a date of their own', async () => {
    const bench = await tests.bench();
    await bench.commit(`${head}Ana,303-555-0146,,,\nBen,303-555-0147,2024-05-22,,\n`, {
      historicConsent: null,
      consent: { method: 'paper', evidence: 'cards in the safe', date: '2025-01-31' },
    });
    const events = await bench.tx((tx) => listChainPage(tx, 0, 2, 2));
    const where = { import: expect.stringMatching(/^imp_/), file: 'people.csv', sha256: expect.any(String) };
    expect(events).toMatchObject([
      { number: '+13035550146', method: 'paper', occurredAt: new Date('2025-01-31T12:00:00Z') },
      { number: '+13035550147', method: 'import', occurredAt: new Date('2024-05-22T12:00:00Z') },
    ]);
    expect(events.map((event) => event.evidence)).toEqual([
      {
        ...where,
        line: 2,
        attestation: 'cards in the safe',
        attested_by: bench.scope.actor,
        is_date_known: true,
      },
      {
        ...where,
        line: 3,
        columns: ['Opted in on'],
        attestation: 'cards in the safe',
        attested_by: bench.scope.actor,
      },
    ]);
  });
});
