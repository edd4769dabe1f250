import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openRealStage, type RealStage } from './console/real-stage.ts';
import { bringIn, untilFinished, writeCampaign } from './stage/campaigns.ts';
import { typeOn } from './stage/handsets.ts';
import { plainList } from './stage/people.ts';
import type { Owner } from './stage/start-tidings.ts';
import { until } from './stage/until.ts';
import { acceptedTexts } from './stage/witness.ts';

let stage: RealStage;
let owner: Owner;
beforeAll(async () => {
  // Twenty times as fast: an experiment that waits ten minutes is decided within the story.
  stage = await openRealStage({ TIDINGS_CLOCK: '2026-11-24T17:00:00Z@20' });
  owner = stage.owner;
});
afterAll(() => stage?.close());

const check = (id: string) => owner.tidings.call('post', '/v1/campaigns/{id}/check', { path: { id } });

test('a pilot texts so many people and nobody else until somebody lets the others go on', async () => {
  const { tidings } = owner;
  await bringIn(tidings, plainList(60, 2_000), { list: 'Pilot' });
  const { id } = await writeCampaign(tidings, { name: 'Pilot', lists: ['Pilot'] });
  await check(id);
  const schedule = await tidings.call('put', '/v1/campaigns/{id}/schedule', {
    path: { id },
    body: { first_people: 10, confirm_count: 60 },
  });
  expect(schedule.state).toBe('started');
  await until('the first have it', async () => (await acceptedTexts(stage.ledger(), id)).length >= 10);
  const { progress } = await tidings.call('get', '/v1/campaigns/{id}/report', { path: { id } });
  expect(progress.held).toBe(50);
  expect(await acceptedTexts(stage.ledger(), id)).toHaveLength(10);
  await tidings.call('post', '/v1/campaigns/{id}/go-on', { path: { id } });
  await untilFinished(tidings, id);
  const numbers = (await acceptedTexts(stage.ledger(), id)).map(({ to }) => to);
  expect([numbers.length, new Set(numbers).size]).toEqual([60, 60]);
});

test('of two variants the one that people answer goes to the rest, and nobody is texted twice', async () => {
  const { tidings } = owner;
  const list = plainList(300, 2_200);
  await bringIn(tidings, list, { list: 'Guests' });
  const words = (what: string) => `Corner Bakery: ${what} Reply STOP to opt out`;
  const { id } = await writeCampaign(tidings, { name: 'Which', lists: ['Guests'], body: words('Bread.') });
  await check(id);
  const window = await stage.openWindow();
  onTestFinished(() => window.close());
  const { page } = window;
  await page.goto(`/campaigns/${id}/experiment`);
  const variants = [
    ['rolls', words('Rolls from 7.')],
    ['cake', words('Free cake from 8, shall we keep you a piece?')],
  ] as const;
  for (const [at, [name, body]] of variants.entries()) {
    await page.getByLabel('Name', { exact: true }).nth(at).fill(name);
    await page.getByLabel('Words', { exact: true }).nth(at).fill(body);
  }
  await page.getByLabel('By what').selectOption('replies');
  const settings = {
    'Percent of the people who try the variants': '60',
    'Percent who get nothing': '10',
    'Hours from the last start to the decision': String(10 / 60),
    'Fewest texts of each variant': '20',
  };
  for (const [label, value] of Object.entries(settings)) await page.getByLabel(label).fill(value);
  await page.getByRole('button', { name: 'Start …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the variants' }).click();
  await page.getByRole('heading', { name: 'Decision' }).waitFor();
  // Whoever finds something wrong now holds all of it by the campaign that leads it, and lets all of it go on.
  await page.getByRole('link', { name: 'To the campaign' }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByText(/^Paused. None of its variants/).waitFor();
  const held = await tidings.call('get', '/v1/campaigns/{id}/experiment', { path: { id } });
  expect([held.decides_at, held.variants.some(({ status }) => status === 'sending')]).toEqual([null, false]);
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByText(/^An experiment is under way/).waitFor();
  await page.getByRole('link', { name: 'Variants' }).click();
  await page.getByRole('heading', { name: 'Decision' }).waitFor();
  const found = await tidings.call('get', '/v1/campaigns/{id}/experiment', { path: { id } });
  const [rolls = '', cake = ''] = found.variants.map((one) => one.campaign_id ?? '');
  await Promise.all([untilFinished(tidings, rolls), untilFinished(tidings, cake)]);
  const ofCake = (await acceptedTexts(stage.ledger(), cake)).map(({ to }) => to);
  await Promise.all(
    ofCake.slice(0, 30).map((number) => typeOn(tidings, number, 'Oh lovely, I will come by')),
  );

  const ended = await until(
    'the experiment is decided and the rest is out',
    async () => {
      const found = await tidings.call('get', '/v1/campaigns/{id}/experiment', { path: { id } });
      return found.rest_campaign_id !== null && found.state === 'ended' ? found : null;
    },
    150_000,
  );
  expect([ended.winner, ended.is_clear]).toEqual([1, true]);
  // And so the page says, by itself: nobody has loaded it anew.
  await page.getByText(/^Decided by the figures on/).waitFor();
  await page.getByRole('row', { name: /cake.*Goes to the rest/ }).waitFor();
  await page.getByRole('link', { name: 'The campaign of the rest' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/campaigns/${ended.rest_campaign_id}`);
  expect(window.complaints).toEqual([]);
  expect(ended.variants.map(({ replies }) => replies)).toEqual([0, 30]);
  const rest = ended.rest_campaign_id ?? '';
  await untilFinished(tidings, rest);
  const ledger = stage.ledger();
  const texts = await Promise.all([rolls, cake, rest, id].map((one) => acceptedTexts(ledger, one)));
  expect(
    texts.at(2)?.every(({ body }) => body === words('Free cake from 8, shall we keep you a piece?')),
  ).toBe(true);
  expect(texts.at(3)).toEqual([]);
  const numbers = texts.flat().map(({ to }) => to);
  expect(new Set(numbers).size).toBe(numbers.length);
  // Whoever got nothing is the control group, whole and by name.
  const effect = await tidings.call('get', '/v1/campaigns/{id}/effect', { path: { id } });
  expect(effect.kept).toBe(300 - numbers.length);
  expect(effect.kept).toBeGreaterThan(5);
  await untilFinished(tidings, id, 100_000);
  // Decided, sent on and ended by what looks once a minute.
}, 300_000);
