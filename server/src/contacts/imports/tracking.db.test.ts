import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportBench, type ImportTests, openImportTests } from '../../../test/imports.ts';
import { listRefusedByImport } from './commit.queries.ts';
import { undoImport } from './undo-import.ts';

let tests: ImportTests;
beforeAll(async () => {
  tests = await openImportTests();
});
afterAll(() => tests.close());

const [yes, no, unsaid, known] = ['+13035550141', '+13035550142', '+13035550143', '+13035550144'];
const head = 'Phone,Link tracking\n';
const list = `${head}${yes},yes\n${no},no\n${unsaid},\n`;

const saidBy = async (bench: ImportBench) => {
  const { rows } = await bench.tx((tx) =>
    tx.query<{ number: string; tracking: string | null; how: string | null }>(
      'select number, tracking, tracking_how as how from contact where tracking is not null order by number',
    ),
  );
  return rows;
};

describe('whether clicks may be kept, as a file says it', () => {
  test('a refusal counts, and an agreement only with what shows it, which then stands with the person', async () => {
    const bench = await tests.bench();
    const done = await bench.commit(list);
    expect(done.counts).toMatchObject({ tracking_without_record: 1 });
    expect(done.mapping?.notes.join(' ')).toContain('nothing that shows it');
    expect(await saidBy(bench)).toMatchObject([{ number: no, tracking: 'refused' }]);
    const again = await tests.bench();
    const { id } = await again.commit(list, { tracking: { evidence: 'Box 12', isForEverybody: false } });
    expect(await saidBy(again)).toEqual([
      { number: yes, tracking: 'agreed', how: expect.stringMatching(/^import imp_.* attests: Box 12$/) },
      { number: no, tracking: 'refused', how: expect.stringContaining('people.csv') },
    ]);
    expect(await again.tx((tx) => listRefusedByImport(tx, id, { after: 0, limit: 10 }))).toEqual([]);
  });

  test('for everybody means whoever the file says nothing else of, and not whoever leaves by it', async () => {
    const bench = await tests.bench();
    const file = `Phone,Status,Link tracking\n${yes},,\n${no},,no\n${unsaid},STOP,\n`;
    await bench.commit(file, { tracking: { evidence: 'The form', isForEverybody: true } });
    expect(await saidBy(bench)).toMatchObject([
      { number: yes, tracking: 'agreed' },
      { number: no, tracking: 'refused' },
    ]);
  });

  test('a file takes back no refusal, its own is found for forgetting, and stays when it is undone', async () => {
    const bench = await tests.bench();
    await bench.commit(`${head}${no},no\n${known},\n${yes},\n`);
    const tracking = { evidence: 'Box 12', isForEverybody: false };
    const { id } = await bench.commit(`${head}${no},yes\n${known},no\n${yes},yes\n`, { tracking });
    const after = [
      { number: no, tracking: 'refused' },
      { number: known, tracking: 'refused' },
    ];
    expect(await saidBy(bench)).toMatchObject([{ number: yes, tracking: 'agreed' }, ...after]);
    const refused = await bench.tx((tx) => listRefusedByImport(tx, id, { after: 0, limit: 10 }));
    expect(refused.map(({ number }) => number)).toEqual([known]);
    await undoImport(bench.ctx, bench.scope, id, async () => new Set<number>());
    expect(await saidBy(bench)).toMatchObject(after);
  });
});
