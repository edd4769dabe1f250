import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringIn, check, launch, untilFinished, upload } from './stage/campaigns.ts';
import { askOn } from './stage/handsets.ts';
import { germanList, leaversList, type MessyList, tabbedList } from './stage/messy-lists.ts';
import { plainList, repeated } from './stage/people.ts';
import { behindLine, countOf, expectSums, reportOf } from './stage/reports.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let service: Running;
let owner: Owner;
beforeAll(async () => {
  service = await startTidings({ isBuilt: true });
  owner = await service.setUp();
});
afterAll(() => service.stop());

describe('three lists as businesses keep them', () => {
  const all: MessyList[] = [germanList(), tabbedList(), leaversList()];
  const left = new Set(all.flatMap((list) => list.left));
  const agreed = new Set(all.flatMap((list) => list.agreed).filter((number) => !left.has(number)));
  const silent = all.flatMap((list) => list.silent);
  const sumOf = (count: (list: MessyList) => number) => all.reduce((sum, list) => sum + count(list), 0);

  test('become one campaign that texts once whoever agreed and has not left, and accounts for everybody else', async () => {
    const { tidings } = owner;
    // One of the lists is British, and a workspace texts its home country alone until it says otherwise.
    await tidings.call('put', '/v1/workspace/countries', { body: { countries: ['GB', 'US'] } });
    for (const list of all) {
      const options = list.name === germanList().name ? { default_country: 'GB' } : {};
      const { status, problem, counts } = await bringIn(tidings, list, { list: list.name, ...options });
      expect([status, problem]).toEqual(['imported', null]);
      expect(counts).toMatchObject({ rows: list.rows, invalid: list.invalid, duplicates: list.repeated });
    }
    const { id } = await launch(tidings, {
      lists: all.map((list) => list.name),
      body: 'Corner Bakery: Hi {{ first_name | default: "there" }}, rolls from 7. Reply STOP to opt out',
    });
    await untilFinished(tidings, id);

    const texts = await acceptedTexts(service.ledger(), id);
    expect(texts.map((text) => text.to).sort()).toEqual([...agreed].sort());
    // Whoever read the bytes in the wrong alphabet would greet somebody else.
    expect(texts.find((text) => text.to === '+447700900025')?.body).toContain('Hi Jürgen, rolls');
    expect(texts.find((text) => text.to === '+447700900029')?.body).toContain('Hi Björn, rolls');

    const report = await reportOf(tidings, id);
    expectSums(report);
    expect(report.progress).toMatchObject({ recipients: agreed.size, handed_over: agreed.size, unknown: 0 });
    expect(countOf(report, 'in_file')).toBe(sumOf((list) => list.rows));
    expect(await behindLine(tidings, id, 'invalid')).toEqual({
      numbers: [],
      rows: sumOf((list) => list.invalid),
    });
    expect((await behindLine(tidings, id, 'duplicates')).rows).toBe(sumOf((list) => list.repeated));
    expect((await behindLine(tidings, id, 'opted_out')).numbers).toEqual([...left].sort());
    expect((await behindLine(tidings, id, 'no_consent')).numbers).toEqual(silent.sort());
    expect((await behindLine(tidings, id, 'will_receive')).numbers).toEqual([...agreed].sort());
  });
});

describe('an answer typed on a phone', () => {
  test('STOP in anybody’s words keeps the next campaign away, START brings it back, HELP says who this is', async () => {
    const { tidings } = owner;
    const list = plainList(30, 1_000);
    await bringIn(tidings, list, { list: 'Answering' });
    const first = await launch(tidings, { name: 'First', lists: ['Answering'] });
    await untilFinished(tidings, first.id);

    const words = ['STOP', 'Stop please', 'unsubscribe', 'take me off your list'];
    const leaving = list.numbers.slice(0, words.length);
    for (const [at, number] of leaving.entries())
      expect(await askOn(tidings, number, words[at] ?? '')).toMatch(/^Corner Bakery: You are unsubscribed/);
    expect(await askOn(tidings, list.numbers[10] ?? '', 'HELP')).toMatch(
      /^Corner Bakery: .*ola@example\.com/,
    );
    await until('the report counts them', async () => {
      const { progress } = await reportOf(tidings, first.id);
      // Whoever leaves is no reply; who asks for help is one.
      return progress.opt_outs === leaving.length && progress.replies === 1;
    });

    const second = await launch(tidings, { name: 'Second', lists: ['Answering'] });
    await untilFinished(tidings, second.id);
    const staying = list.numbers.slice(words.length);
    expect(await numbersTexted(service.ledger(), second.id)).toEqual([...staying].sort());
    expectSums(await reportOf(tidings, second.id));
    expect((await behindLine(tidings, second.id, 'opted_out')).numbers).toEqual([...leaving].sort());

    const [returning = ''] = leaving;
    expect(await askOn(tidings, returning, 'START')).toMatch(/^Corner Bakery: You are back/);
    const third = await launch(tidings, { name: 'Third', lists: ['Answering'] });
    await untilFinished(tidings, third.id);
    expect(await numbersTexted(service.ledger(), third.id)).toEqual([returning, ...staying].sort());
  });
});

test('a file that takes several threads is read, and the thread for urgent texts is there as well', async () => {
  const list = plainList(500, 2_000);
  const bytes = repeated(list.bytes, 150);
  const { id } = await upload(owner.tidings, { name: 'over-and-over.csv', bytes });
  const { counts } = await check(owner.tidings, id);
  expect(counts).toMatchObject({ rows: 75_000, invalid: 0, duplicates: 74_500, people: 500 });
  expect(service.readLog()).not.toMatch(/thread for urgent texts failed/);
});
