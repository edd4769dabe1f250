import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest';
import { plainList } from '../stage/people.ts';
import { setupToken } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { type FreshStage, openFreshStage } from './fresh-stage.ts';
import { type Keys, withKeys } from './keys.ts';
import type { RealWindow } from './real-stage.ts';

/**
 * The first minutes with keys alone: set-up and a list by its steps. The focus is never lost, and can be seen wherever it is.
 */
const password = 'a long password for stories';
const list = plainList(40);

let stage: FreshStage;
let window: RealWindow;
let keys: Keys;
beforeAll(async () => {
  stage = await openFreshStage();
  window = await stage.openWindow();
  keys = await withKeys(window.page);
});
afterAll(async () => {
  await window?.close();
  await stage?.close();
});

// Each goes on where the one before has ended.
let isLost = false;
beforeEach(({ skip }) => {
  skip(isLost, 'the one before was lost');
  onTestFailed(() => {
    isLost = true;
  });
});

const button = (name: string | RegExp) => window.page.getByRole('button', { name });
const headingHasFocus = (name: string | RegExp) =>
  until(
    `the heading ${name} has the focus`,
    async () => {
      const heading = window.page.getByRole('heading', { name }).first();
      return (
        (await heading.count()) > 0 &&
        (await heading.evaluate((one) => one === one.ownerDocument.activeElement))
      );
    },
    15_000,
  );
async function expectNoFindings({ findings }: Keys): Promise<void> {
  expect(await findings()).toEqual({ pointer: 0, unseen: [] });
}

it('sets everything up', async () => {
  const { page } = window;
  await page.goto('/');
  await keys.type(page.getByLabel('Setup token'), setupToken);
  const you = page.getByRole('group', { name: 'You, the owner' });
  await keys.type(you.getByLabel('Name'), 'Ola Owner');
  await keys.type(you.getByLabel('E-mail'), 'ola@example.com');
  await keys.type(you.getByLabel('Password', { exact: true }), password);
  const business = page.getByRole('group', { name: 'Your business' });
  await keys.type(business.getByLabel('Name'), 'Corner Bakery');
  await keys.to(business.getByLabel('Country'));
  await page.keyboard.type('United States');
  await page.keyboard.press('Enter');
  await keys.press(button('Set up Tidings'));
  await page.getByText('Getting started').waitFor();
  await headingHasFocus(/./);
  await expectNoFindings(keys);
});

it('brings a list in by its steps, and each step says where one is', async () => {
  const { page } = window;
  await page.keyboard.press('c');
  await page.keyboard.press('i');
  await headingHasFocus('Import a file');
  const file = page.locator('input[type="file"]');
  // What the desk shows to choose a file by is no page; that it is asked for is what the key has to do.
  await file.evaluate((input) =>
    input.addEventListener('click', (event: { preventDefault(): void }) => {
      event.preventDefault();
      input.setAttribute('data-asked', '');
    }),
  );
  await keys.press(button('Choose a file'));
  await page.locator('input[data-asked]').waitFor({ state: 'attached', timeout: 5_000 });
  await file.setInputFiles({
    ...{ name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(list.bytes) },
  });
  await page.getByRole('heading', { name: 'What the columns hold' }).waitFor();
  await keys.expectFocus('main *');
  await keys.press(button('Continue'));
  await headingHasFocus('How did these people agree?');
  await keys.choose(page.getByLabel('I stand in for all of them'));
  await keys.type(page.getByLabel('What shows it, and where it is kept'), 'Signed cards, box 12');
  await keys.press(button('Continue'));
  await headingHasFocus('Options');
  await keys.press(button('Check the whole file'));
  await headingHasFocus('What this import will do');
  await keys.press(button(`Import ${list.numbers.length} people`));
  await headingHasFocus('What came of it');
  await expectNoFindings(keys);
});
