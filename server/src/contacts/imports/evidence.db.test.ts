import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, type ImportTests, openImportTests } from '../../../test/imports.ts';
import { listEventsOfNumber } from '../consent-event.queries.ts';
import { verifyConsentChain } from '../verify-consent-chain.ts';
import { checkImport } from './check-import.ts';
import { commitImport } from './commit-import.ts';
import { type ImportOptions, usualOptions } from './import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const dated = '+13035550141';
const claimed = '+13035550142';
const tomorrow = '+13035550143';
const older = '+13035550144';
const birthday = '+13035550145';
const undated = '+13035550146';
// The program of the bench was made on 2026-11-24.
const list = `Phone,Status,Opted in on,Opt-in source
${dated},Subscribed,2026-11-24,Web form
${claimed},Subscribed,,Web form
${tomorrow},Subscribed,2027-03-01,Web form
${older},Subscribed,2024-05-22,Paper card
${birthday},Subscribed,1988-05-29,Web form
${undated},,,
`;

async function bringIn(options: Partial<ImportOptions>) {
  const bench = await tests.bench();
  const done = await bench.commit(list, options);
  const people = [...(await bench.people()).values()];
  const textable = people.filter(({ consent }) => consent === 'opted_in').map(({ number }) => number);
  return { bench, done, kept: people.length, textable: textable.sort() };
}

const proofOf = async (bench: ImportBench, number: string) =>
  (await bench.tx((tx) => listEventsOfNumber(tx, number, 10))).map(({ occurredAt, method, evidence }) => ({
    day: occurredAt.toISOString().slice(0, 10),
    method,
    attestation: evidence.attestation,
    by: evidence.attested_by,
  }));

test('without an attestation only a date since the program counts, and of all others it is said why not', async () => {
  const { bench, done, kept, textable } = await bringIn({ historicConsent: null });
  expect(kept).toBe(6);
  expect(textable).toEqual([dated]);
  expect(done.counts).toMatchObject({
    people: 6,
    with_consent: 1,
    without_consent: 5,
    claimed_without_record: 1,
    future_dates: 1,
    dates_before_program: 1,
    undated: 1,
    impossible_dates: 1,
    unreadable_dates: 0,
  });
  const said = done.mapping?.notes.join('\n');
  expect(said).toContain('1 row is called subscribed or given a source, with no date');
  expect(said).toContain('1 row is with a date of consent that is still to come');
  expect(said).toContain('1 row is with a date of consent before “Offers” was made on 2026-11-24');
  expect(said).toContain('say what shows it and where it is kept, and check the file again');
  expect(said).toContain('1 row has no date of consent');
  expect(said).toContain('1 row is with a date of consent before 2003');
  expect(await proofOf(bench, dated)).toEqual([{ day: '2026-11-24', method: 'web_form' }]);
  for (const number of [claimed, tomorrow, older, birthday, undated])
    expect(await proofOf(bench, number)).toEqual([]);
});

test('a check that takes no consents counts the older ones, for whoever is asked next how people agreed', async () => {
  const { done, textable } = await bringIn({ historicConsent: null, consent: 'none' });
  expect(textable).toEqual([]);
  expect(done.counts).toMatchObject({ with_consent: 0, dates_before_program: 1 });
  expect(done.mapping?.notes.join('\n')).not.toContain('was made on');
});

test('attested, an older consent counts with its own day, and the attestation stands on every consent of the import', async () => {
  const attestation = 'Cards of the shop, in its safe';
  const { bench, done, textable } = await bringIn({ historicConsent: attestation });
  expect(textable).toEqual([dated, older]);
  expect(done.counts).toMatchObject({ with_consent: 2, dates_before_program: 0, future_dates: 1 });
  expect(done.mapping?.notes.join('\n')).toContain(`“${attestation}” stands with your name on every one`);
  const by = bench.scope.actor;
  expect(await proofOf(bench, dated)).toEqual([{ day: '2026-11-24', method: 'web_form', attestation, by }]);
  expect(await proofOf(bench, older)).toEqual([{ day: '2024-05-22', method: 'paper', attestation, by }]);
  expect(await bench.tx(verifyConsentChain)).toMatchObject({ isIntact: true, events: 2 });
});

test('an attestation for the whole file makes up for no date, and never for one that cannot be', async () => {
  const evidence = 'Box 12';
  const { bench, textable } = await bringIn({
    historicConsent: null,
    consent: { method: 'paper', evidence, date: '2025-06-30' },
  });
  expect(textable).toEqual([dated, claimed, older, undated]);
  const by = bench.scope.actor;
  expect(await proofOf(bench, undated)).toEqual([
    { day: '2025-06-30', method: 'paper', attestation: evidence, by },
  ]);
  expect(await proofOf(bench, older)).toEqual([
    { day: '2024-05-22', method: 'paper', attestation: evidence, by },
  ]);
});

test('whoever asks for the check attests, and not whoever brought the file', async () => {
  const bench = await tests.bench();
  const { id } = await bench.upload(list);
  const officer = { ...bench.scope, actor: 'user:officer' };
  await checkImport(bench.ctx, officer, id, { ...usualOptions, historicConsent: 'Cards' });
  await commitImport(bench.ctx, bench.scope, id);
  expect(await proofOf(bench, older)).toMatchObject([{ attestation: 'Cards', by: 'user:officer' }]);
});

test('a day alone is counted apart where texts that sell need a writing, and counts with them once somebody shows it', async () => {
  const bench = await tests.bench();
  const days = `Phone,Opted in on,How\n${dated},2026-11-24,Web form\n${claimed},2026-11-24,He told me\n${older},2026-11-24,\n`;
  const counts = async (options: Partial<ImportOptions>) => (await bench.check(days, options)).counts;
  const mapping = { How: 'consent_source' } as const;
  expect(await counts({ historicConsent: null, mapping })).toMatchObject({
    with_consent: 3,
    weak_consent: 2,
    unshown_consents: 2,
  });
  expect(await counts({ historicConsent: 'Signed cards, box 12', mapping })).toMatchObject({
    with_consent: 3,
    weak_consent: 0,
  });
  const done = await bench.commit(days, { historicConsent: null, mapping });
  expect(done.counts).toMatchObject({ with_consent: 3, weak_consent: 2 });
  // Whoever is known already is judged by the better of both: the record of before, and this file.
  const again = await bench.check(`Phone,Opted in on\n${dated},2026-11-24\n${claimed},2026-11-24\n`, {
    historicConsent: null,
  });
  expect(again.counts).toMatchObject({ with_consent: 2, weak_consent: 1 });
});
