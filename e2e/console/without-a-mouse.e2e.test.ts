import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest';
import { writeToInbox } from '../stage/conversations.ts';
import { textsOn } from '../stage/handsets.ts';
import { plainList } from '../stage/people.ts';
import { type Owner, setupToken } from '../stage/start-tidings.ts';
import { until } from '../stage/until.ts';
import { numbersTexted } from '../stage/witness.ts';
import { clientOf, type FreshStage, openFreshStage } from './fresh-stage.ts';
import { setPace } from './hands.ts';
import { type Keys, withKeys } from './keys.ts';
import type { RealWindow } from './real-stage.ts';

/**
 * The first day with keys alone: set-up, a list, a campaign, a second person's approval, a pause, an answer. The focus is never
 * lost, and can be seen wherever it is.
 */
const password = 'a long password for stories';
const list = plainList(40);

let stage: FreshStage;
let window: RealWindow;
let keys: Keys;
let owner: Owner;
let campaign = '';
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
  owner = await clientOf(page);
  // Before there was anybody the page had to ask who is there.
  window.complaints.length = 0;
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
  await keys.choose(page.getByLabel('All of them agreed, and I can show it'));
  await keys.type(page.getByLabel('What shows it, and where it is kept'), 'Signed cards, box 12');
  await keys.press(button('Continue'));
  await headingHasFocus('Options');
  await keys.press(button('Check the whole file'));
  await headingHasFocus('What this import will do');
  await keys.press(button(`Import ${list.numbers.length} people`));
  await headingHasFocus('What came of it');
  await expectNoFindings(keys);
});

it('writes a campaign, and sends it once a second person has approved it', async () => {
  const { page } = window;
  const policy = await owner.tidings.call('get', '/v1/policy/approval');
  const { purposes, over_people, valid_hours } = policy;
  // Who may say that approvals are needed is a person, not a key.
  const asked = await page.context().request.put('/v1/policy/approval', {
    data: { needed: 1, purposes, over_people, valid_hours },
    headers: { origin: new URL(page.url()).origin, 'x-tidings-csrf': '1' },
  });
  expect(asked.ok()).toBe(true);
  await setPace(owner, 4);
  await keys.press(button('Write a campaign to these people'));
  await headingHasFocus('New campaign');
  await keys.type(page.getByLabel('Name of the campaign'), 'Spring opening');
  await keys.type(page.getByLabel('Words'), 'Corner Bakery: fresh rolls from 7. Reply STOP to opt out');
  // The list came along from the import, for nobody to look for it.
  await page
    .getByRole('group', { name: 'Send to' })
    .getByRole('checkbox', { name: /guests/, checked: true })
    .waitFor();
  await keys.press(button('Check and review'));
  await headingHasFocus('Review: Spring opening');
  campaign = new URL(page.url()).pathname.split('/')[2] ?? '';
  await approve(new URL(page.url()).pathname);
  await page.reload();
  const send = button(`Send to ${list.numbers.length} people`);
  await keys.press(send);
  await keys.press(page.getByRole('dialog').getByRole('button', { name: /^Send to/ }));
  await headingHasFocus('Spring opening');
  await expectNoFindings(keys);
});

/** A colleague with an invitation, at keys as well. */
async function approve(path: string): Promise<void> {
  const { origin } = new URL(window.page.url());
  const invited = await window.page.context().request.post('/v1/invitations', {
    data: { email: 'carla@example.com', role: 'compliance' },
    headers: { origin, 'x-tidings-csrf': '1' },
  });
  const { link } = (await invited.json()) as { link: string };
  const other = await stage.openWindow();
  const carla = await withKeys(other.page);
  await other.page.goto(link);
  await carla.type(other.page.getByLabel('Your name'), 'Carla');
  await carla.type(other.page.getByLabel('Password', { exact: true }), password);
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('navigation', { name: 'Main' }).waitFor();
  await other.page.goto(path);
  await carla.press(other.page.getByRole('button', { name: 'Approve' }));
  await carla.press(other.page.getByRole('dialog').getByRole('button', { name: 'Approve' }));
  await other.page.getByText('Approved', { exact: true }).waitFor();
  // The button is gone; what it belonged to has the focus, and not the top of the page.
  await carla.expectFocus('main h2');
  await expectNoFindings(carla);
  await other.close();
}

it('pauses it in the middle, and lets it go on from where the focus is', async () => {
  const { page } = window;
  await until(
    'some have got it',
    async () => (await numbersTexted(stage.service().ledger(), campaign)).length > 1,
  );
  await keys.press(button('Pause'));
  await button('Resume').waitFor();
  // What came in its place has the focus, so one key takes it back.
  await until('Resume has the focus', () =>
    button('Resume').evaluate((one) => one === one.ownerDocument.activeElement),
  );
  expect((await numbersTexted(stage.service().ledger(), campaign)).length).toBeLessThan(list.numbers.length);
  await setPace(owner, 1_000);
  await page.keyboard.press('Enter');
  await page.getByText('Finished', { exact: true }).waitFor();
  await keys.expectFocus('main *');
  await expectNoFindings(keys);
});

it('answers somebody in the inbox', async () => {
  const { page } = window;
  const [number = ''] = list.numbers;
  const before = (await textsOn(owner.tidings, number)).length;
  await writeToInbox(owner, number, 'Do you have rye bread?');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await headingHasFocus('Inbox');
  await keys.press(button(/rye bread/));
  const answer = page.getByRole('textbox', { name: 'Answer' });
  await keys.type(answer, 'Yes, we keep one for you.');
  await page.getByText(/1 part · from/).waitFor();
  await page.keyboard.press('Control+Enter');
  await until('the answer is on the phone', async () => {
    const texts = await textsOn(owner.tidings, number);
    return texts.length > before && texts.at(-1) === 'Yes, we keep one for you.';
  });
  await keys.expectFocus('main *');
  await expectNoFindings(keys);
  expect(window.complaints).toEqual([]);
});

it('loses the focus neither by a button that stays out of use nor by a dialog whose opener went before it', async () => {
  const { page } = window;
  // A page that draws nothing anew by itself: the inbox may take a box that is not its own away.
  await page.goto('/audience/lists');
  await page.getByRole('heading', { name: 'Lists', level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  const box = (id: string) =>
    page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend',
      '<section id="${id}"><h2>A box</h2><button>Do it</button></section>')`);
  await box('spent');
  await keys.to(page.locator('#spent button'));
  await page.evaluate(`document.querySelector('#spent button').disabled = true`);
  await keys.expectFocus('#spent h2');
  await box('opens');
  await keys.to(page.locator('#opens button'));
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend',
    '<div data-portal><div role="dialog" aria-label="Sure?"><button id="yes">Yes</button></div></div>')`);
  await keys.to(page.locator('#yes'));
  await page.evaluate(`document.querySelector('#opens button').remove()`);
  await page.evaluate(`document.querySelector('[data-portal]:has(#yes)').remove()`);
  await keys.expectFocus('#opens h2');
});

it('finds what a mouse did, and a stop that does not show the focus', async () => {
  const { page } = window;
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('afterbegin', '<button id="dim">dim</button>');
    document.getElementById('dim').style.outline = 'none'`);
  await page.mouse.click(700, 5);
  await keys.to(page.locator('#dim'));
  expect(await keys.findings()).toEqual({ pointer: 1, unseen: [expect.stringContaining('id="dim"')] });
});
