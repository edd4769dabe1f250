import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bringIn, launch, untilFinished } from './stage/campaigns.ts';
import { type Owner, type Running, startTidings } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { type Accepted, acceptedTexts } from './stage/witness.ts';

// Ten in the morning in London, five in New York, two in Los Angeles.
const early = '2026-11-24T10:00:00Z';
const people = {
  '+447700900301': 'Europe/London',
  '+12125550101': 'America/New_York',
  '+12125550102': 'America/New_York',
  // Connecticut keeps Eastern time as well, and begins an hour later.
  '+12035550101': 'America/New_York',
  '+12135550101': 'America/Los_Angeles',
};
const openingIn = {
  'America/New_York': '2026-11-24T13:00:00.000Z',
  Connecticut: '2026-11-24T14:00:00.000Z',
  'America/Los_Angeles': '2026-11-24T16:00:00.000Z',
};

let service: Running;
let owner: Owner;
beforeAll(async () => {
  service = await startTidings({ env: { TIDINGS_CLOCK: `${early}@1` } });
  owner = await service.setUp();
  // One of them lives in London.
  await owner.tidings.call('put', '/v1/workspace/countries', { body: { countries: ['GB', 'US'] } });
  const rows = Object.keys(people).map((number) => `${number},2026-05-01`);
  const bytes = Buffer.from(['Mobile,SMS opt-in date', ...rows].join('\n'));
  await bringIn(owner.tidings, { name: 'early.csv', bytes }, { list: 'Early' });
});
afterAll(() => service.stop());

const clock = async () => (await owner.tidings.call('get', '/v1/rehearsal')).clock;
const toMorning = () =>
  owner.tidings.call('post', '/v1/rehearsal/clock', { body: { forward_to: 'next_send' } });

function arrived(tag: string, count: number): Promise<Accepted[]> {
  return until(`${count} texts have been accepted`, async () => {
    const texts = await acceptedTexts(service.ledger(), tag);
    return texts.length >= count ? texts : null;
  });
}

describe('a campaign in the middle of somebody’s night', () => {
  test('reaches each person in the morning of where they are, and nobody before', async () => {
    const { id } = await launch(owner.tidings, { lists: ['Early'] });
    expect((await arrived(id, 1)).map((text) => text.to)).toEqual(['+447700900301']);

    // Nothing else can go: the next text waits for eight o'clock in New York, and the clock is far from it.
    expect((await until('the others are held', async () => (await clock()).next_send_at)).toString()).toBe(
      openingIn['America/New_York'],
    );
    await toMorning();
    const eastern = await arrived(id, 3);
    expect(eastern.map((text) => text.to).sort()).toEqual(['+12125550101', '+12125550102', '+447700900301']);

    expect(await until('Connecticut is held', async () => (await clock()).next_send_at)).toBe(
      openingIn.Connecticut,
    );
    await toMorning();
    expect((await arrived(id, 4)).map((text) => text.to)).toContain('+12035550101');

    expect(await until('the west is held', async () => (await clock()).next_send_at)).toBe(
      openingIn['America/Los_Angeles'],
    );
    await toMorning();
    const all = await arrived(id, 5);
    expect(all.map((text) => text.to).sort()).toEqual(Object.keys(people).sort());
    await untilFinished(owner.tidings, id);

    // The carrier's clock is the real one: by it the whole story took seconds. By ours it took six hours.
    const real = all.map((text) => Date.parse(text.at));
    expect(Math.max(...real) - Math.min(...real)).toBeLessThan(60_000);
    const { launched_at: launched, finished_at: finished } = await owner.tidings.call(
      'get',
      '/v1/campaigns/{id}',
      { path: { id } },
    );
    expect(Date.parse(finished ?? '') - Date.parse(launched ?? '')).toBeGreaterThan(5.9 * 3_600_000);
    expect(Date.parse(finished ?? '')).toBeGreaterThanOrEqual(Date.parse(openingIn['America/Los_Angeles']));
  });
});
