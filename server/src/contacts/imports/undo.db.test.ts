import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportTests, openImportTests } from '../../../test/imports.ts';
import { fictionalNumbers } from '../../../test/people.ts';
import { addToList } from '../list.queries.ts';
import { optOut } from '../opt-out.ts';
import { verifyConsentChain } from '../verify-consent-chain.ts';
import { getImport } from './import.queries.ts';
import { requestUndo, runUndo, undoImport } from './undo-import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const nobody = async () => new Set<number>();
const head = 'First name,Phone,Opted in on,Status,Town\n';
const first = `${head}Ana,303-555-0146,2024-05-22,,Denver\nBen,303-555-0147,,,\n`;
const second = `${head}Anna,303-555-0146,2024-06-01,,Boulder\nCleo,303-555-0148,2024-05-22,,\nDan,303-555-0149,,STOP,\n`;

describe('an import that is undone', () => {
  test('takes away whom it made, gives back what it changed, and leaves those it found', async () => {
    const bench = await tests.bench();
    await bench.commit(first, { list: 'Spring', tags: ['a'] });
    const before = await bench.people();
    const { id } = await bench.commit(second, { list: 'Autumn', tags: ['b'] });
    const undone = await undoImport(bench.ctx, bench.scope, id, nobody);
    expect(undone.status).toBe('undone');
    expect(undone.counts).toMatchObject({
      undo_removed: 2,
      undo_kept: 0,
      undo_restored: 1,
      undo_changed_since: 0,
      undo_consents_withdrawn: 1,
    });
    expect(await bench.people()).toEqual(before);
  });

  test('keeps its opt-outs, and its consents are withdrawn and not deleted', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit(second);
    await undoImport(bench.ctx, bench.scope, id, nobody);
    const { rows } = await bench.tx((tx) => tx.query('select number, type from consent_event order by id'));
    expect(rows).toEqual([
      { number: '+13035550149', type: 'opt_out' },
      { number: '+13035550146', type: 'opt_in' },
      { number: '+13035550148', type: 'opt_in' },
      { number: '+13035550146', type: 'withdrawn' },
      { number: '+13035550148', type: 'withdrawn' },
    ]);
    expect(
      (await bench.tx((tx) => tx.query('select number from suppression where lifted_at is null'))).rows,
    ).toEqual([{ number: '+13035550149' }]);
    expect((await bench.tx((tx) => tx.query('select 1 from consent'))).rows).toEqual([]);
    expect(await bench.tx((tx) => verifyConsentChain(tx))).toMatchObject({ isIntact: true });
  });

  test('keeps people with texts or replies, off its lists and tags and without its consent', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit(second, { list: 'Autumn', tags: ['b'] });
    const cleo = (await bench.people()).get('+13035550148')?.id ?? 0;
    const undone = await undoImport(bench.ctx, bench.scope, id, async () => new Set([cleo]));
    expect(undone.counts).toMatchObject({ undo_removed: 2, undo_kept: 1 });
    expect([...(await bench.people()).values()]).toMatchObject([
      { number: '+13035550148', lists: [], tags: [], consent: null },
    ]);
  });

  test('keeps people on whom something else rests by now', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit(second, { list: 'Autumn' });
    const { id: other } = await bench.commit('First name,Phone\nCleo,303-555-0148\n', { list: 'Other' });
    const people = await bench.people();
    const ana = people.get('+13035550146')?.id ?? 0;
    await bench.tx(async (tx) => {
      const { rows } = await tx.query('select id from contact_list where name = $1', ['Other']);
      await addToList(tx, rows[0]?.id, [ana]);
    });
    const undone = await undoImport(bench.ctx, bench.scope, id, nobody);
    expect(undone.counts).toMatchObject({ undo_removed: 1, undo_kept: 2 });
    expect([...(await bench.people()).keys()].sort()).toEqual(['+13035550146', '+13035550148']);
    await undoImport(bench.ctx, bench.scope, other, nobody);
  });

  test('does not give back what somebody else has changed since', async () => {
    const bench = await tests.bench();
    await bench.commit(first);
    const { id } = await bench.commit(second);
    await bench.commit(`${head}Annabel,303-555-0146,,,\n`);
    const undone = await undoImport(bench.ctx, bench.scope, id, nobody);
    expect(undone.counts).toMatchObject({ undo_restored: 0, undo_changed_since: 1 });
    expect((await bench.people()).get('+13035550146')).toMatchObject({
      firstName: 'Annabel',
      fields: { town: 'Boulder' },
    });
  });

  test('does not bring back a consent that has ended in between', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit(second);
    await bench.tx((tx) =>
      optOut(tx, bench.ctx, {
        number: '+13035550148',
        brandId: bench.program.brandId,
        method: 'reply',
        occurredAt: bench.ctx.clock.now(),
        evidence: { body: 'STOP' },
        actor: 'system:test',
      }),
    );
    await undoImport(bench.ctx, bench.scope, id, nobody);
    const { rows } = await bench.tx((tx) =>
      tx.query("select type from consent_event where number = '+13035550148' order by id"),
    );
    expect(rows).toEqual([{ type: 'opt_in' }, { type: 'opt_out' }]);
    expect((await bench.people()).get('+13035550148')).toMatchObject({
      isSuppressed: true,
      consent: 'opted_out',
    });
  });

  test('may be stopped in the middle and goes on where it stood', async () => {
    const bench = await tests.bench();
    const numbers = fictionalNumbers(2_500);
    const { id } = await bench.commit(`Phone\n${numbers.join('\n')}\n`, { list: 'All' });
    await requestUndo(bench.ctx, bench.scope, id);
    let asked = 0;
    const dying = async () => {
      asked += 1;
      if (asked === 2) throw new Error('killed');
      return new Set<number>();
    };
    await expect(runUndo(bench.ctx, bench.scope, id, dying, new AbortController().signal)).rejects.toThrow(
      'killed',
    );
    expect((await bench.tx((tx) => getImport(tx, id))).status).toBe('undoing');
    expect((await bench.people()).size).toBe(1_500);
    const undone = await runUndo(bench.ctx, bench.scope, id, nobody, new AbortController().signal);
    expect([undone.status, undone.counts.undo_removed, (await bench.people()).size]).toEqual([
      'undone',
      2_500,
      0,
    ]);
  });
});

describe('an undo is refused', () => {
  test('after 24 hours', async () => {
    const bench = await tests.bench();
    const { id } = await bench.commit(second);
    await bench.tx((tx) => tx.query("update import set undo_until = now() - interval '1 second'"));
    await expect(undoImport(bench.ctx, bench.scope, id, nobody)).rejects.toThrow(
      'can be undone for 24 hours',
    );
    expect((await bench.people()).size).toBe(3);
  });

  test('twice, and before there is anything to undo', async () => {
    const bench = await tests.bench();
    const { id } = await bench.check(second);
    await expect(undoImport(bench.ctx, bench.scope, id, nobody)).rejects.toThrow(
      'Only an import that is finished',
    );
    const done = await bench.commit(second);
    await undoImport(bench.ctx, bench.scope, done.id, nobody);
    await expect(undoImport(bench.ctx, bench.scope, done.id, nobody)).rejects.toThrow(
      'Only an import that is finished',
    );
  });
});
