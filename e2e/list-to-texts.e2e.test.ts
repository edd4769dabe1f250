import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringIn, type Campaign, launch, untilFinished } from './stage/campaigns.ts';
import { askOn } from './stage/handsets.ts';
import { germanList, leaversList, type MessyList, tabbedList } from './stage/messy-lists.ts';
import { plainList } from './stage/people.ts';
import { type Owner, type Service, startService } from './stage/service.ts';
import { acceptedTexts, numbersTexted } from './stage/witness.ts';

let service: Service;
let owner: Owner;
beforeAll(async () => {
  service = await startService();
  owner = await service.setUp();
});
afterAll(() => service.stop());

const lineOf = (campaign: Campaign, name: string) =>
  campaign.waterfall?.find((one) => one.line === name)?.count ?? 0;

/** Adds up a waterfall by hand: each “=” must be what the lines above it come to. */
function expectSums(campaign: Campaign): void {
  let sum = 0;
  for (const { line, sign, count } of campaign.waterfall ?? []) {
    if (sign === '=') expect([line, count]).toEqual([line, sum]);
    else sum += sign === '+' ? count : -count;
  }
  expect(sum).toBe(campaign.will_receive);
}

describe('three lists as businesses keep them', () => {
  test('become one campaign that texts once whoever agreed and has not left, and accounts for everybody else', async () => {
    const { tidings } = owner;
    const lists: [MessyList, { default_country?: string }][] = [
      [germanList(), { default_country: 'GB' }],
      [tabbedList(), {}],
      [leaversList(), {}],
    ];
    for (const [list, options] of lists) {
      const { status, problem, counts } = await bringIn(tidings, list, { list: list.name, ...options });
      expect([status, problem]).toEqual(['imported', null]);
      expect([list.name, counts]).toEqual([
        list.name,
        expect.objectContaining({ rows: list.rows, invalid: list.invalid, duplicates: list.repeated }),
      ]);
    }

    const all = lists.map(([list]) => list);
    const left = new Set(all.flatMap((list) => list.left));
    const agreed = new Set(all.flatMap((list) => list.agreed).filter((number) => !left.has(number)));
    const { id } = await launch(tidings, {
      lists: all.map((list) => list.name),
      body: 'Corner Bakery: Hi {{ first_name | default: "there" }}, rolls from 7. Reply STOP to opt out',
    });
    const campaign = await untilFinished(tidings, id);
    const texts = await acceptedTexts(service.ledger(), id);

    expect(texts.map((text) => text.to).sort()).toEqual([...agreed].sort());
    expectSums(campaign);
    expect(campaign.will_receive).toBe(agreed.size);
    expect(lineOf(campaign, 'in_file')).toBe(all.reduce((sum, list) => sum + list.rows, 0));
    expect(lineOf(campaign, 'opted_out')).toBe(left.size);
    expect(lineOf(campaign, 'no_consent')).toBe(all.reduce((sum, list) => sum + list.silent.length, 0));
    // Whoever read the bytes in the wrong alphabet would greet somebody else.
    expect(texts.find((text) => text.to === '+447700900025')?.body).toContain('Hi Jürgen, rolls');
    expect(texts.find((text) => text.to === '+447700900029')?.body).toContain('Hi Björn, rolls');
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
    expect(await askOn(tidings, list.numbers[10] ?? '', 'HELP')).toMatch(/^Corner Bakery: .*ola@example\.com/);

    const second = await launch(tidings, { name: 'Second', lists: ['Answering'] });
    expectSums(second);
    expect(lineOf(second, 'opted_out')).toBe(leaving.length);
    await untilFinished(tidings, second.id);
    const staying = list.numbers.slice(words.length);
    expect(await numbersTexted(service.ledger(), second.id)).toEqual([...staying].sort());

    const [returning = ''] = leaving;
    expect(await askOn(tidings, returning, 'START')).toMatch(/^Corner Bakery: You are back/);
    const third = await launch(tidings, { name: 'Third', lists: ['Answering'] });
    await untilFinished(tidings, third.id);
    expect(await numbersTexted(service.ledger(), third.id)).toEqual([returning, ...staying].sort());
  });
});
