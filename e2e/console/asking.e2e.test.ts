import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringIn } from '../stage/campaigns.ts';
import { askOn, textsOn } from '../stage/handsets.ts';
import { plainList } from '../stage/people.ts';
import { until } from '../stage/until.ts';
import { openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

/** A survey and a contest from a blank page to what they come to, with phones that answer. */
const list = plainList(2);
let stage: RealStage;
let window: RealWindow;
beforeAll(async () => {
  stage = await openRealStage();
  await bringIn(stage.owner.tidings, { name: 'guests.csv', bytes: list.bytes }, { list: 'Guests' });
  window = await stage.openWindow();
});
afterAll(async () => {
  await window?.close();
  await stage?.close();
});

it('asks questions with a branch, and shows what people have answered by itself', async () => {
  const { page } = window;
  await page.goto('/content/surveys/new');
  await page.getByLabel('Name of the survey').fill('After the visit');
  await page
    .getByLabel('What stands before the first question')
    .fill('Corner Bakery: two questions about Saturday. Reply STOP to opt out.');
  await page.getByLabel('What people read who have answered everything').fill('Thank you, that helps us.');
  const first = page.getByRole('group', { name: 'Question 1' });
  await first.getByLabel('What is asked').fill('Was the bread fresh?');
  await first.getByLabel('How people answer').selectOption('yes_no');
  await page.getByRole('button', { name: 'Save the draft' }).waitFor();
  await page.getByRole('button', { name: 'Add a question' }).click();
  const second = page.getByRole('group', { name: 'Question 2' });
  await second.getByLabel('What is asked').fill('What should we do better?');
  await second.getByLabel('How people answer').selectOption('text');
  await first.getByRole('button', { name: 'Go elsewhere after some answers' }).click();
  await first.getByRole('checkbox', { name: 'Yes', exact: true }).check();
  await first.getByLabel('Go on with').selectOption('end');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('After “Yes”, nothing more is asked.').waitFor();
  await page.getByRole('button', { name: 'Open …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('button', { name: 'Ask people …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ask people by text' });
  await dialog.getByRole('checkbox', { name: 'Guests (2)' }).first().check();
  await dialog.getByRole('button', { name: 'Ask them' }).click();
  const [phone = ''] = list.numbers;
  await until('the question is on the phone', async () => {
    const texts = await textsOn(stage.owner.tidings, phone);
    return texts.some((text) => text.includes('Was the bread fresh?')) || null;
  });
  // Yes leads to the end, so the thanks come at once.
  expect(await askOn(stage.owner.tidings, phone, 'yes')).toContain('Thank you, that helps us.');
  await page.getByText('100 %').first().waitFor();
  expect(window.failures).toEqual([]);
});

it('holds a contest from its rules to its winner', async () => {
  const { page } = window;
  await page.goto('/content/contests/new');
  await page.getByLabel('Name of the contest').fill('Cake for a year');
  await page.getByLabel('Prize, and what it is worth').fill('52 cakes, worth $1,040');
  await page.getByLabel('Official rules').fill('Enter free of charge at this page. Void where prohibited.');
  await page.getByLabel('Begins').fill('2026-11-24T09:00');
  await page.getByLabel('Ends').fill('2026-12-15T09:00');
  await page.getByLabel('What winners read').fill('Corner Bakery: about Cake for a year, please come by.');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  // Without these words it would be a lottery; what was typed stays.
  await page.getByText('no purchase is necessary').first().waitFor();
  await page
    .getByLabel('Official rules')
    .fill('NO PURCHASE NECESSARY. Enter free of charge at this page. Void where prohibited.');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Open …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('button', { name: 'Enter a letter …' }).click();
  const letter = page.getByRole('dialog', { name: 'Enter a letter' });
  await letter.getByLabel('Number').fill('+12025550177');
  await letter.getByLabel('Name', { exact: true }).fill('Ada Free');
  await letter.getByRole('button', { name: 'Enter it' }).click();
  await page.getByRole('cell', { name: 'Ada Free' }).waitFor();
  await page.getByRole('button', { name: 'Close now …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close it now' }).click();
  await page.getByRole('button', { name: 'Draw …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Draw them now' }).click();
  await page.getByRole('button', { name: 'Decide …' }).click();
  const verdict = page.getByRole('dialog', { name: 'What became of place 1?' });
  await verdict.getByLabel('How it was claimed').fill('Came by on Monday');
  await verdict.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Has the prize').waitFor();
  await page.getByText('tidings contest verify').waitFor();
});
