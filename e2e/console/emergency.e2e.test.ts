import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bringIn } from '../stage/campaigns.ts';
import { textsOn, typeOn } from '../stage/handsets.ts';
import { plainList } from '../stage/people.ts';
import { until } from '../stage/until.ts';
import { coloursAlone, everything, faultsOf, takePicture } from './page-faults.ts';
import { makeAlarms, openRealStage, type RealStage, type RealWindow } from './real-stage.ts';

/** Two people and an emergency, both at phones. What was sent is asked of the phones that got it. */
const phone = { width: 390, height: 844 };
const pictures = process.env.SCREENSHOTS ? fileURLToPath(new URL('../screenshots/', import.meta.url)) : null;
const list = plainList(3);
let stage: RealStage;
let ola: RealWindow;
let carla: RealWindow;
beforeAll(async () => {
  stage = await openRealStage();
  const program_id = await makeAlarms(stage.owner);
  const file = { name: 'staff.csv', bytes: list.bytes };
  await bringIn(stage.owner.tidings, file, { list: 'Staff', program_id });
  ola = await stage.openWindow({ viewport: phone });
  carla = await stage.openColleague('admin');
  await carla.page.setViewportSize(phone);
});
afterAll(async () => {
  await ola?.close();
  await carla?.close();
  await stage?.close();
});

it('one declares, cannot confirm and is told why; another confirms, and sees who is safe until it is ended', async () => {
  const { page } = ola;
  await page.goto('/emergencies');
  await page.getByRole('link', { name: 'Declare an emergency' }).click();
  await page.getByLabel('What endangers people').selectOption('flood');
  await page.getByLabel('What it is about, for the record').fill('The river is over its banks');
  await page
    .getByRole('checkbox', { name: /^Staff \(3\)$/ })
    .first()
    .check();
  await page
    .getByLabel('What people are told', { exact: true })
    .fill('Corner Bakery: do not come in. Stay on high ground.');
  await page.getByRole('button', { name: 'Declare it' }).click();
  await page.getByText('so you cannot confirm it').waitFor();
  expect(await page.getByRole('button', { name: /Confirm and send/ }).count()).toBe(0);
  const [first = '', second = ''] = list.numbers;
  expect(await textsOn(stage.owner.tidings, first)).toEqual([]);

  const other = carla.page;
  await other.goto(new URL(page.url()).pathname);
  await other.getByText('Declared by Ola Owner').waitFor();
  await other.getByText('We have not heard from you. Corner Bakery: do not come in.').waitFor();
  await other.getByRole('button', { name: 'Confirm and send …' }).click();
  await other.getByRole('dialog', { name: 'Send this to 3 people now?' }).waitFor();
  await other.getByRole('dialog').getByRole('button', { name: 'Confirm and send' }).click();
  const texts = await until('the text is on the phone', async () => {
    const found = await textsOn(stage.owner.tidings, first);
    return found.length > 0 ? found : null;
  });
  expect(texts).toEqual([
    'Corner Bakery: do not come in. Stay on high ground. Reply 1 if you are safe, 2 if you need help.',
  ]);
  await typeOn(stage.owner.tidings, first, '2 the cellar is full');
  // Nobody loads the page anew: it counts by itself.
  await page.getByRole('button', { name: /^1\s*Need help$/ }).click();
  await page.getByText('2 the cellar is full').waitFor();
  expect(new URL(page.url()).search).toBe('?state=needs_help');
  for (const fault of await faultsOf(page, everything)) expect(fault).toBe('');
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await faultsOf(page, coloursAlone)).toEqual([]);
  await takePicture(page, pictures, 'real-emergency-active-phone');

  await other.getByRole('button', { name: 'Note what you heard …' }).click();
  const note = other.getByRole('dialog', { name: 'What have you heard?' });
  await note.getByLabel('Number').fill(second);
  await note.getByLabel('How you heard of it').fill('She called the gate');
  await note.getByRole('button', { name: 'Note it' }).click();
  await other.getByRole('button', { name: /^1\s*Safe$/ }).waitFor();
  await other.getByText('She called the gate').waitFor();
  const file = await other.context().request.get(`/v1${new URL(page.url()).pathname}/roster/file`);
  expect(await file.text()).toContain('She called the gate');

  await other.getByRole('button', { name: 'End it …' }).click();
  const end = other.getByRole('dialog', { name: 'End it?' });
  await end.getByLabel('Why, for the record').fill('The water went down');
  await end.getByRole('button', { name: 'End it' }).click();
  await other.getByText('The water went down').waitFor();
  await page.getByText('Over', { exact: true }).waitFor();
  expect([...ola.complaints, ...ola.failures, ...carla.complaints]).toEqual([]);
});
