import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnswerOf } from '@tidings/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringGuests, openShopFloor, type ShopFloor } from './prove/ground/shop-floor.ts';
import { doChores } from './stage/chores.ts';
import { tidingsCommand } from './stage/command-line.ts';
import { americanNumber } from './stage/people.ts';
import { deedsByCampaign } from './stage/shoppers.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

type Experiment = AnswerOf<'/v1/campaigns/{id}/experiment', 'get'>;
type Results = AnswerOf<'/v1/campaigns/{id}/results', 'get'>;

/** What the people behind the carrier do with each text: the truth that the report is held against. */
const truth = {
  rolls: { clicks: 0.1, buys: 0.3, replies: 0.05 },
  bread: { clicks: 0.12, buys: 0.3, replies: 0.05 },
  cake: { clicks: 0.45, buys: 0.4, replies: 0.08 },
};
const leaves = 0.02;
const regulars = 1_500;

let folder: string;
let floor: ShopFloor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-shoppers-'));
  floor = await openShopFloor({
    folder,
    seed: 42,
    shoppers: {
      habits: Object.entries(truth).map(([says, rates]) => ({ says, ...rates, leaves })),
      previews: 0.1,
      tap_delay_ms: { min: 300, max: 900 },
      buy_delay_ms: { min: 50, max: 200 },
      spends: { min: 10, max: 60 },
    },
    carrierFlags: ['--fault handset_off=0.05', '--reply-delay-ms 100-300'],
  });
});
afterAll(async () => {
  await floor?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as somebody types it, and its answer. */
async function tidings<T>(...argv: string[]): Promise<T> {
  const env = { TIDINGS_URL: floor.service.url, TIDINGS_KEY: floor.key };
  const { code, out, err } = await tidingsCommand([...argv, '--json'], env);
  expect([code, err]).toEqual([0, expect.any(String)]);
  return JSON.parse(out) as T;
}

const words = (what: string) =>
  `Corner Bakery: ${what}, https://bakery.example/${what} Reply STOP to opt out`;
const ledgerOf = async (id: string) => (await acceptedTexts(floor.service.ledger(), id)).length;
const recipientsOf = async (id: string) => {
  const { progress } = await floor.tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
  return progress.recipients;
};

/**
 * Goes through a day from one hour of the clock to the next, at each of which it is one o’clock for some, and waits until those
 * have their text. Returns how many have, hour by hour.
 */
async function goThroughTheDay(ids: readonly string[], hours: readonly string[]): Promise<number[]> {
  const sent: number[] = [];
  for (const hour of hours) {
    await floor.tidings.call('post', '/v1/rehearsal/clock', { body: { forward_to: hour } });
    let seen = '';
    await until(
      () => `what is due at ${hour} has left; seen last: ${seen}`,
      async () => {
        await doChores(floor.databaseUrl, 'planning.start_due');
        await new Promise((resume) => setTimeout(resume, 500));
        const states = await Promise.all(
          ids.map((id) => floor.tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } })),
        );
        const { clock } = await floor.tidings.call('get', '/v1/rehearsal');
        seen = JSON.stringify([clock, states.map(({ campaign, progress }) => [campaign.status, progress])]);
        return (
          states.every(({ campaign }) => campaign.status === 'sending' || campaign.status === 'finished') &&
          (clock.next_send_at === null || Date.parse(clock.next_send_at) > Date.parse(hour) + 1_200_000) &&
          states.every(({ progress }) => progress.queued === 0)
        );
      },
    );
    sent.push((await Promise.all(ids.map(ledgerOf))).reduce((sum, one) => sum + one, 0));
  }
  return sent;
}

/** Everybody has tapped, bought and typed, and it is known. */
async function settle(rootId: string): Promise<Results> {
  await until('people have done what they do', async () => {
    const before = JSON.stringify([...(await deedsByCampaign(floor.service.ledger()))]);
    await new Promise((resume) => setTimeout(resume, 1_500));
    return JSON.stringify([...(await deedsByCampaign(floor.service.ledger()))]) === before;
  });
  await floor.passMinutes(10);
  let bought = 0;
  for (const deeds of (await deedsByCampaign(floor.service.ledger())).values()) bought += deeds.bought;
  return until('clicks are judged and purchases put down', async () => {
    await doChores(floor.databaseUrl, 'links.judge', 'conversions.attribute');
    await new Promise((resume) => setTimeout(resume, 500));
    const found = await tidings<Results>('campaign', 'results', rootId);
    return found.figures.buyers === bought ? found : null;
  });
}

test('a segment gets three variants at its people’s own hour, the best goes to the rest, and the report tells what is true', async () => {
  const people = Array.from({ length: regulars }, (_, at) => ({
    number: americanNumber(at),
    tag: 'regular',
  }));
  const staff = Array.from({ length: 50 }, (_, at) => ({ number: americanNumber(3_000 + at), tag: 'staff' }));
  await bringGuests(floor.tidings, [...people, ...staff]);
  await tidings('experiment', 'hold-out', '5');
  await tidings('segments', 'save', 'Regulars', 'tag "regular" and not tag "staff"');
  const { id } = await tidings<{ id: string }>(
    ...['campaign', 'create', '--name', 'Saturday', '--to-segment', 'Regulars'],
    ...['--body', words('rolls'), '--shorten-links'],
  );
  const plan = join(folder, 'plan.json');
  const local = '2026-11-24T13:00';
  const variants = Object.keys(truth).map((name) => ({ name, body: words(name), local }));
  writeFileSync(plan, JSON.stringify({ variants, metric: 'clicks', test_percent: 60, wait_minutes: 120 }));
  await tidings('experiment', 'plan', id, '--file', plan);
  const started = await tidings<Experiment>('experiment', 'start', id);
  const arms = started.variants.map((one) => one.campaign_id ?? '');

  // One o’clock in New York, Chicago, Denver and Los Angeles.
  const day = ['18:01', '19:01', '20:01', '21:01'];
  const sent = await goThroughTheDay(
    arms,
    day.map((hour) => `2026-11-24T${hour}:00Z`),
  );
  expect(sent).toEqual([...sent].sort((one, other) => one - other));
  expect([new Set(sent).size, sent.every((one) => one > 0)]).toEqual([4, true]);
  const after = await settle(id);
  const shown = await tidings<Experiment>('experiment', 'show', id);
  expect(shown.variants.map((one) => one.texts)).toEqual(await Promise.all(arms.map(ledgerOf)));

  await floor.passMinutes(150);
  const decided = await until('the best is known and goes to the rest', async () => {
    await doChores(floor.databaseUrl, 'experiments.tend');
    await new Promise((resume) => setTimeout(resume, 500));
    const found = await tidings<Experiment>('experiment', 'show', id);
    return found.state === 'ended' ? found : null;
  });
  expect([decided.variants[decided.winner ?? 0]?.name, decided.is_clear]).toEqual(['cake', true]);
  const rest = decided.rest_campaign_id ?? '';
  await goThroughTheDay(
    [rest],
    day.map((hour) => `2026-11-25T${hour}:00Z`),
  );
  const results = await settle(id);
  expect(results.figures.texts).toBeGreaterThan(after.figures.texts);

  await expectTrue([...arms, rest]);
  await expectHeldOut(id, [...arms, rest]);
}, 600_000);

/** The report is what the ledger has, and what people do is within four deviations of what it says of them. */
async function expectTrue(ids: readonly string[]): Promise<void> {
  const deeds = await deedsByCampaign(floor.service.ledger());
  for (const [place, id] of ids.entries()) {
    const { figures } = await floor.tidings.call('get', '/v1/campaigns/{id}/results', { path: { id } });
    const did = deeds.get(id);
    expect([figures.texts, figures.delivered, figures.clicks.people, figures.buyers]).toEqual([
      ...[did?.texts, did?.delivered, did?.tapped, did?.bought],
    ]);
    expect([figures.repliers, figures.opt_outs]).toEqual([did?.replied, did?.left]);
    expect(figures.clicks.robots).toBeGreaterThan(0);
    const rates = Object.values(truth)[place] ?? truth.cake;
    const expected = {
      delivered: 0.95,
      clicked: rates.clicks,
      replied: rates.replies,
      opted_out: leaves,
      bought: rates.clicks * rates.buys,
    };
    for (const [measure, share] of Object.entries(expected)) {
      const rate = figures.rates[measure as keyof typeof expected];
      const deviation = Math.sqrt((share * (1 - share)) / (rate?.of ?? 1));
      expect(Math.abs((rate?.value ?? 0) - share), `${measure} of ${id}`).toBeLessThan(4 * deviation);
    }
  }
}

/** Whom the lot keeps without marketing has no text, everybody else has one, and what the campaign brought beside them is told. */
async function expectHeldOut(id: string, ids: readonly string[]): Promise<void> {
  const texts = (await Promise.all(ids.map((one) => acceptedTexts(floor.service.ledger(), one)))).flat();
  const numbers = texts.map(({ to }) => to);
  expect(new Set(numbers).size).toBe(numbers.length);
  const recipients = (await Promise.all(ids.map(recipientsOf))).reduce((sum, one) => sum + one, 0);
  expect(numbers.length).toBe(recipients);
  const effect = await tidings<AnswerOf<'/v1/campaigns/{id}/effect', 'get'>>('experiment', 'effect', id);
  expect(effect.kept).toBe(regulars - recipients);
  expect(effect.kept).toBeGreaterThan(regulars * 0.02);
  expect(effect.kept_did).toBe(0);
  // Of those who got one some have bought, and of the others nobody.
  expect(effect.difference_low ?? 0).toBeGreaterThan(0);
}
